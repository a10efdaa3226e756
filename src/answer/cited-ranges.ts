import { citationId } from '../passage/passage.ts'
import type { CitedLog, CitedRange } from '../store/cited-revisions.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Answer, AnswerEvent } from './answer.ts'

/**
 * Every range that an answer gives an address of: its quotes, where else they stand, and what a
 * refusal shows as nearest. The full revisions of copies are
 * those of `index`.
 */
export function citedRanges(index: OpenIndex | undefined, answer: Answer): CitedRange[] {
  const refusals = [answer.refusal, ...(answer.parts ?? []).map((part) => part.refusal)]
  const nearest = refusals.flatMap((refusal) => refusal?.nearest ?? [])
  return [...answer.citations, ...nearest].flatMap((citation) => [
    { revision: citation.revision as CitedRange['revision'], ...rangeOf(citation) },
    ...(citation.also_in ?? []).flatMap((copy) => {
      const revision = index?.articleById.get(copy.source_id)?.revision
      // Another index can have come to answer meanwhile.
      if (!revision || citationId(revision, copy) !== copy.citation_id) return []
      return [{ revision, ...rangeOf(copy) }]
    }),
  ])
}

function rangeOf({ start, end }: { start: number; end: number }) {
  return { start, end }
}

/** The same events; what an answer cites is recorded before anybody holds an address of it. */
export async function* recordCited(
  events: AsyncIterable<AnswerEvent>,
  currentIndex: () => OpenIndex | undefined,
  log: CitedLog,
): AsyncGenerator<AnswerEvent> {
  for await (const event of events) {
    if ('answer' in event) log.record(citedRanges(currentIndex(), event.answer))
    yield event
  }
}
