import type { Citation } from './citation.ts'
import { phrasesFor } from './phrases.ts'

/** The languages that have framing words. */
const languages = ['en', 'zh-Hant', 'zh-Hans']

/** Whether a line holds the article's title and date, and no more than the fixed words beside them. */
export function onlyNames(
  text: string,
  { title, published_at: date }: Pick<Citation, 'title' | 'published_at'>,
): boolean {
  if (!text.includes(title)) return false
  if (languages.some((language) => phrasesFor(language).fromDated(title, date) === text))
    return true
  const rest = text.replace(title, '').replace(date ?? '', '')
  return (rest.match(/[\p{L}\p{N}]+/gu) ?? []).length <= 1
}
