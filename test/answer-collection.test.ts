import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, answer as answerSchema } from '../src/answer/answer.ts'
import { createExtractiveComposer } from '../src/answer/extractive-composer.ts'
import { answerQuestion } from '../src/answer-question.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { answerEvents, wholeAnswer } from './support/ask-index.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { createIngestFolder, type IngestFolder } from './support/ingest-folder.ts'

let folder: IngestFolder
let index: OpenIndex
beforeAll(async () => {
  folder = await createIngestFolder()
  await folder.put(
    'fares.txt',
    'Ferry fares rise\n\nBy Ann Lee\n2024-03-01 | Source: Harbour Post\n\nThe fare of the night ferry rose by two crowns last month, the harbour office said. Tickets for Gull Island are sold at Mill Pier on weekdays.',
  )
  await folder.put(
    'storm.txt',
    'Storm hits pier\n| Updated:2025-01-31\n\nA storm tore forty planks from Mill Pier on Friday, the council of the town said. Repairs will take a year and cost ninety crowns.',
  )
  await folder.put(
    'choir.txt',
    'The choir of Gull Island sang in the old hall of the town for three hours and more. Nobody paid to hear it.',
  )
  index = (await folder.build()).index
})
afterAll(() => folder.removeAll())

const ask = (question: string, options = {}) => wholeAnswer(index, question, options)
const quotes = (answer: Answer) => answer.citations.map(({ quote }) => quote)
const paths = (answer: Answer) => answer.citations.map(({ source_path }) => source_path)
const framing = (answer: Answer) =>
  answer.content.flatMap((part) => (part.type === 'text' ? [part.text] : []))

const questions = [
  'How many articles are there?',
  'What do you have on Mill Pier?',
  'Which articles mention Gull Island, and when?',
  "What's the latest?",
  'What is the article about the choir about?',
  'When was the article on ferry fares published?',
  'Who wrote the article on ferry fares?',
  'Which publishers are there?',
  '哪些文章提到 Mill Pier？',
]

test.each(questions)('is made of exact quotes and fits the schema: %s', async (question) => {
  const answer = await ask(question)
  expect(answerSchema.parse(answer)).toEqual(answer)
  expect(answer).toMatchObject({ kind: 'collection', answerable: true, refusal: null })
  expect(answer.citations.length).toBeGreaterThan(0)
  for (const citation of answer.citations) {
    const text = index.articleById.get(citation.source_id)?.text
    expect(text?.slice(citation.start, citation.end)).toBe(citation.quote)
    expect(answer.answer.slice(citation.answer_start ?? -1, citation.answer_end ?? -1)).toBe(
      citation.quote,
    )
  }
  expect(answer.sources.every(({ cited }) => cited)).toBe(true)
})

test.each(questions)('shows no date but those that the articles show: %s', async (question) => {
  const answer = await ask(question)
  const dates = new Set(index.articles.map(({ publishedAt }) => publishedAt))
  for (const text of framing(answer)) {
    for (const [date] of text.matchAll(/\d{4}(?:-\d{2}){0,2}/g)) expect(dates).toContain(date)
  }
})

