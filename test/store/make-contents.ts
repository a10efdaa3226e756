import { createHash } from 'node:crypto'
import type { Article } from '../../src/article/article.ts'
import { type Passage, passageId, sentenceId, type TextRange } from '../../src/passage/passage.ts'
import type { IndexContents } from '../../src/store/index-contents.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import type { VectorRecord } from '../../src/store/vector-store.ts'
import { unitVector } from './unit-vector.ts'

export const model = { name: 'test/unit-vectors', revision: 'sha256:1', dimensions: 6 }

/** Contents of articles given as path and paragraphs: a passage each, sentences ending at a dot. */
export function makeContents(texts: Readonly<Record<string, readonly string[]>>): IndexContents {
  const articles = Object.entries(texts).map(([path, paragraphs]) => makeArticle(path, paragraphs))
  const passages = articles.flatMap(makePassages)
  return { model, articles, passages, vectors: passages.flatMap(makeVectors) }
}

/** Three articles that all name the version, so that a mix of two versions would show. */
export function contentsOfVersion(version: number): IndexContents {
  const paragraphs = ['harbour', 'bridge', 'tunnel'].map(
    (word) => `The ${word} has ${version} gates. Each ${word} gate opens at ${version % 24}:00.`,
  )
  return makeContents({ 'a.txt': paragraphs, 'b.txt': [...paragraphs, 'B.'], 'c.txt': ['渡輪。'] })
}

function makeArticle(path: string, paragraphs: readonly string[]): Article {
  const text = paragraphs.join('\n\n')
  return {
    id: `src_${createHash('sha256').update(path).digest('hex').slice(0, 12)}`,
    path,
    paths: [path],
    format: 'text',
    text,
    revision: revisionOf(text),
    blocks: [],
    title: path,
    titleOrigin: 'file-name',
    byline: null,
    publisher: null,
    publishedAt: null,
    language: 'en',
    url: null,
  }
}

function makePassages({ id: sourceId, revision, text }: Article): Passage[] {
  return rangesOf(text, /[^\n]+/g).map((range) => {
    const own = text.slice(range.start, range.end)
    const sentences = rangesOf(own, /[^\s.。][^.。]*[.。]/g).map(({ start, end }) => ({
      start: range.start + start,
      end: range.start + end,
    }))
    const id = passageId(revision, range)
    return { id, sourceId, revision, text: own, headingPath: [], sentences, tokens: 9, ...range }
  })
}

function makeVectors({ id, sourceId, revision, start, sentences }: Passage): VectorRecord[] {
  return [
    { id, sourceId, kind: 'passage', vector: unitVector(start) },
    ...sentences.map((range) => ({
      id: sentenceId(revision, range),
      sourceId,
      kind: 'sentence' as const,
      vector: unitVector(range.end),
    })),
  ]
}

function rangesOf(text: string, pattern: RegExp): TextRange[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }))
}
