import { beforeAll, describe, expect, test } from 'vitest'
import { answer } from '../../../src/answer/answer.ts'
import type { FallbackReason } from '../../../src/answer/language-model/language-model.ts'
import type { OpenIndex } from '../../../src/store/open-index.ts'
import { makeBundle } from '../../../src/verify/make-bundle.ts'
import { answerEvents, wholeAnswer } from '../../support/ask-index.ts'
import { makeIndex } from '../../support/make-index.ts'
import { replyOf } from '../../support/scripted-model.ts'
import { portArticles } from './port-articles.ts'
import { bare, bothAnswers, inexact, type Shown, scriptReplies } from './scripted-replies.ts'

const ferry = 'How long does a crossing of the sound by the night ferry take?'
const crossing = 'A crossing of the sound by the night ferry takes 45 minutes.'
const sails = 'The night ferry to Gull Island sails at noon and at midnight from the first of May.'
const boats = 'How many herring boats are registered in the port of Leith?'
const twoParts =
  'When was the lighthouse on Gull Island lit, and who built the market hall of Leith?'
const oneHere =
  'When was the lighthouse on Gull Island lit? Who won the 2031 Quidditch cup final match?'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex(portArticles)
})

describe('a good reply', () => {
  const model = scriptReplies(({ idOf }) =>
    replyOf('On the crossing:', [idOf('takes 45 minutes')], [idOf('sails at noon')]),
  )

  test('becomes quotes cut from the articles, its words marked as the model’s', async () => {
    const { made } = await bothAnswers(index, ferry, model)
    expect(answer.parse(made)).toEqual(made)
    expect(made).toMatchObject({
      mode: 'llm',
      llm: { status: 'used', model: 'scripted' },
      answerable: true,
      timings_ms: { llm: expect.any(Number) },
    })
    expect(inexact(index, made)).toEqual([])
    // The "however" that takes back part of a sentence comes along, as in every answer.
    const however = 'However, in a westerly gale it may take twice as long.'
    expect(made.citations.map(({ quote }) => quote)).toEqual([`${crossing} ${however}`, sails])
    expect(made.content[0]).toEqual({ type: 'text', text: 'On the crossing:', by: 'model' })
    expect(made.content.filter((part) => part.type === 'text' && part.by)).toHaveLength(1)
    expect(made.answer).toContain('[language model, not quoted] On the crossing:')
  })

  test('is given in the order of every answer: a citation before its quote', async () => {
    const events = await answerEvents(index, ferry, { languageModel: model })
    const types = events.map(({ type }) => type)
    expect(types.slice(0, 3)).toEqual([
      'answer.created',
      'question.resolved',
      'retrieval.completed',
    ])
    expect(types.lastIndexOf('citation.added')).toBeLessThan(types.indexOf('answer.delta'))
    const last = events.at(-1)
    if (last?.type !== 'answer.completed') throw new Error('It was not answered.')
    const deltas = events.flatMap((event) => (event.type === 'answer.delta' ? [event] : []))
    expect(deltas.map(({ content }) => content)).toEqual(last.answer.content)
  })

  test('can be bundled, and the bundle is checked', async () => {
    const { made } = await bothAnswers(index, ferry, model)
    const bundle = await makeBundle(index, made)
    expect(bundle.answer.content[0]).toEqual({
      type: 'text',
      text: 'On the crossing:',
      by: 'model',
    })
  })

  test('gets the same id as without, and no model gives the same bytes as ever', async () => {
    const { made, plain } = await bothAnswers(index, ferry, model)
    expect(made.id).toBe(plain.id)
    expect(plain).not.toHaveProperty('llm')
    expect(plain.timings_ms).not.toHaveProperty('llm')
  })

  test('who says how many quotes gets no more', async () => {
    const one = await wholeAnswer(index, ferry, { languageModel: model, max_quotes: 1 })
    expect(one.llm).toMatchObject({ status: 'fallback', reason: 'too_many_quotes' })
    expect(one.citations).toHaveLength(1)
  })
})

