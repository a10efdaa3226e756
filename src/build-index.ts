import { type CommitStep, commitInSteps } from './commit-in-steps.ts'
import { compareCorpus, type Standing, unchangedCorpus } from './compare-corpus.ts'
import type { Embedder } from './embed/embedder.ts'
import type { VectorCache } from './embed/vector-cache.ts'
import { describeError, FootnoteError } from './errors.ts'
import { type IngestSummary, summariseIngest } from './ingest-summary.ts'
import { nameArticles } from './name-articles.ts'
import type { Without } from './pipeline-part.ts'
import {
  type CorpusLook,
  type CorpusMemory,
  type CorpusState,
  type KnownFile,
  readChanged,
} from './read-changed.ts'
import { isDamaged } from './store/damaged-index.ts'
import { commitChange, commitGeneration } from './store/generation.ts'
import { acquireIndexLock, type IndexLock } from './store/index-lock.ts'
import { type LedgerFile, writeLedger } from './store/ledger.ts'
import { openIndex } from './store/open-generation.ts'
import type { IndexModel, OpenIndex } from './store/open-index.ts'
import { readPointer } from './store/pointer.ts'
import { recordHistory } from './store/revision-history.ts'

/** What an ingest stands on. */
export interface IngestDependencies extends Omit<CorpusLook, 'onProgress'> {
  readonly model: IndexModel
  /** The index that is open already: taken instead of opening it again, while it is current. */
  readonly opened?: OpenIndex
  /** Parts of the pipeline that are left out. */
  readonly without?: Without
  /** Text of new articles that is embedded and committed at once, in UTF-16 units. */
  readonly textAtOnce?: number
  /** Asked for only when there is something to embed. */
  readonly embedder: () => Promise<Embedder>
  /** Vectors of earlier runs; opened and closed while the index is locked. */
  readonly vectorCache: () => Promise<VectorCache>
  readonly onProgress?: (step: 'Reading' | 'Embedding', done: number, total: number) => void
  readonly onNotice?: (line: string) => void
}

export interface IngestResult {
  readonly index: OpenIndex
  readonly summary: IngestSummary
  /** For the next ingest of this process. */
  readonly memory: CorpusMemory
  /** Files left as they were because they were still being written. */
  readonly held: readonly string[]
}

/** Of a corpus that the index has already. */
const nothingMade = { newPassages: 0, newSentences: 0, embedded: 0, reused: 0, problems: [] }

/**
 * Pipeline 1: article → clean → passage → embed → store. Only files that changed are read, and only
 * articles that changed get passages and vectors; when none did, no generation is written.
 * @throws FootnoteError `corpus_missing`, `corpus_empty`, `index_locked`, `index_unwritable`,
 * `embedding_failed`; the last good index is as it was
 */
export async function buildIndex(dependencies: IngestDependencies): Promise<IngestResult> {
  const started = performance.now()
  // Locked before reading: whoever commits last must have read last.
  const lock = await acquireIndexLock(dependencies.index, { command: 'ingest' })
  try {
    const pointer = await readPointer(dependencies.index)
    const previous = await openPrevious(dependencies, pointer)
    const { state, standing } = await findStanding(dependencies, previous)
    // An older generation that stands in for a damaged one is not up to date, whatever it holds.
    const isCurrent = previous?.generation === pointer && previous?.notice === undefined
    const step = async (before: OpenIndex | undefined, given: CommitStep): Promise<OpenIndex> => {
      const index = await commit(dependencies, before, given, lock)
      await keepHistory(dependencies, before, index)
      return index
    }
    const { index, made } =
      !previous || !isCurrent || differs(standing, previous)
        ? await commitInSteps(dependencies, previous, standing, step)
        : { index: previous, made: nothingMade }
    await keepHistory(dependencies, previous, index)
    await keepLedger(dependencies, state, index)
    const problems = [...state.problems, ...made.problems]
    const outcome = { ...standing, problems, made }
    const summary = summariseIngest(index, outcome, (performance.now() - started) / 1000)
    return { index, summary, memory: state, held: state.held }
  } finally {
    await lock.release()
  }
}

/**
 * How the corpus stands to an index, with every article under its id; nothing is written.
 * @throws FootnoteError `corpus_missing`, `corpus_empty`
 */
export async function findStanding(
  look: CorpusLook,
  previous: OpenIndex | undefined,
): Promise<{ state: CorpusState; standing: Standing }> {
  const state = await readChanged(look, previous)
  if (previous && state.isAsBefore) return { state, standing: unchangedCorpus(previous) }
  const drafts = [...state.files.values()].flatMap((file) => file.drafts)
  if (drafts.length === 0) throw nothingToRead(look.corpus, state.problems)
  const articles = await nameArticles(look.index, drafts, previous)
  return { state, standing: compareCorpus(articles, previous) }
}

function differs({ articles }: Standing, index: OpenIndex): boolean {
  const before = new Set(index.articles)
  return articles.length !== before.size || articles.some((article) => !before.has(article))
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

/** Without a ledger the next ingest reads every file; nothing else depends on it. */
async function keepLedger(
  { index: directory, onNotice }: IngestDependencies,
  { program, listedAt, files, isInLedger }: CorpusState,
  { generation, hash }: OpenIndex,
): Promise<void> {
  if (isInLedger) return
  const kept = [...files.values()].filter(
    (file): file is KnownFile & LedgerFile => file.digest !== undefined,
  )
  const ledger = { program, generation, hash, listedAt, files: kept }
  await writeLedger(directory, ledger).catch((error: unknown) => {
    onNotice?.(`The next ingest will read all files again: ${describeError(error)}.`)
  })
}

function nothingToRead(corpus: string, problems: CorpusState['problems']): FootnoteError {
  const named = problems.map(({ path, error }) => `${path}: ${error.message}`).join(' ')
  const message = `There is no article to read in ${corpus}. ${named}`.trim()
  const nextStep =
    'Put articles there (text, web pages, PDF, Word …), or name another folder with --corpus.'
  return new FootnoteError('corpus_empty', message, { nextStep })
}

/** The last index, when its vectors can be used again; why not, as a notice, when they cannot. */
async function openPrevious(
  { index, model, opened, onNotice }: IngestDependencies,
  pointer: number | undefined,
): Promise<OpenIndex | undefined> {
  const isGood = opened && !opened.notice && !isDamaged(opened)
  if (isGood && opened.generation === pointer) return opened
  try {
    const previous = await openIndex(index, opened ? { model, previous: opened } : { model })
    if (previous.notice) onNotice?.(previous.notice)
    return previous
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    if (error.code !== 'index_missing') {
      onNotice?.(`${error.message} Building it anew from the articles.`)
    }
    return undefined
  }
}

function commit(
  { index, model, corpus }: IngestDependencies,
  previous: OpenIndex | undefined,
  { articles, fresh, material }: CommitStep,
  lock: IndexLock,
): Promise<OpenIndex> {
  if (articles.length === 0) throw nothingToRead(corpus, material.problems)
  if (!previous) return commitGeneration(index, { model, articles, ...material }, { lock })
  const ids = new Set(fresh.map(({ id }) => id))
  return commitChange(previous, { articles, material, fresh: ids }, { lock })
}
