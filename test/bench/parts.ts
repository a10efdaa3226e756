import { loadResult } from './load-result.ts'
import { measureAsking } from './measure-asking.ts'
import { measureChanges } from './measure-changes.ts'
import { measureEdits } from './measure-edits.ts'
import { measureIngest } from './measure-ingest.ts'
import { measureLarge } from './measure-large.ts'
import { measureLoad } from './measure-load.ts'
import { measureMemory } from './measure-memory.ts'
import { measurePage } from './measure-page.ts'
import { measureSearch } from './measure-search.ts'
import { measureStalls } from './measure-stalls.ts'
import { measureStart } from './measure-start.ts'
import type { Prepared } from './prepared.ts'
import type { Measure } from './summary.ts'

/** How much of everything is measured. */
export interface BenchSize {
  /** Most rounds of a part. */
  readonly rounds: number
  /** Sizes of generated indexes, in passages, ascending. */
  readonly passages: readonly number[]
  /** How long a server is under load. */
  readonly seconds: number
}

/** What a part came to. */
export interface PartResult {
  readonly measures: readonly Measure[]
  /** A table that is printed with them. */
  readonly table?: string
}

/** A part of the bench, which runs by itself with `--only`. */
export interface BenchPart {
  readonly about: string
  /** Runs only where it is named. */
  readonly isApart?: boolean
  run(prepared: Prepared, size: BenchSize): Promise<PartResult>
}

/** In the order they run. Those that need a large index share it. */
export const benchParts: Readonly<Record<string, BenchPart>> = {
  ingest: {
    about: 'a whole ingest, over the bare model reading the same texts',
    run: async ({ settings, corpus, bare }, { rounds }) =>
      just(measureIngest({ settings, corpus, bare: await bare(), rounds: Math.min(rounds, 3) })),
  },
  stalls: {
    about: 'how long a server stands still while it ingests',
    run: ({ settings, corpus, questions }, { rounds }) =>
      just(measureStalls({ settings, corpus, questions, rounds: Math.min(rounds, 3) })),
  },
  asking: {
    about: '/v1/ask at five articles, alone and by eight clients',
    run: async ({ fiveArticles, questions, bare }, { rounds }) =>
      just(measureAsking({ flags: await fiveArticles(), questions, rounds, bare: await bare() })),
  },
  start: {
    about: 'start of a process to its first answer',
    run: async ({ settings, fiveArticles, questions }, { rounds }) =>
      just(
        measureStart({
          ...{ settings, questions, flags: await fiveArticles() },
          rounds: Math.min(rounds, 7),
        }),
      ),
  },
  search: {
    about: "search of generated indexes, over vectra's own",
    run: async ({ queries, indexes }, { rounds, passages }) =>
      just(
        measureSearch({
          ...(await queries()),
          indexes: await indexes(passages),
          rounds: Math.min(rounds, 5),
        }),
      ),
  },
  large: {
    about: 'opening generated indexes, changing an article of them, their memory',
    run: async ({ indexes }, { rounds, passages }) =>
      just(measureLarge({ indexes: await indexes(passages), rounds: Math.min(rounds, 3) })),
  },
  memory: {
    about: 'memory of an ingest of generated articles, with an embedder that costs nothing',
    run: (_, { passages }) => measureMemory(Math.max(...passages)),
  },
  changes: {
    about: 'writing a whole index, over changing one article of it',
    run: (_, { rounds, passages }) =>
      just(measureChanges({ passages: small(passages), rounds: Math.min(rounds, 5) })),
  },
  edits: {
    about: 'ingesting one changed file, beside its embedding',
    run: (_, { rounds, passages }) =>
      just(measureEdits({ passages: small(passages), rounds: Math.min(rounds, 5) })),
  },
  page: {
    about: 'what a page of 200 turns costs in Chromium, over an empty one',
    run: (_, { rounds }) => just(measurePage({ rounds: Math.min(rounds, 5) })),
  },
  load: {
    about: 'a server that 8 clients ask while it ingests and 1,000 connections stall; only by name',
    isApart: true,
    run: async ({ questions }, { seconds }) =>
      loadResult(await measureLoad({ questions, seconds, clients: 8, stalled: 1000 })),
  },
}

async function just(measures: Promise<Measure[]>): Promise<PartResult> {
  return { measures: await measures }
}

/** Of sizes that are made anew each time. */
function small(passages: readonly number[]): number[] {
  return passages.filter((count) => count <= 10_000)
}