describe('what a model is shown', () => {
  test('the question and sentences under ids that tell nothing, as JSON in the user’s message', async () => {
    const model = scriptReplies(() => replyOf([]))
    await wholeAnswer(index, ferry, { languageModel: model })
    const [prompt] = model.prompts
    const { question, articles } = JSON.parse(prompt?.material ?? '') as Shown
    expect(question).toBe(ferry)
    const first = articles[0]
    expect(first).toMatchObject({ title: 'The night ferry comes back', date: '2024-03-14' })
    const sentences = articles.flatMap((article) => article.sentences)
    expect(sentences.length).toBeGreaterThan(5)
    expect(sentences.length).toBeLessThanOrEqual(32)
    expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length)
    for (const { id } of sentences) expect(id).toMatch(/^[b-df-hj-np-tv-z]{4}$/)
    expect(sentences.map(({ text }) => text)).toContain(crossing)
    for (const { text } of sentences) expect(prompt?.instructions).not.toContain(text)
  })

  test('the same answer has the same ids, another one has others', async () => {
    const model = scriptReplies(() => replyOf([]))
    await wholeAnswer(index, ferry, { languageModel: model })
    await wholeAnswer(index, ferry, { languageModel: model })
    await wholeAnswer(index, ferry, { languageModel: model, max_quotes: 3 })
    const [once, again, other] = model.prompts.map(({ material }) => material)
    expect(again).toBe(once)
    const ids = (material = '{}') =>
      (JSON.parse(material) as Shown).articles.flatMap(({ sentences }) =>
        sentences.map(({ id }) => id),
      )
    expect(ids(other).filter((id) => ids(once).includes(id))).toEqual([])
  })

  test('nothing of the conversation but the question as it was understood', async () => {
    const model = scriptReplies(() => replyOf([]))
    const messages = [
      { role: 'user' as const, content: 'My phone number is 555 0199.' },
      { role: 'assistant' as const, content: 'Noted.' },
    ]
    await wholeAnswer(index, ferry, { languageModel: model, messages })
    expect(JSON.stringify(model.prompts)).not.toContain('0199')
  })
})

describe('a model is not asked', () => {
  const silent = scriptReplies(() => {
    throw new Error('It was asked.')
  })
  test.each([
    ['what is refused stays refused', 'Who won the 2031 Quidditch cup?', {}],
    ['small talk', 'Hello!', {}],
    ['a question about the collection', 'How many articles are there?', {}],
    ['a request for the extractive answer', ferry, { mode: 'extractive' as const }],
  ])('%s', async (_, question, options) => {
    const { made, plain } = await bothAnswers(index, question, silent, options)
    expect(made.llm).toEqual({ status: 'not_asked', model: 'scripted' })
    expect(bare(made)).toEqual(bare(plain))
  })
})

