import type { Article } from './article/article.ts'
import type { MadeCounts } from './commit-in-steps.ts'
import type { Change, Standing } from './compare-corpus.ts'
import type { FootnoteError } from './errors.ts'
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
  readonly made: MadeCounts
}

/** Counts what an ingest did. */
export function summariseIngest(
  index: OpenIndex,
  { problems, changes, gone, made }: Outcome,
  seconds: number,
): IngestSummary {
  const left = new Set(problems.map(({ id }) => id))
  const count = (kind: Change['kind']) =>
    changes.filter((change) => change.kind === kind && !left.has(change.article.id)).length
  const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
    items.reduce((total, item) => total + of(item), 0)
  return {
    articles: index.articles.length,
    added: count('added'),
    changed: count('changed'),
    moved: count('moved'),
    unchanged: count('unchanged'),
    removed: gone.length,
    copies: sum(index.articles, ({ paths }) => paths.length - 1),
    passages: index.vectors.count('passage'),
    sentences: index.vectors.count('sentence'),
    noiseBlocks: sum(index.articles, noiseBlocksOf),
    newPassages: made.newPassages,
    newSentences: made.newSentences,
    embedded: made.embedded,
    reused: made.reused,
    problems,
    seconds,
  }
}

/** Counted once for each article, of which most stay from ingest to ingest. */
const noiseCounts = new WeakMap<Article, number>()

function noiseBlocksOf(article: Article): number {
  const known = noiseCounts.get(article)
  if (known !== undefined) return known
  const count = article.blocks.filter(({ role }) => noiseRoles.has(role)).length
  noiseCounts.set(article, count)
  return count
}
