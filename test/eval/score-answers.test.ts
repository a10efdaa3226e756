import { describe, expect, test } from 'vitest'
import type { Citation } from '../../src/answer/answer.ts'
import type { EvalQuestion } from './question-set.ts'
import { type Judgement, judgementFor, type Row, scoreAnswer } from './score-answers.ts'

const texts: Record<string, string> = {
  'a.txt': 'The ferry sails at noon. It costs four crowns. It is blue.',
  'b.txt': 'The market opens at dawn.',
}

/** A citation of the words as they stand in the file. */
function cite(path: string, quote: string): Citation {
  const start = (texts[path] ?? '').indexOf(quote)
  return { source_path: path, quote, start, end: start + quote.length } as Citation
}

const noon = cite('a.txt', 'The ferry sails at noon.')
const crowns = cite('a.txt', 'It costs four crowns.')
const blue = cite('a.txt', 'It is blue.')
const dawn = cite('b.txt', 'The market opens at dawn.')

function score(
  question: Partial<EvalQuestion>,
  judgement: Judgement,
  citations: readonly Citation[],
  given: { answerable?: boolean; results?: readonly Citation[] } = {},
): Row {
  const search = given.results && { results: given.results as never }
  return scoreAnswer(
    { id: 'q1', question: '?', answerable: true, ...question },
    judgement,
    { answerable: given.answerable ?? citations.length > 0, citations: [...citations] },
    search,
    (path) => texts[path],
  )
}

describe('strings that must be quoted', () => {
  const gold = [{ doc: 'a.txt', must: ['noon', 'four crowns'] }]

  test('may be spread over the quotes of their file', () => {
    expect(score({ gold }, 'must', [noon, crowns])).toMatchObject({ first: false, any: true })
    const whole = cite('a.txt', 'The ferry sails at noon. It costs four crowns.')
    expect(score({ gold }, 'must', [whole, blue])).toMatchObject({ first: true, any: true })
  })

  test('must all be there, and in that file', () => {
    expect(score({ gold }, 'must', [noon])).toMatchObject({ first: false, any: false })
    const elsewhere = { ...crowns, source_path: 'b.txt' }
    expect(score({ gold }, 'must', [noon, elsewhere])).toMatchObject({ any: false })
  })

  test('of several files must all be met; the share that is met is counted', () => {
    const both = [...gold, { doc: 'b.txt', must: ['dawn'] }]
    const half = score({ gold: both }, 'must', [dawn])
    expect(half).toMatchObject({ any: false, goldEntries: 2, goldEntriesHit: 1 })
    const all = score({ gold: both }, 'must', [noon, dawn, crowns])
    expect(all).toMatchObject({ any: true, goldEntriesHit: 2 })
  })

  test('count for nothing in a refusal', () => {
    const refused = score({ gold }, 'must', [noon, crowns], { answerable: false })
    expect(refused).toMatchObject({ answered: false, first: false, any: false, goldEntriesHit: 0 })
  })
})

describe('spans', () => {
  const { start, end } = crowns
  const question = { gold_doc: 'a', gold_answers: ['Four crowns'] }
  const spanned = { ...question, gold_spans: [['a', start + 9, end - 1] as const] }

  test.each<[Judgement, Citation, boolean]>([
    ['span-and-answer', crowns, true],
    ['span-and-answer', cite('a.txt', 'four crowns'), true],
    ['span-and-answer', cite('a.txt', 'costs four'), false],
    ['span-and-answer', blue, false],
    ['overlap-and-answer', crowns, true],
    ['overlap-and-answer', cite('a.txt', 'costs four'), false],
    ['overlap', cite('a.txt', 'costs four'), true],
    ['overlap', noon, false],
    ['overlap', { ...crowns, source_path: 'b.txt' }, false],
  ])('%s: %o is %s', (judgement, citation, right) => {
    expect(score(spanned, judgement, [citation]).any).toBe(right)
  })

  test('the answer counts whatever its case, width and white space', () => {
    const folded = { ...spanned, gold_answers: [' ＦＯＵＲ\n crowns '] }
    expect(score(folded, 'overlap-and-answer', [crowns]).any).toBe(true)
    const other = { ...spanned, gold_answers: ['five crowns'] }
    expect(score(other, 'overlap-and-answer', [crowns]).any).toBe(false)
  })

  test('the answer must stand in a quote at the place, not somewhere else', () => {
    const here = { ...spanned, gold_spans: [['a', noon.start, noon.end] as const] }
    expect(score(here, 'overlap-and-answer', [noon, crowns]).any).toBe(false)
  })

  test('a quote that is a good part of a long gold answer is right', () => {
    const long = 'The ferry sails at noon. It costs four crowns. It is blue.'
    const given = { ...spanned, gold_answers: [long], gold_spans: [['a', 0, 58] as const] }
    expect(score(given, 'overlap-and-answer', [crowns]).any).toBe(true)
    expect(score(given, 'overlap-and-answer', [blue]).any).toBe(false)
  })
})

