import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainQuestion } from '../../src/question/plain-question.ts'
import type { Settings } from '../../src/settings.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { createFootnote } from '../../src/wiring.ts'
import { keptVectors } from '../eval/kept-vectors.ts'
import { readQuestionSet } from '../eval/question-set.ts'
import { thin } from '../eval/run-set.ts'
import { type BareModel, startBareModel } from './bare-model.ts'
import { generatedIndex } from './generated-index.ts'
import type { SearchQuery } from './measure-search.ts'
import { realLike } from './real-like.ts'
import { median } from './summary.ts'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const shared = resolve(root, '../shared/eval/xquad-en')

/** What parts of a bench stand on, each made when it is first asked for and then kept. */
export interface Prepared {
  readonly settings: Settings
  /** The larger corpus where there is one, else the five articles. */
  readonly corpus: string
  /** Flags of a command that answers from the five articles. */
  fiveArticles(): Promise<string[]>
  /** The model alone in a process. */
  bare(): Promise<BareModel>
  /** Questions about the five articles, each of them once. */
  readonly questions: readonly string[]
  /** Questions about the corpus with their vectors, and what a bare embedding of one takes. */
  queries(): Promise<{ queries: SearchQuery[]; embeddingMs: number }>
  /** Folders of generated indexes of these sizes, after the corpus. */
  indexes(sizes: readonly number[]): Promise<Map<number, string>>
  close(): Promise<void>
}

export interface PrepareOptions {
  readonly settings: Settings
  readonly corpus: string | undefined
  /** Most questions. */
  readonly questions: number
}

const mostQueries = 20

export function prepare(options: PrepareOptions): Prepared {
  const { settings } = options
  const five = join(root, 'corpus')
  const corpus = resolve(options.corpus ?? (existsSync(shared) ? join(shared, 'corpus') : five))
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-'))
  const questions = thin(questionsOf(['gba', 'gba-pairs']), options.questions)
  const bare = once(() => startBareModel(settings))
  const indexOf = (name: string, from: string) =>
    once(async () => {
      const index = join(folder, name)
      await ingestKept({ ...settings, corpus: from, index })
      return index
    })
  const fiveIndex = indexOf('five', five)
  const corpusIndex = corpus === five ? fiveIndex : indexOf('corpus', corpus)
  return {
    settings,
    corpus,
    questions,
    bare,
    fiveArticles: async () => ['--corpus', five, '--index', await fiveIndex()],
    queries: once(async () => {
      const own = existsSync(shared) && corpus !== five ? readQuestionSet(shared) : undefined
      const texts = own ? own.map(({ question }) => question) : questions
      return embedAll(settings, thin(texts.map(plainQuestion), mostQueries), await bare())
    }),
    async indexes(sizes) {
      const make = async () => realLike(await openIndex(await corpusIndex()))
      const of = basename(corpus === five ? five : dirname(corpus))
      const folders = new Map<number, string>()
      for (const size of sizes) folders.set(size, await generatedIndex(size, of, make))
      return folders
    },
    async close() {
      if (bare.isMade()) await (await bare()).stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// Follow-ups are read twice and questions in Chinese are glossed first: one kind of question here.
function questionsOf(sets: readonly string[]): string[] {
  const all = sets.flatMap((name) => readQuestionSet(join(root, 'test/eval', name)))
  const alone = all.filter(
    ({ type = '', history = [] }) =>
      history.length === 0 && !['chinese', 'hostile', 'followup'].includes(type),
  )
  return [...new Set(alone.map(({ question }) => question))]
}

async function embedAll(settings: Settings, texts: readonly string[], bare: BareModel) {
  const footnote = createFootnote(settings)
  try {
    const embedder = await footnote.embedder()
    const queries: SearchQuery[] = []
    for (const text of texts) queries.push({ text, vector: await embedder.embedQuery(text) })
    await bare.embed(texts, 'query')
    return { queries, embeddingMs: median(await bare.embed(texts, 'query')) }
  } finally {
    await footnote.close()
  }
}

/** An index of a corpus whose vectors are kept from run to run. */
async function ingestKept(settings: Settings): Promise<void> {
  const kept = keptVectors(settings.corpus, settings.model)
  kept.lend(settings.index)
  const footnote = createFootnote(settings)
  try {
    await footnote.ingest()
  } finally {
    await footnote.close()
  }
  kept.takeBack(settings.index)
}

function once<Made>(make: () => Promise<Made>): (() => Promise<Made>) & { isMade(): boolean } {
  let made: Promise<Made> | undefined
  const get = () => {
    made ??= make()
    return made
  }
  return Object.assign(get, { isMade: () => made !== undefined })
}
