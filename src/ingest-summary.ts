import type { Change, Standing } from './compare-corpus.ts'
import type { FootnoteError } from './errors.ts'
import type { Passage } from './passage/passage.ts'
import type { OpenIndex } from './store/open-index.ts'

const noiseRoles = new Set(['navigation', 'caption', 'related-link', 'contact', 'boilerplate'])

/** A file, a part of one, or an article that is not in the index, and why. */
export interface IngestProblem {
  readonly path: string
  /** Of an article that was read but could not be indexed. */
  readonly id?: string
  readonly error: FootnoteError
}

/** What an ingest did. Times are in seconds. */
export interface IngestSummary {
  readonly articles: number
  readonly added: number
  readonly changed: number
  /** The same text under another path. */
  readonly moved: number
  readonly unchanged: number
  readonly removed: number
  /** Files whose text another one before them has: they are no articles of their own. */
  readonly copies: number
  readonly passages: number
  readonly sentences: number
  readonly noiseBlocks: number
  /** Passages of new and changed articles, and their sentences. */
  readonly newPassages: number
  readonly newSentences: number
  /** Different texts (passages and sentences) put through the model. */
  readonly embedded: number
  /** Different texts whose vectors were kept from an earlier run. */
  readonly reused: number
  readonly problems: readonly IngestProblem[]
  readonly seconds: number
}

/** What is counted. */
export interface Outcome extends Standing {
  readonly problems: readonly IngestProblem[]
  readonly embedded: number
  readonly reused: number
}

/** Counts what an ingest did. */
export function summariseIngest(
  index: OpenIndex,
  outcome: Outcome,
  seconds: number,
): IngestSummary {
  const { problems, changes, fresh, gone } = outcome
  const left = new Set(problems.map(({ id }) => id))
  const indexed = fresh.filter((article) => !left.has(article.id))
  const count = (kind: Change['kind']) =>
    changes.filter((change) => change.kind === kind && !left.has(change.article.id)).length
  const ids = new Set(indexed.map((article) => article.id))
  const made = index.passages.filter((passage) => ids.has(passage.sourceId))
  const sentences = (passages: readonly Passage[]) =>
    passages.reduce((sum, passage) => sum + passage.sentences.length, 0)
  return {
    articles: index.articles.length,
    added: count('added'),
    changed: count('changed'),
    moved: count('moved'),
    unchanged: count('unchanged'),
    removed: gone.length,
    copies: index.articles.reduce((sum, { paths }) => sum + paths.length - 1, 0),
    passages: index.passages.length,
    sentences: sentences(index.passages),
    noiseBlocks: index.articles
      .flatMap((article) => article.blocks)
      .filter((block) => noiseRoles.has(block.role)).length,
    newPassages: made.length,
    newSentences: sentences(made),
    embedded: outcome.embedded,
    reused: outcome.reused,
    problems,
    seconds,
  }
}
