import { beforeAll, describe, expect, test } from 'vitest'
import { answer } from '../src/answer/answer.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { wholeAnswer } from './support/ask-index.ts'
import { makeIndex } from './support/make-index.ts'

const ferry = 'The night ferry to Gull Island sails at noon.'
const pact = 'The harbour board of Leith met in 2016 and signed the herring pact.'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    { path: 'a.txt', title: 'Boats', text: `${ferry}\n\nTickets cost four crowns.` },
    { path: 'b.txt', title: 'Board', text: `A choir sang in the hall.\n\n${pact}` },
  ])
})

describe('a question of two parts', () => {
  const both =
    'Is it the night ferry to Gull Island that sails at noon? Is it the harbour board of Leith that met in 2016 and signed the herring pact?'
  const one =
    'Is it the night ferry to Gull Island that sails at noon? Who won the 2031 Quidditch cup final match?'

  test('gets a verdict, its own citations and a place in the text for each', async () => {
    const made = await wholeAnswer(index, both)
    expect(answer.parse(made)).toEqual(made)
    expect(made).toMatchObject({ answerable: true, refusal: null })
    expect(made.parts?.map(({ answerable }) => answerable)).toEqual([true, true])
    const ids = made.citations.map(({ id }) => id)
    expect(new Set(made.parts?.flatMap((part) => part.citation_ids))).toEqual(new Set(ids))
    const quotesOf = (at: number) =>
      made.citations
        .filter(({ id }) => made.parts?.[at]?.citation_ids.includes(id))
        .map(({ quote }) => quote)
    expect(quotesOf(0)).toContain(ferry)
    expect(quotesOf(1)).toContain(pact)
    for (const { question } of made.parts ?? []) expect(made.answer).toContain(question)
  })

  test('is shown with what its pronouns stand for', async () => {
    const made = await wholeAnswer(
      index,
      'When does the ferry to Leith sail, and who is its captain?',
    )
    const asked = made.parts?.map(({ question }) => question)
    expect(asked).toEqual(['When does the ferry to Leith sail?', "Who is Leith's captain?"])
  })

  test('each quote stands once, at the place its citation says', async () => {
    const made = await wholeAnswer(index, both)
    expect(made.citations.map(({ number }) => number)).toEqual(
      made.citations.map((_, at) => at + 1),
    )
    expect(new Set(made.citations.map(({ id }) => id)).size).toBe(made.citations.length)
    for (const { quote, answer_start: start, answer_end: end } of made.citations) {
      expect(made.answer.slice(start ?? -1, end ?? -1)).toBe(quote)
    }
  })

  test('is answered when one of them is; the other is named, refused, with what comes nearest', async () => {
    const made = await wholeAnswer(index, one)
    expect(made).toMatchObject({ answerable: true, refusal: null })
    const [first, second] = made.parts ?? []
    expect(first).toMatchObject({ answerable: true, refusal: null })
    expect(second).toMatchObject({ answerable: false, citation_ids: [] })
    expect(second?.refusal?.unknown_terms).toContain('Quidditch')
    expect(second?.refusal?.nearest.length).toBeGreaterThan(0)
    expect(made.answer).toContain(second?.question)
    expect(made.answer).toContain(second?.refusal?.message)
  })

  test('is refused when neither is', async () => {
    const question =
      'Who won the 2031 Quidditch cup final match? Which zebra did 77 purple rhododendrons bite?'
    const made = await wholeAnswer(index, question)
    expect(made).toMatchObject({ answerable: false, citations: [] })
    expect(made.refusal?.unknown_terms).toEqual(expect.arrayContaining(['Quidditch', 'zebra']))
    const { nearest = [] } = made.refusal ?? {}
    expect(new Set(nearest.map(({ id }) => id)).size).toBe(nearest.length)
    expect(made.parts).toHaveLength(2)
  })

  test('takes no more quotes than are wanted, and stays whole where one is too few', async () => {
    expect(
      (await wholeAnswer(index, both, { max_quotes: 2 })).citations.length,
    ).toBeLessThanOrEqual(2)
    const single = await wholeAnswer(index, both, { max_quotes: 1 })
    expect(single.citations.length).toBeLessThanOrEqual(1)
    expect(single.parts).toBeUndefined()
  })

  test('stays whole where that part of the pipeline is left out', async () => {
    const whole = await wholeAnswer(index, both, { without: new Set(['parts']) })
    expect(whole.parts).toBeUndefined()
  })
})

