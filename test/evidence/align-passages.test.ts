import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignPassages } from '../../src/evidence/align-passages.ts'
import type { RankedPassage } from '../../src/retrieve/retrieve.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { type GivenText, makeIndex } from '../support/make-index.ts'

const embedder = createHashingEmbedder()
const one = () => 1

async function passagesOf(...texts: GivenText[]): Promise<RankedPassage[]> {
  const { passages, articleById } = await makeIndex(texts)
  return passages.flatMap((passage) => {
    const article = articleById.get(passage.sourceId)
    return article ? [{ article, passage, score: 1, denseScore: 1, lexicalScore: 1 }] : []
  })
}

async function align(
  questions: readonly string[],
  passages: readonly RankedPassage[],
  weightOf: (word: string) => number = one,
) {
  const forms = await embedder.embedTokens(questions, 'query')
  const aligned = await alignPassages(embedder, forms, passages, weightOf)
  return passages.map(({ passage }) => aligned.get(passage.id) ?? [])
}

describe('alignPassages', () => {
  test('finds the words of a question in a passage, and in which of its sentences', async () => {
    const text = 'The ferry is blue. Tickets cost four crowns. Ferry crowns!'
    const [forms] = await align(['ferry crowns hail'], await passagesOf({ path: 'a.txt', text }))
    expect(forms?.[0]).toEqual([
      { word: 'ferry', weight: 1, nearest: 1, inSentences: [1, 0, 1] },
      { word: 'crowns', weight: 1, nearest: 1, inSentences: [0, 1, 1] },
      { word: 'hail', weight: 1, nearest: 0, inSentences: [0, 0, 0] },
    ])
  })

  test("the article's own title counts for the passage, and for none of its sentences", async () => {
    const text = 'Tickets cost four crowns. Rain fell.'
    const titled = { path: 'a.txt', text, title: 'Ferry of Gull Island' } as const
    const own = await passagesOf({ ...titled, titleOrigin: 'file' })
    expect((await align(['ferry'], own))[0]?.[0]?.[0]).toMatchObject({
      nearest: 1,
      inSentences: [0, 0],
    })
    expect((await align(['rain'], own))[0]?.[0]?.[0]?.inSentences).toEqual([0, 1])
    const made = await passagesOf({ ...titled, titleOrigin: 'file-name' })
    expect((await align(['ferry'], made))[0]?.[0]?.[0]?.nearest).toBe(0)
  })

  test('each form of the question is held against each passage, in their order', async () => {
    const passages = await passagesOf(
      { path: 'a.txt', text: 'The ferry sails.\n\nMasons rest.' },
      { path: 'b.txt', text: 'A choir sang.' },
    )
    const aligned = await align(['masons', 'choir ferry'], passages)
    const nearest = aligned.map((forms) => forms.map((words) => words.map((word) => word.nearest)))
    expect(nearest).toEqual([
      [[0], [0, 1]],
      [[1], [0, 0]],
      [[0], [1, 0]],
    ])
  })

  test('words without weight are left out, in every passage alike', async () => {
    const passages = await passagesOf({ path: 'a.txt', text: 'The ferry sails.\n\nMasons rest.' })
    const weightOf = (word: string) => (word === 'the' ? 0 : word.length)
    for (const [words = []] of await align(['the ferry'], passages, weightOf)) {
      expect(words.map(({ word, weight }) => [word, weight])).toEqual([['ferry', 5]])
    }
    expect(await align(['ferry'], passages, () => 0)).toEqual([[[]], [[]]])
  })

  test('Chinese sentences, which no space parts, are told from each other', async () => {
    const [ranked] = await passagesOf({ path: 'a.txt', text: 'x' })
    if (!ranked) throw new Error('There is a passage.')
    const text = '渡輪開航。碼頭關閉。'
    const sentences = [
      { start: 40, end: 45 },
      { start: 45, end: 50 },
    ]
    const passage = { ...ranked.passage, text, start: 40, end: 50, sentences }
    const [forms] = await align(['渡碼'], [{ ...ranked, passage }])
    expect(forms?.[0]?.map(({ inSentences }) => inSentences)).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  test('nothing comes of no passages, and no forms give no words', async () => {
    expect(await align(['ferry'], [])).toEqual([])
    expect(await align([], await passagesOf({ path: 'a.txt', text: 'The ferry.' }))).toEqual([[]])
  })

  test('a word is in the sentences that use it, wherever the passage stands in its article', async () => {
    // Words of slots of their own, so that being near is being the same.
    const vocabulary = ['ferry', 'crowns', 'rain', 'masons', 'choir', 'hall', 'quay', '渡']
    const sentence = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 5 })
    const paragraphs = fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    })
    await fc.assert(
      fc.asyncProperty(paragraphs, fc.constantFrom(' ', '  '), async (given, space) => {
        const text = given
          .map((some) => some.map((words) => `${words.join(' ')}.`).join(space))
          .join('\n\n')
        const passages = await passagesOf({
          path: 'a.txt',
          text,
          title: 'Élan of the harbour',
          titleOrigin: 'file',
        })
        const aligned = await align([vocabulary.join(' ')], passages)
        for (const [at, { passage }] of passages.entries()) {
          for (const { word, inSentences } of aligned[at]?.[0] ?? []) {
            const used = passage.sentences.map(({ start, end }) =>
              text.slice(start, end).split(/[ .]+/).includes(word) ? 1 : 0,
            )
            expect(inSentences, word).toEqual(used)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
