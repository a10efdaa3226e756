import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../src/answer/answer.ts'
import { embeddingTasks } from '../src/embed/embed-article.ts'
import type { PipelinePart } from '../src/pipeline-part.ts'
import { retrieve } from '../src/retrieve/retrieve.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { wholeAnswer } from './support/ask-index.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { makeIndex } from './support/make-index.ts'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'a.txt',
      title: 'The harbour board',
      titleOrigin: 'file',
      text: 'Ilse Varga, chairwoman of the harbour board, opened the talks.\n\nRain fell on the quay.\n\n“The quay will be rebuilt in stone,” she said.',
    },
    { path: 'b.txt', text: 'The night ferry to Gull Island sails at noon.' },
  ])
})

const ask = (question: string, part?: PipelinePart, history?: string): Promise<Answer> =>
  wholeAnswer(index, question, {
    explain: true,
    ...(part ? { without: new Set([part]) } : {}),
    ...(history ? { messages: [{ role: 'user', content: history }] } : {}),
  })

describe('without a part', () => {
  test('of the history, a follow-up is read alone', async () => {
    const first = 'When does the night ferry to Gull Island sail?'
    expect((await ask('And where does it go?', undefined, first)).resolved_question).toContain(
      'Gull Island',
    )
    expect((await ask('And where does it go?', 'history', first)).resolved_question).toBe(
      'And where does it go?',
    )
  })

  test('that keeps speakers, a quote stands without its own', async () => {
    const question = 'The quay will be rebuilt in stone, she said?'
    const quotes = async (part?: PipelinePart) =>
      (await ask(question, part)).citations.map(({ quote }) => quote)
    expect((await quotes()).join()).toContain('Ilse Varga')
    expect((await quotes('speakers')).join()).not.toContain('Ilse Varga')
    expect((await quotes('speakers')).join()).toContain('rebuilt in stone')
  })

  test('of alignment, what it tells of words is the same for every question', async () => {
    const told = ['distance', 'weakestWord', 'farthestWord', 'missingWeight']
    const features = async (question: string, part?: PipelinePart) => {
      const { explain } = await ask(question, part)
      const entries = Object.entries((explain?.features ?? {}) as Record<string, number>)
      const isTold = ([name]: readonly [string, number]) => told.includes(name)
      return {
        ofWords: Object.fromEntries(entries.filter(isTold)),
        others: entries.filter((entry) => !isTold(entry)),
      }
    }
    const question = 'Does the ferry rest in the quay?'
    const [whole, without] = [await features(question), await features(question, 'alignment')]
    expect(Object.keys(without.ofWords).sort()).toEqual(told.toSorted())
    expect(without.ofWords).not.toEqual(whole.ofWords)
    expect(without.others).toEqual(whole.others)
    const another = await features('Who rides a zebra?', 'alignment')
    expect(without.ofWords).toEqual(another.ofWords)
    expect(without.others).not.toEqual(another.others)
  })

  test.each([
    ['lexical', 'a.txt'],
    ['dense', 'b.txt'],
  ] as const)('%s, passages are ranked by the other score alone', async (part, path) => {
    const vector = await createHashingEmbedder().embedQuery('The quay will be rebuilt in stone')
    const query = { text: 'ferry to Gull Island', vector }
    const [best] = await retrieve(index, [query], { limit: 1, without: new Set([part]) })
    expect(best?.article.path).toBe(path)
  })

  test('of titles, sentences are embedded bare', () => {
    const [article] = index.articles
    if (!article) throw new Error('There is no article.')
    const own = index.passages.filter(({ sourceId }) => sourceId === article.id)
    const texts = (without?: Set<PipelinePart>) =>
      embeddingTasks(article, own, without).map(({ text }) => text)
    expect(texts().every((text) => text.startsWith('The harbour board: '))).toBe(true)
    expect(texts(new Set(['titles'])).some((text) => text.includes('The harbour board: '))).toBe(
      false,
    )
  })
})