describe('the extractive answer stands, and says why', () => {
  const replies: [FallbackReason, string, (shown: Shown) => string][] = [
    ['malformed', 'no JSON', () => 'The ferry takes 45 minutes.'],
    ['malformed', 'another form', () => '{"answered":true,"quotes":["x"]}'],
    ['malformed', 'fields beyond the form', () => '{"answered":true,"parts":[],"html":"<b>"}'],
    [
      'malformed',
      'a part of both kinds',
      ({ idOf }) => `{"answered":true,"parts":[{"words":"On it:","quote":["${idOf('45')}"]}]}`,
    ],
    [
      'malformed',
      'a text in place of ids',
      ({ idOf }) => `{"answered":true,"parts":[{"quote":"${idOf('45')}"}]}`,
    ],
    ['malformed', 'too many parts', ({ idOf }) => replyOf(...Array(25).fill([idOf('45')]))],
    ['none', 'nothing answers', () => '{"answered":false,"parts":[]}'],
    ['unknown_ids', 'an id of nothing', ({ idOf }) => replyOf([idOf('45'), 'zzzz'])],
    ['unknown_ids', 'a place in the list', () => replyOf(['1'])],
    ['unknown_ids', 'a typed quote', () => replyOf([crossing])],
    ['unknown_ids', 'a citation’s id', () => replyOf(['cit_85ee644d4c2b-1482-1575'])],
    ['no_quotes', 'words alone', () => replyOf('It takes a while:')],
    ['no_quotes', 'nothing', () => replyOf()],
    ['no_quotes', 'an empty list', () => replyOf([])],
    ['too_long', 'words beyond their limit', ({ idOf }) => replyOf('on '.repeat(60), [idOf('45')])],
    ['too_long', 'a reply beyond its limit', () => ' '.repeat(20_001)],
    [
      'words_refused',
      'a quotation in words',
      ({ idOf }) => replyOf('It says “soon”:', [idOf('45')]),
    ],
    [
      'words_refused',
      'a number that no quote has',
      ({ idOf }) => replyOf('After 50 minutes:', [idOf('45')]),
    ],
    [
      'words_refused',
      'a number of a quote further on',
      ({ idOf }) => replyOf('On 180:', [idOf('45')], 'And:', [idOf('180 passengers')]),
    ],
    [
      'words_refused',
      'words behind words',
      ({ idOf }) => replyOf('On it:', 'And more:', [idOf('45')]),
    ],
    ['words_refused', 'a link', ({ idOf }) => replyOf('See https://evil.example:', [idOf('45')])],
    [
      'words_refused',
      'a sentence of an article',
      ({ idOf }) => replyOf('It carries 180 passengers and 24 cars.', [idOf('180 passengers')]),
    ],
    [
      'timeout',
      'no reply',
      () => {
        throw new Error('unused')
      },
    ],
  ]

  test.each(replies)('%s: %s', async (reason, _, script) => {
    const model = scriptReplies((shown) =>
      reason === 'timeout' ? { failure: 'timeout' } : script(shown),
    )
    const { made, plain } = await bothAnswers(index, ferry, model)
    expect(made.llm).toEqual({ status: 'fallback', reason, model: 'scripted' })
    expect(bare(made)).toEqual(bare(plain))
  })

  test('a quote that differs from the stored text is withheld, and so is the whole reply', async () => {
    const withheld: unknown[] = []
    const damaged: OpenIndex = { ...index, revision: async () => undefined }
    let isAsked = false
    const turning: OpenIndex = {
      ...index,
      revision: (name) => (isAsked ? damaged : index).revision(name),
    }
    const model = scriptReplies(({ idOf }) => {
      isAsked = true
      return replyOf([idOf('45 minutes')])
    })
    const made = await wholeAnswer(turning, ferry, {
      languageModel: model,
      onWithheld: (quote) => withheld.push(quote),
    })
    expect(made.llm).toMatchObject({ status: 'fallback', reason: 'unverified' })
    expect(withheld).toHaveLength(1)
  })

  test('who goes away while the model thinks gets no answer', async () => {
    const leaving = new AbortController()
    const model = scriptReplies(() => {
      leaving.abort(new Error('The client has gone.'))
      return { failure: 'unreachable' }
    })
    const asking = wholeAnswer(index, ferry, { languageModel: model, signal: leaving.signal })
    await expect(asking).rejects.toThrow('The client has gone.')
  })
})

describe('forms that mean the same', () => {
  test.each([
    ['a fence', (reply: string) => `\`\`\`json\n${reply}\n\`\`\``],
    ['thinking aloud first', (reply: string) => `<think>\nThe ferry…\n</think>\n\n${reply}\n`],
    ['the same id twice', (reply: string) => reply.replace(/\["(\w+)"\]/, '["$1","$1"]')],
    ['empty words', (reply: string) => reply.replace('"parts":[', '"parts":[{"words":" "},')],
  ])('%s', async (_, write) => {
    const model = scriptReplies(({ idOf }) => write(replyOf([idOf('sails at noon')])))
    const { made } = await bothAnswers(index, ferry, model)
    expect(made.mode).toBe('llm')
    expect(made.citations.map(({ quote }) => quote)).toEqual([sails])
    expect(made.content.some((part) => part.type === 'text' && part.by)).toBe(false)
  })
})

