import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, answer } from '../src/answer/answer.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { answerEvents, streamAnswer, wholeAnswer } from './support/ask-index.ts'
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

describe('an answer', () => {
  test('comes in order: created, resolved, retrieved, citations before their quotes, completed', async () => {
    const events = await answerEvents(index, asked)
    const types = events.map(({ type }) => type)
    expect(types.slice(0, 3)).toEqual([
      'answer.created',
      'question.resolved',
      'retrieval.completed',
    ])
    expect(types.at(-1)).toBe('answer.completed')
    const middle = types.slice(3, -1)
    expect(new Set(middle)).toEqual(new Set(['citation.added', 'answer.delta']))
    expect(middle.lastIndexOf('citation.added')).toBeLessThan(middle.indexOf('answer.delta'))
  })

  test('its parts are those of its events, and fit the schema', async () => {
    const events = await answerEvents(index, asked)
    const last = events.at(-1)
    if (last?.type !== 'answer.completed') throw new Error('It was not answered.')
    expect(answer.parse(last.answer)).toEqual(last.answer)
    expect(
      events.flatMap((event) => (event.type === 'citation.added' ? [event.citation] : [])),
    ).toEqual(last.answer.citations)
    const deltas = events.flatMap((event) => (event.type === 'answer.delta' ? [event] : []))
    expect(deltas.map(({ content }) => content)).toEqual(last.answer.content)
    expect(deltas.map(({ index: at }) => at)).toEqual(deltas.map((_, at) => at))
    expect(events[0]).toMatchObject({ id: last.answer.id, question: asked })
  })

  test('gives a citation only once its quote was cut from the stored text again', async () => {
    const order: string[] = []
    const watched: OpenIndex = {
      ...index,
      revision: async (name) => {
        const kept = await index.revision(name)
        order.push('cut')
        return kept
      },
    }
    for await (const { type } of streamAnswer(watched, asked)) order.push(type)
    const first = order.indexOf('citation.added')
    const cut = order.slice(0, first).filter((each) => each === 'cut').length
    expect(cut).toBeGreaterThanOrEqual(order.filter((each) => each === 'citation.added').length)
    const altered: OpenIndex = {
      ...index,
      revision: async (name) => {
        const kept = await index.revision(name)
        return kept && { ...kept, text: kept.text.replaceAll('a', 'o') }
      },
    }
    const types = (await answerEvents(altered, asked)).map(({ type }) => type)
    expect(types).not.toContain('citation.added')
    expect(types.at(-1)).toBe('answer.refused')
  })

  test('is made of quotes that stand in their articles and in the answer', async () => {
    const made = await wholeAnswer(index, asked)
    expect(made).toMatchObject({ answerable: true, refusal: null, language: 'en' })
    expect(made.citations[0]).toMatchObject({
      quote: ferry,
      number: 1,
      heading_path: ['Timetable'],
    })
    for (const citation of made.citations) {
      const text = index.articleById.get(citation.source_id)?.text
      expect(text?.slice(citation.start, citation.end)).toBe(citation.quote)
      const { answer_start: start, answer_end: end } = citation
      expect(made.answer.slice(start ?? -1, end ?? -1)).toBe(citation.quote)
    }
    const cited = made.sources.filter((source) => source.cited).map(({ id }) => id)
    expect(new Set(cited)).toEqual(new Set(made.citations.map(({ source_id }) => source_id)))
  })

  test('shows its scores only when they are asked for', async () => {
    expect(await wholeAnswer(index, asked)).not.toHaveProperty('explain')
    const { explain } = await wholeAnswer(index, asked, { explain: true })
    expect(explain).toMatchObject({ probability: expect.any(Number), features: expect.any(Object) })
    expect(explain?.passages).toHaveLength(4)
  })

  test('holds no more quotes than are wanted', async () => {
    const made = await wholeAnswer(index, asked, { max_quotes: 1 })
    expect(made.citations).toHaveLength(1)
  })
})

describe('the same question', () => {
  const withoutTimes = ({ timings_ms: _, ...rest }: Answer) => rest

  test.each([asked, foreign])('gives the same answer and id: %s', async (question) => {
    expect(withoutTimes(await wholeAnswer(index, question))).toEqual(
      withoutTimes(await wholeAnswer(index, question)),
    )
  })

  test('has one id however it is delivered, and another where anything else differs', async () => {
    const { id } = await wholeAnswer(index, asked)
    expect(id).toMatch(/^ans_[0-9a-f]{24}$/)
    expect((await wholeAnswer(index, asked, { stream: true })).id).toBe(id)
    const changed = await makeIndex([{ path: 'a.txt', text: ferry }])
    const others = await Promise.all([
      wholeAnswer(index, foreign),
      wholeAnswer(index, asked, { max_quotes: 1 }),
      wholeAnswer(index, asked, { filters: { language: 'en' } }),
      wholeAnswer(changed, asked),
    ])
    expect(new Set([id, ...others.map((other) => other.id)]).size).toBe(5)
  })
})

describe('a follow-up', () => {
  const messages = [
    { role: 'user' as const, content: 'When does the night ferry to Gull Island sail?' },
    { role: 'assistant' as const, content: `${ferry} [1]` },
  ]

  test('shows the question it was understood as', async () => {
    const events = await answerEvents(index, 'And at night?', { messages })
    const resolved = 'When does the night ferry to Gull Island sail at night?'
    expect(events[1]).toEqual({
      type: 'question.resolved',
      resolved_question: resolved,
      changed: true,
    })
    const last = events.at(-1)
    expect(last).toMatchObject({
      answer: { question: 'And at night?', resolved_question: resolved },
    })
  })

  test('of a question that stands alone nothing changes but the id', async () => {
    const [alone, later] = await Promise.all([
      wholeAnswer(index, asked),
      wholeAnswer(index, asked, { messages }),
    ])
    expect(later.resolved_question).toBe(asked)
    expect(later.citations).toEqual(alone.citations)
    expect(later.id).not.toBe(alone.id)
  })
})

describe('an end before the end', () => {
  test('is no answer once it is aborted', async () => {
    const reason = new Error('The client has gone.')
    const signal = AbortSignal.abort(reason)
    await expect(answerEvents(index, asked, { signal })).rejects.toBe(reason)
  })

  test('is no answer when it is aborted while passages are read', async () => {
    const controller = new AbortController()
    const seen: string[] = []
    const events = streamAnswer(index, asked, { signal: controller.signal })
    const read = async () => {
      for await (const { type } of events) {
        seen.push(type)
        if (type === 'retrieval.completed') controller.abort(new Error('Gone.'))
      }
    }
    await expect(read()).rejects.toThrow('Gone.')
    expect(seen.at(-1)).toBe('retrieval.completed')
  })

  test.each([
    ['  ', 'question_empty'],
    ['x'.repeat(2001), 'question_too_long'],
  ])('is an error before any event for what cannot be asked', async (question, code) => {
    const first = streamAnswer(index, question).next()
    await expect(first).rejects.toMatchObject({ code })
  })
})
