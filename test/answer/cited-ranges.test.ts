import { expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { citedRanges, recordCited } from '../../src/answer/cited-ranges.ts'
import type { CitedRange } from '../../src/store/cited-revisions.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer } from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'a.txt', text: 'High tide is at noon.\n' },
  { path: 'b.txt', text: 'Also: high tide is at noon.\n' },
])
const answer = firstSentenceAnswer(index, 'When?')
const [citation] = answer.citations
if (!citation) throw new Error('There is no citation.')
const range = { revision: citation.revision, start: 0, end: 21 }

test('the quotes, what a refusal shows as nearest, also of a part, and the copies are all cited', () => {
  const [, other] = index.articles
  if (!other) throw new Error('There is one article.')
  const copy = {
    citation_id: `cit_${other.revision.slice(7, 19)}-0-27`,
    source_id: other.id,
    ...{
      source_path: other.path,
      source_entry: null,
      title: '',
      publisher: null,
      published_at: null,
    },
    ...{ start: 0, end: 27, links: citation.links },
  }
  const refusal = { reason: 'no_match' as const, message: '', unknown_terms: [] }
  const refused = {
    ...answer,
    citations: [
      { ...citation, also_in: [copy, { ...copy, citation_id: 'cit_000000000000-0-27' }] },
    ],
    refusal: { ...refusal, nearest: [{ ...citation, end: 9 }] },
    parts: [
      {
        ...{ question: '', answerable: false, citation_ids: [] },
        refusal: { ...refusal, nearest: [{ ...citation, end: 4 }] },
      },
    ],
  }
  expect(citedRanges(index, refused)).toEqual([
    range,
    { revision: other.revision, start: 0, end: 27 },
    { ...range, end: 9 },
    { ...range, end: 4 },
  ])
})

test('an answer is recorded before it is given, the other events pass', async () => {
  const recorded: CitedRange[] = []
  const log = {
    record: (ranges: readonly CitedRange[]) => void recorded.push(...ranges),
    flush: async () => undefined,
    close: async () => undefined,
  }
  async function* events(): AsyncGenerator<AnswerEvent> {
    yield { type: 'answer.created', id: answer.id, question: 'When?' }
    yield { type: 'answer.completed', answer }
  }
  const seen: [string, number][] = []
  for await (const { type } of recordCited(events(), () => index, log)) {
    seen.push([type, recorded.length])
  }
  expect(seen).toEqual([
    ['answer.created', 0],
    ['answer.completed', 1],
  ])
  expect(recorded).toEqual([range])
})
