import type { Article } from '../../src/article/article.ts'
import { passageId, sentenceId } from '../../src/passage/passage.ts'
import type { IndexContents, Material } from '../../src/store/index-contents.ts'
import { revisionOf } from '../../src/store/revisions.ts'

export const passagesEach = 5
const sentencesEach = 4
const wordsEach = 20
const dimensions = 384

/** A paragraph's sentences, and its vector and theirs, each of unit length. */
export interface MadeParagraph {
  readonly sentences: readonly string[]
  readonly vector: () => Float32Array
  readonly sentenceVector: (position: number) => Float32Array
}

/** Makes paragraphs of numbers from 0 to 1, the same from the same numbers. */
export type ParagraphMaker = (next: () => number) => MadeParagraph

/** As many passages as asked for, five an article and four sentences each, of words by chance. */
export function largeContents(passageCount: number): IndexContents {
  return contentsOf(0, passageCount / passagesEach, byChance)
}

/** Articles of these numbers, from one to before the other, with all that is made of them. */
export function contentsOf(from: number, to: number, make: ParagraphMaker): IndexContents {
  const parts = Array.from({ length: to - from }, (_, at) => madeArticle(from + at, 0, make))
  return {
    model: { name: 'bench/chance', revision: 'sha256:0', dimensions },
    articles: parts.map(({ article }) => article),
    passages: parts.flatMap(({ material }) => material.passages),
    vectors: parts.flatMap(({ material }) => material.vectors),
  }
}

/** One article with what is made of it; another version is another text. */
export function madeArticle(
  number: number,
  version: number,
  make: ParagraphMaker = byChance,
): { article: Article; material: Material } {
  const next = chance(number * 1000 + version + 1)
  const id = `src_${number.toString(16).padStart(12, '0')}`
  const paragraphs = Array.from({ length: passagesEach }, () => make(next))
  const text = paragraphs.map(({ sentences }) => sentences.join(' ')).join('\n\n')
  const revision = revisionOf(text)
  let start = 0
  const passages = paragraphs.map(({ sentences }) => {
    const ranges = sentences.map((own) => {
      const range = { start, end: start + own.length }
      start = range.end + 1
      return range
    })
    const range = { start: ranges[0]?.start ?? 0, end: start - 1 }
    start += 1
    const known = { sourceId: id, revision, headingPath: [], sentences: ranges, tokens: 100 }
    return {
      ...range,
      ...known,
      id: passageId(revision, range),
      text: text.slice(range.start, range.end),
    }
  })
  const vectors = passages.flatMap((passage, at) => {
    const made = paragraphs[at] as MadeParagraph
    return [
      { id: passage.id, sourceId: id, kind: 'passage' as const, vector: made.vector() },
      ...passage.sentences.map((range, position) => {
        const own = { id: sentenceId(revision, range), sourceId: id, kind: 'sentence' as const }
        return { ...own, vector: made.sentenceVector(position) }
      }),
    ]
  })
  const path = `${String(number).padStart(6, '0')}.txt`
  const known = { byline: null, publisher: null, publishedAt: null, language: 'en', url: null }
  const blocks = passages.map(({ start: from, end }) => {
    return { start: from, end, role: 'content' as const }
  })
  const article: Article = {
    ...{ id, path, paths: [path], format: 'text', text, revision, blocks, ...known },
    ...{ title: `Article ${number}`, titleOrigin: 'file-name' },
  }
  return { article, material: { passages, vectors } }
}

/** Words and directions without any meaning. */
function byChance(next: () => number): MadeParagraph {
  const sentence = () => `${Array.from({ length: wordsEach }, () => word(next())).join(' ')}.`
  const vector = () => toUnitLength(Float32Array.from({ length: dimensions }, () => next() - 0.5))
  const sentences = Array.from({ length: sentencesEach }, sentence)
  return { sentences, vector, sentenceVector: vector }
}

/** Brings a vector to unit length, in place. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0
  for (const number of vector) squares += number * number
  const norm = Math.sqrt(squares)
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) / norm
  return vector
}

/** Some words often and most of them seldom, as in any language. */
function word(at: number): string {
  return `w${Math.floor(20_000 ** at).toString(36)}`
}

/** Numbers from 0 to 1 that only the seed decides (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
