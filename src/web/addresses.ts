import type { Citation } from '../answer/answer.ts'

/** Earlier questions that an address carries: enough for any follow-up, within any server's limit. */
const maxEarlier = 6
const maxEarlierLength = 2000

/** The newest of the earlier questions that fit, oldest first. */
export function boundEarlier(questions: readonly string[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const question of questions.slice(-maxEarlier).reverse()) {
    length += question.length
    if (length > maxEarlierLength) break
    kept.unshift(question)
  }
  return kept
}

/**
 * Where this conversation stands: `/?earlier=…&question=…`. The page answers it again from the
 * questions alone, so an address can never put words into an answer.
 */
export function conversationAddress(questions: readonly string[]): string {
  const question = questions.at(-1)
  if (question === undefined) return '/'
  const parameters = new URLSearchParams()
  for (const earlier of boundEarlier(questions.slice(0, -1))) {
    parameters.append('earlier', earlier)
  }
  parameters.append('question', question)
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

function citationQuery(citation: Place, all: readonly Place[]): URLSearchParams {
  const ids = all.filter((other) => other.source_id === citation.source_id).map(({ id }) => id)
  const unique = [...new Set(ids.includes(citation.id) ? ids : [citation.id, ...ids])]
  return new URLSearchParams(unique.map((id) => ['citation', id]))
}

/** Only web addresses are ever linked; anything else in an article's metadata is not a link. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s]+$/i.test(url) ? url : null
}