describe('a question that supposes something else', () => {
  test('is met with the quote that says so', async () => {
    const made = await wholeAnswer(
      index,
      'Who was it that signed the herring pact when the harbour board of Leith met in 2012?',
    )
    expect(answer.parse(made)).toEqual(made)
    expect(made).toMatchObject({ answerable: false, refusal: { reason: 'false_premise' } })
    expect(made.refusal?.message).toMatch(/2012.*2016/)
    const [correcting] = made.refusal?.nearest ?? []
    expect(correcting?.quote).toBe(pact)
    const { premise } = made
    expect(premise).toMatchObject({ kind: 'year', asked: '2012', citation_id: correcting?.id })
    const text = index.articleById.get(correcting?.source_id ?? '')?.text
    expect(text?.slice(premise?.start, premise?.end)).toBe('2016')
  })

  test('is judged like any other where that part of the pipeline is left out', async () => {
    const question = 'Who signed the herring pact when the harbour board of Leith met in 2012?'
    const made = await wholeAnswer(index, question, { without: new Set(['premise']) })
    expect(made.refusal?.reason).not.toBe('false_premise')
    expect((await wholeAnswer(index, question)).refusal?.reason).toBe('false_premise')
  })

  test('with the right year it is an ordinary answer', async () => {
    const made = await wholeAnswer(
      index,
      'Who was it that signed the herring pact when the harbour board of Leith met in 2016?',
    )
    expect(made.answerable).toBe(true)
    expect(made).not.toHaveProperty('premise')
    expect(made).not.toHaveProperty('parts')
  })
})

describe('articles that differ', () => {
  const question = 'How many herring boats are registered in the port of Leith?'
  const sky = 'Rain fell on the quay.\n\nA choir sang in the hall.'
  let differing: OpenIndex
  beforeAll(async () => {
    differing = await makeIndex([
      {
        path: 'a.txt',
        title: 'Old',
        publishedAt: '2011-05-01',
        text: `${sky}\n\n340 herring boats are registered in the port of Leith.`,
      },
      {
        path: 'b.txt',
        title: 'New',
        publishedAt: '2021-05-01',
        text: `In the port of Leith 1,200 herring boats are registered.\n\n${sky}`,
      },
    ])
  })

  test('both values are quoted, and the difference is named in their own words', async () => {
    const made = await wholeAnswer(differing, question)
    expect(answer.parse(made)).toEqual(made)
    const [{ values } = { values: [] }] = made.disagreements ?? []
    expect(new Set(values.map(({ text }) => text))).toEqual(
      new Set(['340 herring boats', '1,200 herring boats']),
    )
    expect(new Set(values.map(({ date }) => date))).toEqual(new Set(['2011-05-01', '2021-05-01']))
    for (const { text, start, end, citation_id } of values) {
      const citation = made.citations.find(({ id }) => id === citation_id)
      expect(differing.articleById.get(citation?.source_id ?? '')?.text.slice(start, end)).toBe(
        text,
      )
      expect(citation?.quote).toContain(text)
      expect(made.content[0]).toMatchObject({ type: 'text', text: expect.stringContaining(text) })
    }
  })

  test('a value that a cut quote holds is not quoted again in its whole sentence', async () => {
    const old = '340 herring boats are registered in the port of Leith'
    const young = '1,200 herring boats are registered in the port of Leith'
    const tail = ', which the port keeps in the boats of Leith.'
    const index = await makeIndex([
      { path: 'a.txt', title: 'Old', publishedAt: '2011-05-01', text: `${sky}\n\n${old}${tail}` },
      { path: 'b.txt', title: 'New', publishedAt: '2021-05-01', text: `${young}${tail}\n\n${sky}` },
    ])
    const made = await wholeAnswer(index, question)
    expect(made.disagreements).toHaveLength(1)
    expect(new Set(made.citations.map(({ quote }) => quote))).toEqual(new Set([old, young]))
    expect(made.citations.every(({ ends_mid_sentence: cut }) => cut)).toBe(true)
  })

  test('a value that has no room is neither quoted nor named', async () => {
    const made = await wholeAnswer(differing, question, { max_quotes: 1 })
    expect(made.citations).toHaveLength(1)
    expect(made).not.toHaveProperty('disagreements')
  })

  test('nothing is named where that part of the pipeline is left out', async () => {
    const made = await wholeAnswer(differing, question, { without: new Set(['disagreements']) })
    expect(made).not.toHaveProperty('disagreements')
  })
})
