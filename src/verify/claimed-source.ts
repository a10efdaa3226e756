import type { Article } from '../article/article.ts'
import type { TextRange } from '../passage/passage.ts'
import { normalForm } from './normal-form.ts'
import { readWords } from './words.ts'

/** How a text says where its quotation is from. */
export type ClaimOrigin = 'given' | 'citation' | 'note' | 'link' | 'name'

/** A source that a quotation is said to be from, and the articles that this can mean. */
export interface Claim {
  readonly given: string
  readonly by: ClaimOrigin
  /** Empty where it names no source of the index. */
  readonly sourceIds: readonly string[]
  /** Only of a citation: the text and the place that it names. */
  readonly cited?: CitedPlace
}

export interface CitedPlace extends TextRange {
  readonly id: string
  /** The first 12 hex digits of a revision. */
  readonly revision: string
}

/** Looks up what a source is called by. */
export interface SourceNames {
  /** Articles with this id, path, address or title. */
  find(name: string): readonly string[]
  /** Articles whose title stands in the text, the longest first. */
  titlesIn(
    text: string,
  ): readonly { readonly title: string; readonly sourceIds: readonly string[] }[]
}

/** Titles of fewer words and letters stand in texts by chance. */
const leastTitleWords = 3
const leastTitleLength = 12

/** Prepares the names of articles for looking up. */
export function sourceNames(articles: readonly Omit<Article, 'text'>[]): SourceNames {
  const ids = new Map<string, Set<string>>()
  const titles = new Map<string, { title: string; words: string[]; sourceIds: string[] }[]>()
  const add = (name: string | null, id: string): void => {
    if (!name) return
    const known = ids.get(name)
    if (known) known.add(id)
    else ids.set(name, new Set([id]))
  }
  for (const { id, path, url, title } of articles) {
    for (const name of [id, path, path.split('/').at(-1) ?? '']) add(name, id)
    if (url) add(foldAddress(url), id)
    const words = titleWords(title)
    add(`title:${words.join(' ')}`, id)
    const isTelling = words.length >= leastTitleWords && title.length >= leastTitleLength
    const isTellingChinese = /\p{Script=Han}/u.test(title) && words.length >= 6
    if (!isTelling && !isTellingChinese) continue
    const start = words.slice(0, 2).join(' ')
    const same = titles.get(start)?.find((one) => one.words.join(' ') === words.join(' '))
    if (same) same.sourceIds.push(id)
    else titles.set(start, [...(titles.get(start) ?? []), { title, words, sourceIds: [id] }])
  }
  return {
    find(name) {
      const wanted = name.trim()
      const reader = /\/sources\/(src_[0-9a-f]{12})/.exec(wanted)?.[1]
      const spellings = [
        reader,
        wanted,
        foldAddress(wanted),
        `title:${titleWords(wanted).join(' ')}`,
      ]
      for (const spelling of spellings) {
        const found = spelling === undefined ? undefined : ids.get(spelling)
        if (found) return [...found]
      }
      return []
    },
    titlesIn(text) {
      const words = titleWords(text)
      const found = words.flatMap((_, at) =>
        (titles.get(words.slice(at, at + 2).join(' ')) ?? []).filter((one) =>
          one.words.every((word, next) => words[at + next] === word),
        ),
      )
      return found.sort((left, right) => right.words.length - left.words.length)
    },
  }
}

function titleWords(title: string): string[] {
  return [...readWords(normalForm(title)).words]
}

/** An address without what differs between links to the same page. */
function foldAddress(url: string): string {
  return url
    .trim()
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/, '')
    .replace(/[?&](?:utm_\w+|fbclid|gclid)=[^&]*/g, '')
    .replace(/\/$/, '')
}

const citationAddress = /cit_([0-9a-f]{12})-(0|[1-9]\d{0,11})-([1-9]\d{0,11})(?!\d)/

/** The first citation id in a text, alone or in a link. */
export function findCitation(text: string): CitedPlace | undefined {
  const [id, revision, start, end] = citationAddress.exec(text) ?? []
  if (!id || !revision || Number(start) >= Number(end)) return undefined
  return { id, revision, start: Number(start), end: Number(end) }
}
