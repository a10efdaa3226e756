import { expect, test } from 'vitest'
import type { OpenIndex } from '../../../src/store/open-index.ts'
import { makeIndex } from '../../support/make-index.ts'
import { replyOf } from '../../support/scripted-model.ts'
import { syndicated } from '../../support/syndicated.ts'
import { portArticles } from './port-articles.ts'
import { bothAnswers, inexact, type Shown, scriptReplies } from './scripted-replies.ts'

/** What a model is shown for a question. */
async function shownFor(index: OpenIndex, question: string): Promise<Shown> {
  const model = scriptReplies(() => replyOf([]))
  await bothAnswers(index, question, model)
  const [prompt] = model.prompts
  if (!prompt) throw new Error('No model was asked.')
  return JSON.parse(prompt.material) as Shown
}

const sentencesOf = ({ articles }: Shown) => articles.flatMap(({ sentences }) => sentences)

test('of long passages the best sentences are offered, in the order of their articles', async () => {
  const numbers = Array.from({ length: 40 }, (_, at) => at)
  const index = await makeIndex(
    ['a', 'b', 'c'].map((name) => ({
      path: `${name}.txt`,
      title: `Notes ${name}`,
      text: numbers.map((at) => `The pier ${name}${at} of Leith has lamp ${name}${at}.`).join(' '),
    })),
  )
  const shown = await shownFor(index, 'The pier b7 of Leith has lamp b7?')
  const sentences = sentencesOf(shown)
  expect(sentences).toHaveLength(32)
  expect(sentences.some(({ text }) => text === 'The pier b7 of Leith has lamp b7.')).toBe(true)
  expect(new Set(shown.articles.map(({ title }) => title)).size).toBe(shown.articles.length)
  for (const { sentences: own } of shown.articles) {
    const places = own.map(({ text }) => Number(/(\d+)\.$/.exec(text)?.[1]))
    expect(places).toEqual([...places].sort((left, right) => left - right))
  }
})

test('long sentences are offered up to a length in all, those of the answer first', async () => {
  const filler = 'and harbourmasters and shipwrights and lighthouses and breakwaters '.repeat(55)
  const index = await makeIndex([
    {
      path: 'a.txt',
      text: [
        'The night ferry to Gull Island sails at noon.',
        ...Array.from({ length: 12 }, (_, at) => `Number ${at} ${filler}.`),
      ].join('\n\n'),
    },
  ])
  const sentences = sentencesOf(
    await shownFor(index, 'The night ferry to Gull Island sails at noon?'),
  )
  const length = sentences.reduce((sum, { text }) => sum + text.length, 0)
  expect(length).toBeLessThanOrEqual(12_000)
  expect(length).toBeGreaterThan(8_000)
  expect(sentences.length).toBeLessThan(6)
  expect(sentences.map(({ text }) => text)).toContain(
    'The night ferry to Gull Island sails at noon.',
  )
})

test('a sentence that begins with a pronoun brings the one before it', async () => {
  const index = await makeIndex(portArticles)
  const question = 'Mayor Astrid Lund said the ferries would halve the noise in the old harbour?'
  const model = scriptReplies(({ idOf }) => replyOf([idOf('She said the town')]))
  const { made } = await bothAnswers(index, question, model)
  expect(made.mode).toBe('llm')
  expect(made.citations.map(({ quote }) => quote)).toEqual([
    'Mayor Astrid Lund said the ferries would halve the noise in the old harbour. She said the town would sell the diesel ferry to a museum.',
  ])
})

test('where other articles say the same, they are named beside a quote that was chosen', async () => {
  const index = await makeIndex(syndicated)
  const question =
    'Did the harbour board vote on Tuesday to deepen the north channel by three metres?'
  const model = scriptReplies(({ idOf }) => replyOf([idOf('voted on Tuesday')]))
  const { made, plain } = await bothAnswers(index, question, model)
  expect(made.mode).toBe('llm')
  expect(inexact(index, made)).toEqual([])
  const copies = made.citations[0]?.also_in ?? []
  expect(copies.length).toBeGreaterThan(0)
  expect(copies).toEqual(plain.citations[0]?.also_in)
})
