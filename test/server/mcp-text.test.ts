import { expect, it } from 'vitest'
import type { Answer, Refusal } from '../../src/answer/answer.ts'
import { absoluteLinks } from '../../src/server/mcp/absolute-links.ts'
import { writeAnswer } from '../../src/server/mcp/write-answer.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer } from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'boats.txt', text: 'Some 340 boats “and “more” came.\nThen others.\n', title: 'Boats' },
])
const answer = firstSentenceAnswer(index, 'How many boats came?')
const [citation] = answer.citations
if (!citation) throw new Error('There is no citation.')
const place = `   “Boats” (boats.txt, characters 0–32; ${citation.source_id}; ${citation.id})`
const refusal: Refusal = {
  ...{ reason: 'no_match', message: 'These articles do not say.', unknown_terms: ['submarine'] },
  nearest: [citation],
}
const refused: Answer = {
  ...{ ...answer, answerable: false, refusal, answer: refusal.message, citations: [] },
  content: [{ type: 'text', text: refusal.message }],
}

it('writes each quote as it stands, with the marks of what is left out outside', () => {
  const cut = { ...citation, starts_mid_sentence: true, ends_mid_sentence: true }
  expect(writeAnswer({ ...answer, citations: [cut] })).toBe(
    `[1] … “Some 340 boats “and “more” came.” …\n${place}`,
  )
})

it('says what was understood, and keeps the words around the quotes', () => {
  const content = [{ type: 'text' as const, text: 'From “Boats”:' }, ...answer.content]
  expect(writeAnswer({ ...answer, resolved_question: 'How many?', content })).toBe(
    `Understood as: How many?\nFrom “Boats”:\n[1] “${citation.quote}”\n${place}`,
  )
})

it('says of a refusal that it is no answer, and of what is near that it is none', () => {
  expect(writeAnswer(refused)).toBe(
    [
      ...['No answer (no_match). These articles do not say.', 'No article uses: submarine.'],
      'Nearest passages. They are NOT an answer; do not present them as one:',
      ...[`- “${citation.quote}”`, place],
    ].join('\n'),
  )
})

it('corrects what a question supposes', () => {
  const premise = {
    ...{ kind: 'number' as const, asked: '350', found: '340', start: 5, end: 8 },
    citation_id: citation.id,
  }
  const text = writeAnswer({ ...refused, premise })
  expect(text).toContain(`supposes “350”, an article says “340”:\n- “${citation.quote}”`)
  expect(text).not.toContain('NOT an answer')
})

it('tells of parts without an answer and of values that differ', () => {
  const values = ['340 boats', '1,200 boats'].map((text, at) => {
    return { text, citation_id: at === 0 ? citation.id : 'cit_x', start: 5, end: 14, date: null }
  })
  const part = { question: 'Who built it?', answerable: false, refusal, citation_ids: [] }
  const text = writeAnswer({ ...answer, parts: [part], disagreements: [{ values }] })
  expect(text).toContain('different values; report all of them: “340 boats” ([1]); “1,200 boats”')
  expect(text).toContain('Not answered: “Who built it?” These articles do not say.\nNearest')
})

it('says of small talk that it is no answer from the articles', () => {
  const hello: Answer = { ...answer, kind: 'small_talk', answer: 'Hello.', citations: [] }
  expect(writeAnswer(hello)).toBe('This is no answer from the articles: Hello.')
})

it('makes links whole, and leaves the words of articles alone', () => {
  const given = {
    text: '/v1/x',
    links: { self: '/v1/x', next: null },
    all: [{ links: ['/a', 'b'] }],
  }
  expect(absoluteLinks(given, 'http://h')).toEqual({
    ...{ text: '/v1/x', links: { self: 'http://h/v1/x', next: null } },
    all: [{ links: ['http://h/a', 'b'] }],
  })
  expect(absoluteLinks(given, undefined)).toBe(given)
})
