import type { SearchFilters } from '../../answer/answer.ts'
import type { Words } from '../messages/words.ts'
import { filterParameters } from './asked-filters.ts'
import type { FilterChoices } from './filter-choices.ts'

/** One filter as the page shows it. */
export interface Chip {
  readonly name: string
  readonly value: string
  readonly text: string
}

/** Titles of the articles that filters name, by id. */
export type Titles = Readonly<Record<string, string>>

/** What each filter says, in the words of the page. */
export function chipsOf(
  filters: SearchFilters | null | undefined,
  titles: Titles,
  { say, date, language }: Words,
): Chip[] {
  return filterParameters(filters).map(([name, value]) => {
    const text = {
      source: () => say('filter.chip-source', { title: titles[value] ?? value }),
      from: () => say('filter.chip-from', { day: date(value) }),
      to: () => say('filter.chip-to', { day: date(value) }),
      as_of: () => say('filter.chip-as-of', { day: date(value) }),
      written_in: () => languageName(value, language),
      publisher: () => value,
    }[name as 'source' | 'publisher' | 'from' | 'to' | 'as_of' | 'written_in']
    return { name, value, text: text() }
  })
}

/** `zh` as a reader of the page calls it; the tag itself where nobody knows it. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Titles of the articles that a page lists. */
export function titlesOf({ sources }: FilterChoices): Titles {
  return Object.fromEntries(sources.map(({ id, title }) => [id, title]))
}
