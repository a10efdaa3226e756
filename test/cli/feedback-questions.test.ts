import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { turnFeedback } from '../../src/cli/feedback-questions.ts'
import { printFeedback, printTurned } from '../../src/cli/print-feedback.ts'
import type { CitedPlace, FeedbackRecord } from '../../src/server/feedback/feedback-record.ts'
import { readQuestionSet } from '../eval/question-set.ts'
import { judgementFor, scoreAnswer } from '../eval/score-answers.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer } from '../support/scripted-ask.ts'

const text = 'High tide is at noon. Low tide is at six.\n'
const index = await makeIndex([{ path: 'harbour/tides.txt', text }])
const place = (start: number, end: number): CitedPlace => ({
  id: `cit_000000000000-${start}-${end}`,
  source_id: 'src_000000000000',
  source_path: 'harbour/tides.txt',
  title: 'Tides',
  revision: 'sha256:0',
  start,
  end,
  quote: text.slice(start, end),
})
const high = place(0, 21)
const low = place(22, 41)

function record(given: Partial<FeedbackRecord>): FeedbackRecord {
  const question = given.question ?? 'When is high tide?'
  return {
    id: 'fb_000000000000',
    at: '2026-03-04T05:06:07.000Z',
    kind: 'helpful',
    question,
    resolved_question: question,
    answer_id: null,
    answerable: true,
    refusal_reason: null,
    language: 'en',
    citation: null,
    citations: [high, low],
    comment: null,
    index: null,
    ...given,
  }
}

test('an accepted answer becomes a question whose gold the evaluation reads and finds', async () => {
  const { questions, left } = turnFeedback([
    record({}),
    record({ kind: 'does_not_support', citation: low }),
    record({ kind: 'helpful', question: 'Who owns the pier?', answerable: false, citations: [] }),
    record({ kind: 'should_have_refused', question: 'Who built the mill?' }),
  ])
  expect(left).toEqual([])
  const folder = await temporaryFolder()
  const lines = questions.map((question) => JSON.stringify(question))
  await writeFile(join(folder, 'questions.jsonl'), `${lines.join('\n')}\n`)
  const read = readQuestionSet(folder)
  expect(read).toMatchObject([
    { question: 'When is high tide?', answerable: true, gold: [{ doc: 'harbour/tides.txt' }] },
    { question: 'Who owns the pier?', answerable: false, gold: [] },
    { question: 'Who built the mill?', answerable: false, gold: [] },
  ])
  const judgement = judgementFor('feedback', read)
  const rows = read.map((question) => {
    const answer = firstSentenceAnswer(index, question.question)
    return scoreAnswer(question, judgement, answer, undefined, () => text)
  })
  expect(rows.map(({ any }) => any)).toEqual([true, false, false])
  expect(rows.map(({ refusedRightly }) => refusedRightly)).toEqual([false, false, false])
})

test.each([
  ['wrong alone', [record({ kind: 'wrong' })], /not what would be right/],
  ['one quote called wrong', [record({ kind: 'wrong_source', citation: high })], /not what would/],
  ['only a stale quote', [record({ kind: 'stale', citation: high })], /not what would/],
  ['two who do not agree', [record({}), record({ kind: 'wrong' })], /do not agree/],
  ['both ways', [record({}), record({ kind: 'should_have_refused' })], /do not agree/],
  [
    'a missed answer',
    [record({ kind: 'should_have_answered', answerable: false, citations: [] })],
    /with what/,
  ],
  [
    'an answer whose every quote is wrong',
    [record({ citations: [high] }), record({ kind: 'wrong_source', citation: high })],
    /not what would/,
  ],
  [
    'one good quote of a wrong answer',
    [record({ citation: high }), record({ kind: 'wrong' })],
    /only a part/,
  ],
  [
    'a quote that is kept no more',
    [record({ citations: [{ ...high, quote: null }] })],
    /kept no more/,
  ],
])('%s cannot be turned, and is listed with the reason', (_, records, why) => {
  const { questions, left } = turnFeedback(records)
  expect(questions).toEqual([])
  expect(left).toMatchObject([{ why: expect.stringMatching(why) }])
})

test('a follow-up becomes the question that stands by itself, the same from run to run', () => {
  const records = [
    record({ question: 'And low tide?', resolved_question: 'When is low tide?', comment: 'Good.' }),
    record({ question: 'when is LOW tide?' }),
  ]
  const { questions } = turnFeedback(records)
  expect(questions).toMatchObject([
    { question: 'When is low tide?', note: 'Asked as: And low tide? | Good.', history: [] },
  ])
  expect(turnFeedback(records)).toEqual(turnFeedback([...records]))
  expect(questions[0]?.id).toMatch(/^feedback-[0-9a-f]{12}$/)
})

test('the terminal shows counts, questions and reasons, and no control characters', () => {
  const records = [record({ comment: 'No\u001b[2J!' }), record({ kind: 'wrong' })]
  const shown = printFeedback('/data/feedback.jsonl', { records, damaged: 1 })
  expect(shown).toContain('Feedback: 2 (1 helpful, 1 wrong)')
  expect(shown).toContain('Damaged lines, left out: 1')
  expect(shown).not.toContain('\u001b')
  expect(printFeedback('/data/feedback.jsonl', { records: [], damaged: 0 })).toContain(
    'No feedback',
  )
  const turned = turnFeedback(records)
  expect(printTurned('/data/set', turned, 0)).toContain('When is high tide?: people do not agree')
})
