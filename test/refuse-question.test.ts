import { beforeAll, describe, expect, test } from 'vitest'
import { answer } from '../src/answer/answer.ts'
import type { Quote } from '../src/evidence/evidence.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { answerEvents, wholeAnswer } from './support/ask-index.ts'
import { makeIndex } from './support/make-index.ts'

const ferry = 'The night ferry to Gull Island sails at noon.'
const asked = 'The night ferry to Gull Island sails at noon?'
const foreign = 'Who won the 2031 Quidditch cup?'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    { path: 'a.txt', title: 'Boats', text: `# Timetable\n\n${ferry}\n\nTickets cost four crowns.` },
    { path: 'b.txt', text: 'A choir sang in the hall.\n\nMasons built the market.' },
  ])
})

/** An index whose passages say something else than the texts that are kept. */
function tamperedWith(from: string, to: string): OpenIndex {
  const passages = index.passages.map((passage) => ({
    ...passage,
    text: passage.text.replace(from, to),
  }))
  return { ...index, passages, passageById: new Map(passages.map((item) => [item.id, item])) }
}

describe('a refusal', () => {
  test('has the same schema, a reason, its words in the language of the question, no citation', async () => {
    const events = await answerEvents(index, foreign)
    expect(events.map(({ type }) => type)).toEqual([
      'answer.created',
      'question.resolved',
      'retrieval.completed',
      'answer.refused',
    ])
    const refused = await wholeAnswer(index, foreign)
    expect(answer.parse(refused)).toEqual(refused)
    expect(refused).toMatchObject({ answerable: false, citations: [] })
    expect(refused.refusal).toMatchObject({
      reason: 'out_of_scope',
      unknown_terms: ['won', '2031', 'Quidditch', 'cup'],
    })
    expect(refused.answer).toBe(refused.refusal?.message)
    expect(refused.content).toEqual([{ type: 'text', text: refused.answer }])
    expect(refused.sources.some(({ cited }) => cited)).toBe(false)
  })

  test('in Chinese for a Chinese question', async () => {
    const refused = await wholeAnswer(index, '渡輪什麼時候開航？')
    expect(refused).toMatchObject({ language: 'zh-Hant', answerable: false })
    expect(refused.refusal?.reason).toBe('language_not_covered')
    expect(refused.answer).toMatch(/\p{Script=Han}/u)
  })

  test('shows verified nearest sentences, which are no part of an answer', async () => {
    const { refusal } = await wholeAnswer(index, foreign)
    expect(refusal?.nearest.length).toBeGreaterThan(0)
    for (const citation of refusal?.nearest ?? []) {
      const text = index.articleById.get(citation.source_id)?.text
      expect(text?.slice(citation.start, citation.end)).toBe(citation.quote)
      expect([citation.answer_start, citation.answer_end]).toEqual([null, null])
    }
  })

  test('where no article passes the filters, with nothing near', async () => {
    const refused = await wholeAnswer(index, asked, { filters: { publisher: 'Herald' } })
    expect(refused.refusal).toMatchObject({ reason: 'no_source_matches_filters', nearest: [] })
    expect(refused).toMatchObject({ confidence: 0, sources: [] })
  })

  test.each(['???', '🌊'])('of what is no question: %s', async (question) => {
    expect((await wholeAnswer(index, question)).refusal?.reason).toBe('not_a_question')
  })
})

describe('what differs from its stored revision', () => {
  test('is withheld and reported, and nothing of it reaches the answer', async () => {
    const withheld: Quote[] = []
    const over = tamperedWith('noon', 'dusk')
    const made = await wholeAnswer(over, asked, { onWithheld: (quote) => withheld.push(quote) })
    expect(withheld.length).toBeGreaterThan(0)
    expect(JSON.stringify([made.answer, made.content, made.citations, made.refusal])).not.toMatch(
      /sails at (noon|dusk)/,
    )
  })

  test('is not shown as nearest either', async () => {
    const withheld: Quote[] = []
    const over: OpenIndex = { ...index, revision: async () => undefined }
    for (const question of [asked, foreign]) {
      const made = await wholeAnswer(over, question, {
        onWithheld: (quote) => withheld.push(quote),
      })
      expect(answer.parse(made)).toEqual(made)
      expect(made).toMatchObject({ answerable: false, citations: [] })
      expect(made.refusal?.nearest).toEqual([])
    }
    expect(withheld.length).toBeGreaterThan(1)
  })
})
