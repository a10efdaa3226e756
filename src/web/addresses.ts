import type { Citation } from '../answer/answer.ts'
import { type Asked, filterParameters } from './ask/asked-filters.ts'

/** Earlier questions that an address carries: enough for any follow-up, within any server's limit. */
const maxEarlier = 6
const maxEarlierLength = 2000

/** The newest of the earlier questions that fit, oldest first. */
export function boundEarlier<Earlier extends Asked>(asked: readonly Earlier[]): Earlier[] {
  const kept: Earlier[] = []
  let length = 0
  for (const one of asked.slice(-maxEarlier).reverse()) {
    length += one.question.length
    if (length > maxEarlierLength) break
    kept.unshift(one)
  }
  return kept
}

/**
 * Where this conversation stands: `/?earlier=…&question=…`, each question behind the filters that it
 * was asked with. The page answers it again from these alone, so an address can never put words into an
 * answer.
 */
export function conversationAddress(asked: readonly Asked[]): string {
  const last = asked.at(-1)
  if (last === undefined) return '/'
  const parameters = new URLSearchParams()
  const add = (name: 'earlier' | 'question', { question, filters }: Asked) => {
    for (const [filter, value] of filterParameters(filters)) parameters.append(filter, value)
    parameters.append(name, question)
  }
  for (const earlier of boundEarlier(asked.slice(0, -1))) add('earlier', earlier)
  add('question', last)
  return `/?${parameters}`
}

type Place = Pick<Citation, 'id' | 'source_id'>

/** The reader page at one citation, with the others of the same article marked too. */
export function readerAddress(citation: Place, all: readonly Place[] = []): string {
  return `/sources/${encodeURIComponent(citation.source_id)}?${citationQuery(citation, all)}#${citation.id}`
}

/** The same as data, for the panel beside the chat. */
export function readerDataAddress(citation: Place, all: readonly Place[] = []): string {
  return `/sources/${encodeURIComponent(citation.source_id)}/reader.json?${citationQuery(citation, all)}`
}

/** One quote with what stands around it, as data, for its card. */
export function contextAddress(citation: Place): string {
  return `/sources/${encodeURIComponent(citation.source_id)}/context.json?${citationQuery(citation, [])}`
}

function citationQuery(citation: Place, all: readonly Place[]): URLSearchParams {
  const ids = all.filter((other) => other.source_id === citation.source_id).map(({ id }) => id)
  const unique = [...new Set(ids.includes(citation.id) ? ids : [citation.id, ...ids])]
  return new URLSearchParams(unique.map((id) => ['citation', id]))
}

/** Only web addresses are ever linked; anything else in an article's metadata is not a link. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s]+$/i.test(url) ? url : null
}

/** Of a quote that is looked for as one, in UTF-16 units; of a longer one, its first and last words are. */
const longestWhole = 100
const someWords = 6
const someCharacters = 16

/**
 * The article's own page in the web, opened at the quoted words by a text fragment (`#:~:text=`, WICG URL
 * Fragment Text Directives); a browser that does not find them there opens the page. Null without one.
 */
export function livePageAddress(url: string | null, quote: string): string | null {
  const address = webAddress(url)
  const words = quote.trim()
  if (!address || words === '') return address
  const directive =
    words.length <= longestWhole && !words.includes('\n')
      ? encodeDirective(words)
      : `${encodeDirective(firstWords(words))},${encodeDirective(lastWords(words))}`
  return `${address}${address.includes('#') ? '' : '#'}:~:text=${directive}`
}

function firstWords(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? ''
  const words = line.split(/\s+/).slice(0, someWords).join(' ')
  return hasNoSpaces(words) ? [...words].slice(0, someCharacters).join('') : words
}

function lastWords(text: string): string {
  const line = text.split('\n').at(-1)?.trim() ?? ''
  const words = line.split(/\s+/).slice(-someWords).join(' ')
  return hasNoSpaces(words) ? [...words].slice(-someCharacters).join('') : words
}

/** Whether words of this script run together, so that a space ends no word. */
function hasNoSpaces(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text)
}

/** A dash and a comma would be read as parts of the directive. */
function encodeDirective(words: string): string {
  return encodeURIComponent(words.replace(/\s+/g, ' ')).replaceAll('-', '%2D')
}