describe('short answers', () => {
  const question = {
    gold_doc: ['a', 'b'],
    gold_answers: ['noon', 'Four  crowns', 'dawn', 'dusk'],
    gold_spans: [['a', 0, 58] as const],
  }

  test('count one by one, wherever in a gold document they are quoted', () => {
    const row = score(question, 'short-answers', [crowns, dawn])
    expect(row).toMatchObject({ first: true, shortAnswers: 4, shortAnswersHit: 2 })
    const elsewhere = { ...crowns, source_path: 'c.txt' }
    expect(score(question, 'short-answers', [elsewhere]).shortAnswersHit).toBe(0)
  })

  test('are not counted in other sets, nor where there is no answer', () => {
    expect(score(question, 'overlap-and-answer', [crowns])).toMatchObject({ shortAnswers: 0 })
    const none = score({ ...question, answerable: false }, 'short-answers', [])
    expect(none).toMatchObject({ shortAnswers: 0, shortAnswersHit: 0 })
  })
})

describe('what has no answer', () => {
  test('is right when it is refused, wrong when it is answered', () => {
    expect(score({ answerable: false }, 'must', []).refusedRightly).toBe(true)
    expect(score({ answerable: false }, 'must', [noon]).refusedRightly).toBe(false)
    expect(score({}, 'must', []).refusedRightly).toBe(false)
  })

  test('a false premise may also be met with the quote that corrects it', () => {
    const question = { answerable: false, type: 'false_premise' }
    const gold = [{ doc: 'a.txt', must: ['noon'] }]
    expect(score({ ...question, gold }, 'must', [noon]).refusedRightly).toBe(true)
    expect(score({ ...question, gold }, 'must', [blue]).refusedRightly).toBe(false)
    expect(score({ ...question, gold }, 'must', []).refusedRightly).toBe(true)
    expect(score(question, 'must', [noon]).refusedRightly).toBe(false)
    const other = { ...question, type: 'out_of_scope', gold }
    expect(score(other, 'must', [noon]).refusedRightly).toBe(false)
  })

  test('is never counted as found', () => {
    const gold = [{ doc: 'a.txt', must: ['noon'] }]
    const row = score({ answerable: false, gold }, 'must', [noon])
    expect(row).toMatchObject({ first: false, any: false, goldEntries: 0, goldEntriesHit: 0 })
  })
})

test('quotes that differ from their file by anything are counted, and so are unknown files', () => {
  const shifted = { ...noon, start: 1, end: 25 }
  const altered = { ...noon, quote: 'The ferry sails at Noon.' }
  const unknown = { ...noon, source_path: 'c.txt' }
  const row = score({}, 'must', [noon, shifted, altered, unknown])
  expect(row).toMatchObject({ quotes: 4, inexact: 3, words: 20 })
})

test('the place of the first passage that is right', () => {
  const question = { gold_doc: 'a', gold_spans: [['a', crowns.start, crowns.end] as const] }
  const rank = (results: Citation[], judgement: Judgement = 'overlap') =>
    score(question, judgement, [], { results }).rank
  expect(rank([dawn, noon, crowns])).toBe(2)
  expect(rank([crowns, noon])).toBe(0)
  expect(rank([dawn])).toBe(-1)
  expect(rank([cite('a.txt', 'four crowns')], 'span-and-answer')).toBe(-1)
  expect(score(question, 'overlap', [crowns]).rank).toBeUndefined()
})

test.each([
  ['any', [{ gold: [] }], 'must'],
  ['xquad-en', [{}], 'span-and-answer'],
  ['mtrag-2', [{}], 'overlap'],
  ['quotesum', [{}], 'short-answers'],
  ['news', [{}], 'overlap-and-answer'],
  ['news', [], 'overlap-and-answer'],
])('the set %s with %j is judged by %s', (name, questions, judgement) => {
  expect(judgementFor(name, questions as never)).toBe(judgement)
})