describe('questions about the collection', () => {
  test('list the articles that mention something, newest first, those without a date last', async () => {
    const pier = await ask('Which articles mention Mill Pier?')
    expect(paths(pier)).toEqual(['storm.txt', 'fares.txt'])
    expect(pier.citations.map(({ published_at }) => published_at)).toEqual([
      '2025-01-31',
      '2024-03-01',
    ])
    expect(framing(pier)[0]).toBe('2 articles mention “Mill Pier”, newest first:')
    const island = await ask('Which articles mention Gull Island?')
    expect(paths(island)).toEqual(['fares.txt', 'choir.txt'])
    expect(framing(island)[0]).toContain('1 of them shows no date')
  })

  test('say how many more there are', async () => {
    const answer = await ask('Which articles mention Mill Pier?', { max_quotes: 1 })
    expect(paths(answer)).toEqual(['storm.txt'])
    expect(answer.content.at(-1)).toEqual({ type: 'text', text: 'And 1 more.' })
    expect(answer.answer.endsWith('And 1 more.')).toBe(true)
  })

  test('are refused where no article mentions it', async () => {
    const answer = await ask('Which articles mention zeppelins?')
    expect(answer).toMatchObject({
      kind: 'collection',
      answerable: false,
      citations: [],
      refusal: { reason: 'no_match', unknown_terms: ['zeppelins'] },
    })
    expect(answer.refusal?.message).toBe('No article mentions “zeppelins”.')
  })

  test('are ordinary ones where the subject is nowhere', async () => {
    expect(await ask('What do you have on zeppelins?')).toMatchObject({
      kind: 'answer',
      answerable: false,
    })
    expect((await ask('Who wrote the article on zeppelins?')).kind).toBe('answer')
  })

  test('about the newest and the oldest go by the dates shown', async () => {
    const latest = await ask('What is the latest?')
    expect(latest.citations[0]).toMatchObject({
      quote: 'Storm hits pier',
      published_at: '2025-01-31',
    })
    expect(framing(latest)[0]).toBe('The newest by date; one more shows no date:')
    expect(quotes(await ask('Which article is the oldest?'))[0]).toBe('Ferry fares rise')
  })

  test('quote dateline, byline and source', async () => {
    expect(quotes(await ask('When was the article on ferry fares published?'))).toEqual([
      '2024-03-01 | Source: Harbour Post',
    ])
    expect(quotes(await ask('What is the date of the article about the storm?'))).toEqual([
      'Updated:2025-01-31',
    ])
    const date = await ask('What is the date of the article about the storm?')
    expect(date.citations[0]).toMatchObject({
      starts_mid_sentence: false,
      ends_mid_sentence: false,
      published_at: '2025-01-31',
    })
    expect(quotes(await ask('Who wrote the article about ferry fares?'))).toEqual(['By Ann Lee'])
  })

  test('say so where an article shows nothing of it', async () => {
    const answer = await ask('When was the article on the choir published?')
    expect(answer.refusal).toMatchObject({ reason: 'no_match' })
    expect(answer.refusal?.message).toContain('shows no date')
  })

  test('quote the title where the text has one, and how the article begins', async () => {
    expect(quotes(await ask('What is the article about the storm about?'))).toEqual([
      'Storm hits pier',
      'A storm tore forty planks from Mill Pier on Friday, the council of the town said.',
    ])
    expect(quotes(await ask('How many articles are there?'))).toEqual([
      'Storm hits pier',
      'Ferry fares rise',
      'The choir of Gull Island sang in the old hall of the town for three hours and more.',
    ])
  })

  test('mean by "this article" the one quoted last, or the only one that passes', async () => {
    const first = await ask('When was the article on ferry fares published?')
    const messages = [
      { role: 'user' as const, content: first.question },
      { role: 'assistant' as const, content: first.answer },
    ]
    expect(new Set(paths(await ask('What is this article about?', { messages })))).toEqual(
      new Set(['fares.txt']),
    )
    const filters = { publisher: 'Harbour Post' }
    expect(quotes(await ask('Who wrote this article?', { filters }))).toEqual(['By Ann Lee'])
  })

  test('keep to the filters', async () => {
    const then = await ask('Which articles mention Mill Pier?', {
      filters: { as_of: '2024-12-31' },
    })
    expect(paths(then)).toEqual(['fares.txt'])
    const none = await ask('How many articles are there?', { filters: { as_of: '1999-01-01' } })
    expect(none.refusal?.reason).toBe('no_source_matches_filters')
  })

  test('are asked and answered in Chinese too', async () => {
    const answer = await ask('哪些文章提到 Mill Pier？')
    expect(answer.language).toMatch(/^zh/)
    expect(framing(answer)[0]).toMatch(/^2篇文章提到/)
    expect(paths(answer)).toEqual(['storm.txt', 'fares.txt'])
  })

  test('come as the events of every other answer', async () => {
    const types = (await answerEvents(index, 'Which articles mention Mill Pier?')).map(
      ({ type }) => type,
    )
    expect(types.slice(0, 3)).toEqual([
      'answer.created',
      'question.resolved',
      'retrieval.completed',
    ])
    expect(types.lastIndexOf('citation.added')).toBeLessThan(types.indexOf('answer.delta'))
    expect(types.at(-1)).toBe('answer.completed')
    const refused = await answerEvents(index, 'Which articles mention zeppelins?')
    expect(refused.at(-1)?.type).toBe('answer.refused')
  })
})

describe('small talk', () => {
  test.each(['hello', 'Thank you!', 'what can you do?', 'who are you?', 'bye', '你好', '谢谢'])(
    'is neither answered nor refused: %s',
    async (line) => {
      const events = await answerEvents(index, line)
      expect(events.at(-1)).toMatchObject({
        type: 'answer.completed',
        answer: { kind: 'small_talk', answerable: false, refusal: null, citations: [] },
      })
      const answer = await ask(line)
      expect(answerSchema.parse(answer)).toEqual(answer)
      expect(answer.answer).not.toBe('')
    },
  )

  test('shows questions that are answered', async () => {
    const dependencies = {
      embedder: createHashingEmbedder(),
      composer: createExtractiveComposer(),
      sampleQuestions: async () => ['Where are tickets sold?'],
    }
    const events = []
    for await (const event of answerQuestion(dependencies, index, { question: 'hi' }))
      events.push(event)
    const last = events.at(-1)
    if (last?.type !== 'answer.completed') throw new Error('It was not answered.')
    expect(last.answer.suggested_questions).toEqual(['Where are tickets sold?'])
    expect(last.answer.answer).toContain('\n- Where are tickets sold?')
  })

  test('before a question is left to the question', async () => {
    expect((await ask('Hello, where are tickets sold?')).kind).toBe('answer')
  })
})

describe('Chinese names in English articles', () => {
  test('are looked for as the dictionary has them', async () => {
    const dependencies = {
      embedder: createHashingEmbedder(),
      composer: createExtractiveComposer(),
      openDictionary: async () => ({
        entries: (word: string) =>
          word === '码头' ? [{ pinyin: 'ma3 tou5', senses: ['pier'] }] : [],
      }),
    }
    const events = []
    const question = '哪些文章提到码头？'
    for await (const event of answerQuestion(dependencies, index, { question })) {
      events.push(event)
    }
    const last = events.at(-1)
    if (last?.type !== 'answer.completed') throw new Error('It was not answered.')
    expect(last.answer.searched_for).toBe('pier')
    expect(paths(last.answer)).toEqual(['storm.txt', 'fares.txt'])
  })
})

test('several names are each quoted, and the articles counted once', async () => {
  const answer = await ask('Which articles mention Mill Pier and the council?')
  expect(paths(answer)).toEqual(['storm.txt'])
  const both = await ask('Which articles mention Mill Pier and crowns?', { max_quotes: 1 })
  expect(framing(both)[0]).toMatch(/^2 articles mention “Mill Pier and crowns”/)
  expect(framing(both).at(-1)).toBe('And 1 more.')
})
