import { sentenceId } from '../../src/passage/passage.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { type MadeParagraph, type ParagraphMaker, toUnitLength } from './large-contents.ts'

/** Length of the noise that is put to a vector of unit length. */
const noise = 0.35

const sentencesEach = 4
const wordsEach = 20

/**
 * Paragraphs after those of a real index: vectors lie around a real passage's and its sentences', and
 * words are drawn from that passage's, as often as it has them, every fourth from all passages'. So
 * nearness, the share of passages that hold a word, and scores are spread as real ones are.
 */
export async function realLike(index: OpenIndex): Promise<ParagraphMaker> {
  const models = await Promise.all(index.passages.map((passage) => modelOf(index, passage)))
  const usable = models.flatMap((model) => model ?? [])
  const all = usable.flatMap(({ words }) => words)
  const pick = <Item>(items: readonly Item[], at: number) => items[Math.floor(at * items.length)]
  return (next): MadeParagraph => {
    const model = pick(usable, next()) as (typeof usable)[number]
    const word = () => pick(next() < 0.25 ? all : model.words, next())
    const sentence = () => `${Array.from({ length: wordsEach }, word).join(' ')}.`
    return {
      sentences: Array.from({ length: sentencesEach }, sentence),
      vector: () => around(model.vector, next),
      sentenceVector: (position) =>
        around(model.sentences[position % model.sentences.length] ?? model.vector, next),
    }
  }
}

async function modelOf(index: OpenIndex, passage: OpenIndex['passages'][number]) {
  const words = passage.text.match(/[\p{L}\p{N}]+/gu)
  const own = await index.vectors.get(passage.id)
  if (!words || !own) return undefined
  const ids = passage.sentences.map((range) => sentenceId(passage.revision, range))
  const sentences = await Promise.all(ids.map((id) => index.vectors.get(id)))
  return { words, vector: own.vector, sentences: sentences.flatMap((found) => found?.vector ?? []) }
}

/** Noise that is the same in all directions, or near enough: each number evenly from -w to w. */
function around(vector: Float32Array, next: () => number): Float32Array {
  const width = noise * Math.sqrt(3 / vector.length)
  const moved = new Float32Array(vector.length)
  for (let at = 0; at < moved.length; at += 1) {
    moved[at] = (vector[at] as number) + (2 * next() - 1) * width
  }
  return toUnitLength(moved)
}
