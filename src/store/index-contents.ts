import type { Article, Revision } from '../article/article.ts'
import { inOrderOfPlace } from '../article/article-place.ts'
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

/** Articles by path, and within a file by entry. */
export function orderArticles(articles: readonly Article[]): Article[] {
  return [...articles].sort((a, b) => inOrderOfPlace(a, b) || compare(a.id, b.id))
}

/**
 * Whose passages stand for a text: two articles of the same text have the same passage ids, so only
 * those of the first path are searched.
 * @param articles in order
 */
export function textOwners(
  articles: readonly Article[],
  hasPassages: (article: Article) => boolean,
): Map<Revision, string> {
  const owners = new Map<Revision, string>()
  for (const article of articles) {
    const { id, revision } = article
    if (!owners.has(revision) && hasPassages(article)) owners.set(revision, id)
  }
  return owners
}

/**
 * The same contents in their one order: articles by path, passages by article and place. Passages
 * and vectors of articles whose text another one stands for are left out.
 */
export function orderContents(
  contents: IndexContents,
  owners: ReadonlyMap<Revision, string> = ownersWithin(contents),
): IndexContents {
  const articles = orderArticles(contents.articles)
  const place = new Map(articles.map((article, index) => [article.id, index]))
  const placeOf = (passage: Passage): number => place.get(passage.sourceId) ?? articles.length
  const stays = ({ revision, sourceId }: Passage): boolean => {
    const owner = owners.get(revision)
    return owner === undefined || owner === sourceId || !place.has(sourceId)
  }
  const passages = contents.passages
    .filter(stays)
    .sort((a, b) => placeOf(a) - placeOf(b) || a.start - b.start || a.end - b.end)
  const ids = new Set<string>()
  for (const { id } of passages) {
    if (ids.has(id)) throw wrong(`Two passages have the id ${id}.`)
    ids.add(id)
  }
  const dropped = new Set(
    contents.passages.filter((one) => !stays(one)).map(({ sourceId }) => sourceId),
  )
  const vectors = contents.vectors.filter(({ sourceId }) => !dropped.has(sourceId))
  return { model: contents.model, articles, passages, vectors }
}

function ownersWithin({ articles, passages }: IndexContents): Map<Revision, string> {
  const withPassages = new Set(passages.map(({ sourceId }) => sourceId))
  return textOwners(orderArticles(articles), ({ id }) => withPassages.has(id))
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
    checkSentences(passage)
  }
}

/**
 * Checks that the sentences of a passage stand in it, one after the other.
 * @throws FootnoteError `index_corrupt` naming the first that does not
 */
export function checkSentences(passage: Passage): void {
  let end = passage.start
  for (const sentence of passage.sentences) {
    if (sentence.start < end || sentence.end <= sentence.start || sentence.end > passage.end) {
      const range = `${sentence.start}-${sentence.end}`
      throw wrong(`The sentence ${range} is out of place in the passage ${passage.id}.`)
    }
    end = sentence.end
  }
}

export function wrong(message: string, cause?: unknown): FootnoteError {
  const nextStep = 'Run `npm run ingest` to build the index anew from the articles.'
  return new FootnoteError('index_corrupt', message, { nextStep, cause })
}

/** What a reader of index files met, as damage: a FootnoteError stays as it is. */
export function asWrong(folder: string, error: unknown): FootnoteError {
  if (error instanceof FootnoteError) return error
  const { code, path, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && path !== undefined) return wrong(`The file ${path} is missing.`, error)
  return wrong(`The index ${folder} cannot be read: ${message}.`, error)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
