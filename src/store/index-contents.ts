import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import { type Passage, sentenceId } from '../passage/passage.ts'
import type { IndexModel } from './open-index.ts'
import type { VectorRecord } from './vector-store.ts'

/** Passages and their vectors: one for each passage and each of its sentences. */
export interface Material {
  readonly passages: readonly Passage[]
  readonly vectors: readonly VectorRecord[]
}

/** Everything a generation is made of. */
export interface IndexContents extends Material {
  readonly model: IndexModel
  readonly articles: readonly Article[]
}

/** What becomes of an index: articles that it has already keep what they have, others bring theirs. */
export interface IndexChange {
  /**
   * All of them, as they are to be; those that the index has and that are not here are removed. One
   * that has not changed at all is best the previous index's own object: then nobody compares them.
   */
  readonly articles: readonly Article[]
  /**
   * Ids of articles that are new or whose passages or vectors are (also because of another title,
   * which goes into vectors). Others keep theirs: of them only facts that passages do not depend on
   * may differ.
   */
  readonly fresh: ReadonlySet<string>
  /** Of the fresh ones. */
  readonly material: Material
}

/**
 * The same contents in their one order: articles by path, passages by article and place. Two
 * articles of the same text have the same passage ids, so only those of the first path stay.
 */
export function orderContents(contents: IndexContents): IndexContents {
  const articles = [...contents.articles].sort((a, b) => compare(a.path, b.path))
  const place = new Map(articles.map((article, index) => [article.id, index]))
  const placeOf = (passage: Passage): number => place.get(passage.sourceId) ?? articles.length
  const sorted = [...contents.passages].sort(
    (a, b) => placeOf(a) - placeOf(b) || a.start - b.start || a.end - b.end,
  )
  const owners = new Map<string, Passage>()
  const passages: Passage[] = []
  const dropped = new Set<string>()
  for (const passage of sorted) {
    const owner = owners.get(passage.id)
    if (owner === undefined) {
      owners.set(passage.id, passage)
      passages.push(passage)
    } else if (owner.sourceId !== passage.sourceId && owner.revision === passage.revision) {
      dropped.add(passage.sourceId)
    } else {
      throw wrong(`Two passages have the id ${passage.id}.`)
    }
  }
  const wanted = vectorOwners(passages)
  const vectors = contents.vectors.filter(
    ({ id, sourceId }) => !dropped.has(sourceId) || wanted.get(id) === sourceId,
  )
  return { model: contents.model, articles, passages, vectors }
}

/** The ids that need a vector, with the article each belongs to. */
export function vectorOwners(passages: readonly Passage[]): Map<string, string> {
  const owners = new Map<string, string>()
  for (const passage of passages) {
    owners.set(passage.id, passage.sourceId)
    for (const sentence of passage.sentences) {
      owners.set(sentenceId(passage.revision, sentence), passage.sourceId)
    }
  }
  return owners
}

/**
 * Checks that every passage and sentence is a range of its article's text.
 * @throws FootnoteError `index_corrupt` naming the first that is not
 */
export function checkRanges(articles: readonly Article[], passages: readonly Passage[]): void {
  const byId = new Map(articles.map((article) => [article.id, article]))
  if (byId.size !== articles.length) throw wrong('Two articles have the same id.')
  for (const passage of passages) {
    const article = byId.get(passage.sourceId)
    if (article?.revision !== passage.revision) {
      throw wrong(`The passage ${passage.id} is of no article's current text.`)
    }
    if (article.text.slice(passage.start, passage.end) !== passage.text || passage.text === '') {
      throw wrong(`The passage ${passage.id} is not the text at its place in ${article.path}.`)
    }
    let end = passage.start
    for (const sentence of passage.sentences) {
      if (sentence.start < end || sentence.end <= sentence.start || sentence.end > passage.end) {
        const range = `${sentence.start}-${sentence.end}`
        throw wrong(`The sentence ${range} is out of place in the passage ${passage.id}.`)
      }
      end = sentence.end
    }
  }
}

export function wrong(message: string, cause?: unknown): FootnoteError {
  const nextStep = 'Run `npm run ingest` to build the index anew from the articles.'
  return new FootnoteError('index_corrupt', message, { nextStep, cause })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
