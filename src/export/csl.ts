import type { Citation } from '../answer/answer.ts'
import { type Conversation, citationAddress, webAddress } from './conversation.ts'
import { exportWords, sourceTitle } from './words.ts'

/** A date of CSL-JSON: year, month, day, as far as they are known; anything else as it is written. */
export type CslDate =
  | { readonly 'date-parts': readonly (readonly number[])[] }
  | { readonly raw: string }

/** An item of CSL-JSON (Citation Style Language 1.0.2), with the fields that are written here. */
export interface CslItem {
  readonly id: string
  readonly type: 'webpage' | 'document'
  readonly title: string
  readonly publisher?: string
  readonly issued?: CslDate
  readonly accessed: CslDate
  readonly URL?: string
  readonly language?: string
  readonly note: string
}

/**
 * The articles that a conversation quotes, each once, in order of first quote: one item for each text,
 * so that two editions of an article are two. What comes nearest to a refusal is not a source of it.
 */
export function cslItems({ answers, origin, date, language }: Conversation): CslItem[] {
  const cited = new Map<string, Citation[]>()
  for (const { citations, refusal } of answers) {
    // What corrects a wrong supposition is shown as said by the articles.
    const corrections = refusal?.reason === 'false_premise' ? refusal.nearest : []
    for (const citation of [...citations, ...corrections]) {
      const key = `${citation.source_id} ${citation.revision}`
      cited.set(key, [...(cited.get(key) ?? []), citation])
    }
  }
  const accessed = cslDate(date)
  const editions = new Map<string, number>()
  return [...cited.values()].flatMap((citations) => {
    const [first] = citations
    if (!first) return []
    const edition = (editions.get(first.source_id) ?? 0) + 1
    editions.set(first.source_id, edition)
    const url = webAddress(first.url)
    const places = [...new Set(citations.map((each) => citationAddress(each, origin)))]
    return {
      id: edition === 1 ? first.source_id : `${first.source_id}-${edition}`,
      type: url ? ('webpage' as const) : ('document' as const),
      title: sourceTitle(first, language),
      ...(first.publisher ? { publisher: first.publisher.replace(/\s+/gu, ' ').trim() } : {}),
      ...(first.published_at ? { issued: cslDate(first.published_at) } : {}),
      accessed,
      ...(url ? { URL: url } : {}),
      ...(first.language && first.language !== 'und' ? { language: first.language } : {}),
      note: `${exportWords(language).quoted(places.join(' '))} (${first.revision})`,
    }
  })
}

/** The same as a file. */
export function toCslJson(conversation: Conversation): string {
  return `${JSON.stringify(cslItems(conversation), null, 2)}\n`
}

function cslDate(date: string): CslDate {
  const [whole, ...parts] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|T)/.exec(date) ?? []
  if (whole === undefined) return { raw: date }
  return { 'date-parts': [parts.filter((part) => part !== undefined).map(Number)] }
}
