import type { Answer, Citation, ContentPart, Refusal, SearchFilters } from '../../answer/answer.ts'
import { filterParameters, readFilters } from '../ask/asked-filters.ts'
import {
  isConversationId,
  type KeptSummary,
  type KeptTurn,
  keptVersion,
} from './kept-conversation.ts'

/*
 * Another version of the page may have written what is read here, or a hand may have changed it. Only
 * what the page shows is looked at; a field that answers got later has a default. By hand, not by the
 * server's schemas: those compile their checks, which the page's content policy forbids.
 */

type Fields = Readonly<Record<string, unknown>>

const longest = 1_000_000
const origins: readonly unknown[] = ['file', 'first-sentence', 'file-name']
const reasons: Readonly<Record<Refusal['reason'], true>> = {
  no_match: true,
  low_confidence: true,
  out_of_scope: true,
  not_a_question: true,
  language_not_covered: true,
  false_premise: true,
  no_source_matches_filters: true,
}

/** A summary from storage; null for anything else. */
export function readSummary(value: unknown): KeptSummary | null {
  const kept = fieldsOf(value)
  const { version, id, title, question, changedAt, pinned, turnKeys, bytes } = kept
  const isOne =
    version === keptVersion &&
    isConversationId(id) &&
    (title === null || isText(title)) &&
    isText(question) &&
    Number.isFinite(changedAt) &&
    typeof pinned === 'boolean' &&
    isListOf(turnKeys, isText) &&
    isOffset(bytes)
  return isOne ? (kept as unknown as KeptSummary) : null
}

/** A turn from storage; null for anything else. */
export function readTurn(value: unknown): KeptTurn | null {
  const { version, question, filters, answer } = fieldsOf(value)
  if (version !== keptVersion || !isText(question)) return null
  const read = readAnswer(answer)
  return read && { question, filters: readKeptFilters(filters), answer: read }
}

function readKeptFilters(value: unknown): SearchFilters | null {
  const { source_ids: ids, ...single } = fieldsOf(value)
  const values = Object.entries(single).filter(([, one]) => isText(one))
  const sources = isListOf(ids, isText) ? { source_ids: [...ids] } : {}
  return readFilters(filterParameters({ ...Object.fromEntries(values), ...sources }))
}

function readAnswer(value: unknown): KeptTurn['answer'] | null {
  const kept = fieldsOf(value)
  const { id, question, resolved_question: resolved, answer, language = 'en' } = kept
  if (![id, question, resolved, answer, language].every(isText)) return null
  const content = readAll(kept.content, readPart)
  const citations = readAll(kept.citations, readCitation)
  const refusal = kept.refusal === null ? null : readRefusal(kept.refusal)
  const parts = kept.parts === undefined ? undefined : readAll(kept.parts, readAnswerPart)
  const suggested = kept.suggested_questions ?? []
  if (!content || !citations || parts === null || !isListOf(suggested, isText)) return null
  if (refusal === null && kept.refusal !== null) return null
  const { llm, ...rest } = kept
  const read = { ...rest, language, content, citations, refusal, suggested_questions: suggested }
  const own = { ...(parts ? { parts } : {}), ...(isModelUse(llm) ? { llm } : {}) }
  return { ...read, ...own } as unknown as KeptTurn['answer']
}

function isModelUse(value: unknown): boolean {
  const { status, reason, model } = fieldsOf(value)
  return isText(status) && isText(model) && (reason === undefined || isText(reason))
}

function readPart(value: unknown): ContentPart | null {
  const { type, text, by, citation_ids } = fieldsOf(value)
  if (!isText(text)) return null
  if (type === 'text') return by === 'model' ? { type, text, by } : { type, text }
  return type === 'quote' && isListOf(citation_ids, isText)
    ? { type, text, citation_ids: [...citation_ids] }
    : null
}

function readCitation(value: unknown): Citation | null {
  const kept = fieldsOf(value)
  const { id, number, quote, source_id, title, revision, start, end, also_in } = kept
  if (![id, quote, source_id, title, revision].every(isText)) return null
  if (![number, start, end].every(isOffset)) return null
  if (also_in !== undefined && !isListOf(also_in, isCopy)) return null
  const { publisher, published_at: date, url, language, page, page_end: last } = kept
  return {
    ...kept,
    title_origin: origins.includes(kept.title_origin) ? kept.title_origin : 'file',
    publisher: isText(publisher) ? publisher : null,
    published_at: isText(date) ? date : null,
    url: isText(url) && /^https?:\/\//i.test(url) ? url : null,
    language: isText(language) ? language : 'und',
    page: isOffset(page) ? page : null,
    page_end: isOffset(last) ? last : null,
    heading_path: isListOf(kept.heading_path, isText) ? kept.heading_path : [],
    starts_mid_sentence: kept.starts_mid_sentence === true,
    ends_mid_sentence: kept.ends_mid_sentence === true,
  } as unknown as Citation
}

/** Another article with the same words; its link leads to the reader and nowhere else. */
function isCopy(value: unknown): boolean {
  const { citation_id, source_id, title, links } = fieldsOf(value)
  const { reader } = fieldsOf(links)
  return (
    [citation_id, source_id, title].every(isText) &&
    isText(reader) &&
    /^\/sources\/[^/\\]/.test(reader)
  )
}

function readRefusal(value: unknown): Refusal | null {
  const kept = fieldsOf(value)
  const { reason, message, unknown_terms: terms = [] } = kept
  const nearest = readAll(kept.nearest, readCitation)
  if (!isText(reason) || !Object.hasOwn(reasons, reason) || !isText(message)) return null
  if (!nearest || !isListOf(terms, isText)) return null
  return { reason: reason as Refusal['reason'], message, unknown_terms: [...terms], nearest }
}

function readAnswerPart(value: unknown): NonNullable<Answer['parts']>[number] | null {
  const kept = fieldsOf(value)
  if (!isText(kept.question)) return null
  const refusal = kept.refusal === null ? null : readRefusal(kept.refusal)
  if (refusal === null && kept.refusal !== null) return null
  return { ...kept, refusal } as unknown as NonNullable<Answer['parts']>[number]
}

/** All of a list, or null where one of them is not what it should be. */
function readAll<Item>(value: unknown, read: (item: unknown) => Item | null): Item[] | null {
  if (!Array.isArray(value)) return null
  const items = value.map(read)
  return items.includes(null) ? null : (items as Item[])
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isListOf<Item>(
  value: unknown,
  isItem: ((item: unknown) => item is Item) | ((item: unknown) => boolean),
): value is readonly Item[] {
  return Array.isArray(value) && value.every((item) => isItem(item))
}
