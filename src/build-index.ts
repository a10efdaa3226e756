import type { Article } from './article/article.ts'
import type { ArticleDraft } from './article/article-draft.ts'
import { readCorpus } from './article/read-corpus.ts'
import type { ReadingOptions } from './article/reading.ts'
import { cleanCorpus } from './clean/clean-corpus.ts'
import { compareCorpus } from './compare-corpus.ts'
import type { Embedder } from './embed/embedder.ts'
import type { VectorCache } from './embed/vector-cache.ts'
import { describeError, FootnoteError } from './errors.ts'
import { type Corpus, type IngestSummary, summariseIngest } from './ingest-summary.ts'
import { type Made, makeMaterial } from './make-material.ts'
import type { Without } from './pipeline-part.ts'
import { commitChange, commitGeneration } from './store/generation.ts'
import { acquireIndexLock, type IndexLock } from './store/index-lock.ts'
import { openIndex } from './store/open-generation.ts'
import type { IndexModel, OpenIndex } from './store/open-index.ts'
import { readPointer } from './store/pointer.ts'
import { recordHistory } from './store/revision-history.ts'

/** What an ingest stands on. */
export interface IngestDependencies {
  readonly corpus: string
  readonly index: string
  /** How records in files of several articles are read. */
  readonly reading?: ReadingOptions
  readonly model: IndexModel
  /** Parts of the pipeline that are left out. */
  readonly without?: Without
  /** Asked for only when there is something to embed. */
  readonly embedder: () => Promise<Embedder>
  /** Vectors of earlier runs; opened and closed while the index is locked. */
  readonly vectorCache: () => Promise<VectorCache>
  readonly onProgress?: (step: 'Reading' | 'Embedding', done: number, total: number) => void
  readonly onNotice?: (line: string) => void
  readonly signal?: AbortSignal
}

export interface IngestResult {
  readonly index: OpenIndex
  readonly summary: IngestSummary
}

/**
 * Pipeline 1: article → clean → passage → embed → store. Articles that are as they were keep their
 * passages and vectors; when all are, nothing is written.
 * @throws FootnoteError `corpus_missing`, `corpus_empty`, `index_locked`, `index_unwritable`,
 * `embedding_failed`; the last good index is as it was
 */
export async function buildIndex(dependencies: IngestDependencies): Promise<IngestResult> {
  const started = performance.now()
  // Locked before reading: whoever commits last must have read last.
  const lock = await acquireIndexLock(dependencies.index, { command: 'ingest' })
  try {
    const corpus = await readArticles(dependencies)
    const previous = await openPrevious(dependencies)
    const standing = compareCorpus(corpus.articles, previous)
    const { fresh, gone } = standing
    const pointer = await readPointer(dependencies.index)
    // An older generation that stands in for a damaged one is not up to date, whatever it holds.
    const isCurrent = previous?.generation === pointer && previous?.notice === undefined
    let made: Made = { passages: [], vectors: [], problems: [], embedded: 0, reused: 0 }
    let index = previous
    if (!index || !isCurrent || fresh.length > 0 || gone.length > 0) {
      made = await makeMaterial(dependencies, fresh)
      const left = new Set(made.problems.map(({ id }) => id))
      const articles = corpus.articles.filter(({ id }) => !left.has(id))
      if (articles.length === 0) throw nothingToRead(dependencies.corpus, made.problems)
      index = await commit(dependencies, previous, { articles, fresh, made }, lock)
    }
    await keepHistory(dependencies, previous, index)
    const problems = [...corpus.problems, ...made.problems]
    const outcome = {
      ...standing,
      problems,
      previous,
      embedded: made.embedded,
      reused: made.reused,
    }
    return { index, summary: summariseIngest(index, outcome, (performance.now() - started) / 1000) }
  } finally {
    await lock.release()
  }
}

async function readArticles(dependencies: IngestDependencies): Promise<Corpus> {
  const { corpus, reading = {}, onProgress, signal } = dependencies
  const drafts: ArticleDraft[] = []
  const problems: { path: string; error: FootnoteError }[] = []
  for await (const entry of readCorpus(corpus, { reading })) {
    signal?.throwIfAborted()
    if (entry.kind === 'problem') problems.push({ path: entry.path, error: entry.error })
    else drafts.push(entry.article)
    const seen = drafts.length + problems.length
    onProgress?.('Reading', seen, seen)
  }
  if (drafts.length === 0) throw nothingToRead(corpus, problems)
  return { articles: cleanCorpus(drafts), problems }
}

/** The commit is done by then: what the history misses, the next ingest makes up for. */
async function keepHistory(
  { index: directory, onNotice }: IngestDependencies,
  previous: OpenIndex | undefined,
  index: OpenIndex,
): Promise<void> {
  await recordHistory(directory, previous, index).catch((error: unknown) => {
    onNotice?.(`The dates of this change are not kept yet: ${describeError(error)}.`)
  })
}

function nothingToRead(corpus: string, problems: Corpus['problems']): FootnoteError {
  const named = problems.map(({ path, error }) => `${path}: ${error.message}`).join(' ')
  const message = `There is no article to read in ${corpus}. ${named}`.trim()
  const nextStep = 'Put .txt or .md files there, or name another folder with --corpus.'
  return new FootnoteError('corpus_empty', message, { nextStep })
}

/** The last index, when its vectors can be used again; why not, as a notice, when they cannot. */
async function openPrevious(dependencies: IngestDependencies): Promise<OpenIndex | undefined> {
  try {
    const previous = await openIndex(dependencies.index, { model: dependencies.model })
    if (previous.notice) dependencies.onNotice?.(previous.notice)
    return previous
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    if (error.code !== 'index_missing') {
      dependencies.onNotice?.(`${error.message} Building it anew from the articles.`)
    }
    return undefined
  }
}

function commit(
  { index, model }: IngestDependencies,
  previous: OpenIndex | undefined,
  {
    articles,
    fresh,
    made,
  }: { articles: readonly Article[]; fresh: readonly Article[]; made: Made },
  lock: IndexLock,
): Promise<OpenIndex> {
  const { passages, vectors } = made
  if (!previous) return commitGeneration(index, { model, articles, passages, vectors }, { lock })
  const ids = new Set(fresh.map(({ id }) => id))
  return commitChange(previous, { articles, material: { passages, vectors }, fresh: ids }, { lock })
}
