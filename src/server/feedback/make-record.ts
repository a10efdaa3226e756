import { randomBytes } from 'node:crypto'
import { isQuotable } from '../../answer/cite.ts'
import type { OpenIndex } from '../../store/open-index.ts'
import type { CitedPlace, FeedbackRecord } from './feedback-record.ts'
import type { FeedbackRequest, GivenAnswer } from './feedback-request.ts'

/** What is kept of a request, with the words that its citations point at. */
export async function makeRecord(
  index: OpenIndex | undefined,
  request: FeedbackRequest,
  answer: GivenAnswer | undefined,
): Promise<FeedbackRecord> {
  const question = answer?.question ?? request.question ?? ''
  const citations = await Promise.all((answer?.citations ?? []).map(({ id }) => placeOf(index, id)))
  return {
    id: `fb_${randomBytes(6).toString('hex')}`,
    at: new Date().toISOString(),
    kind: request.kind,
    question,
    resolved_question: answer?.resolved_question ?? question,
    answer_id: request.answer_id ?? answer?.id ?? null,
    answerable: answer?.answerable ?? null,
    refusal_reason: answer?.refusal?.reason ?? null,
    language: answer?.language ?? null,
    citation: request.citation_id ? await placeOf(index, request.citation_id) : null,
    citations,
    comment: request.comment?.trim() || null,
    index: index ? { generation: index.generation, hash: index.hash } : null,
  }
}

async function placeOf(index: OpenIndex | undefined, id: string): Promise<CitedPlace> {
  const [, short = '', start, end] = /^cit_([0-9a-f]{12})-(\d+)-(\d+)$/.exec(id) ?? []
  const range = { start: Number(start), end: Number(end) }
  const kept = await index?.revision(short)
  const known = kept && isQuotable(kept.text, range) ? kept : undefined
  return {
    id,
    source_id: known?.article.id ?? null,
    source_path: known?.article.path ?? null,
    title: known?.article.title ?? null,
    revision: known?.revision ?? null,
    ...range,
    quote: known?.text.slice(range.start, range.end) ?? null,
  }
}