describe('values that differ', () => {
  test('a reply with both is framed as ever; the model is told that both are wanted', async () => {
    const model = scriptReplies(({ must_quote: required = [] }) => replyOf([...required]))
    const { made, plain } = await bothAnswers(index, boats, model)
    expect(made).toMatchObject({ mode: 'llm', disagreements: [{ values: [{}, {}] }] })
    const line = made.content.find((part) => part.type === 'text')
    expect(line?.text).toMatch(/^The articles differ: /)
    expect(line).not.toHaveProperty('by')
    expect(new Set(made.citations.map(({ id }) => id))).toEqual(
      new Set(plain.citations.map(({ id }) => id)),
    )
  })

  test('a reply that shows one of them alone is not used', async () => {
    const model = scriptReplies(({ idOf }) => replyOf([idOf('340 herring boats')]))
    const { made, plain } = await bothAnswers(index, boats, model)
    expect(made.llm).toMatchObject({ status: 'fallback', reason: 'incomplete' })
    expect(bare(made)).toEqual(bare(plain))
  })
})

describe('a question of two parts', () => {
  test('each part has the quotes that speak to it', async () => {
    const model = scriptReplies(({ idOf }) =>
      replyOf('On the lighthouse:', [idOf('was lit in 1868')], 'On the hall:', [idOf('Masons')]),
    )
    const { made } = await bothAnswers(index, twoParts, model)
    expect(made).toMatchObject({ mode: 'llm', parts: [{ answerable: true }, { answerable: true }] })
    const [light, hall] = made.citations
    expect(made.parts?.map((part) => part.citation_ids)).toEqual([[light?.id], [hall?.id]])
    expect(inexact(index, made)).toEqual([])
  })

  test('a reply that leaves one out is not used', async () => {
    const model = scriptReplies(({ idOf }) => replyOf([idOf('was lit in 1868')]))
    const { made, plain } = await bothAnswers(index, twoParts, model)
    expect(made.llm).toMatchObject({ status: 'fallback', reason: 'incomplete' })
    expect(bare(made)).toEqual(bare(plain))
  })

  test('a part that is refused is told as not here, and nothing is offered for it', async () => {
    const model = scriptReplies(({ idOf }) => replyOf([idOf('was lit in 1868')]))
    const { made, plain } = await bothAnswers(index, oneHere, model)
    expect(made.mode).toBe('llm')
    expect(made.parts?.[1]).toEqual(plain.parts?.[1])
    const last = made.content.at(-1)
    expect(last?.text).toMatch(/^Not in these articles: “Who won the 2031/)
    expect(last).not.toHaveProperty('by')
  })
})

test('sentences that stand twice are told apart by their place', async () => {
  const question = 'When is high tide at the pier of Leith?'
  const model = scriptReplies(({ articles }) => {
    const tides = articles.find(({ title }) => title === 'High water')
    return replyOf([tides?.sentences.at(-1)?.id ?? ''])
  })
  const { made } = await bothAnswers(index, question, model)
  const text = index.articleById.get(made.citations[0]?.source_id ?? '')?.text ?? ''
  expect(made.citations).toHaveLength(1)
  expect(made.citations[0]?.start).toBe(text.lastIndexOf('High tide'))
})

test('what an earlier quote holds already is not quoted again, nor led to', async () => {
  const model = scriptReplies(({ idOf }) =>
    replyOf([idOf('takes 45 minutes')], 'But:', [idOf('However')]),
  )
  const { made } = await bothAnswers(index, ferry, model)
  expect(made.mode).toBe('llm')
  expect(made.citations).toHaveLength(1)
  expect(made.content.some((part) => part.type === 'text' && part.by)).toBe(false)
})
