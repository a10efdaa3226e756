import { retrieve } from '../../src/retrieve/retrieve.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import type { VectorRecord } from '../../src/store/vector-store.ts'
import { type Measure, measureOf, median } from './summary.ts'
import { timeOf } from './timing.ts'
import { queryVectra, vectraOf } from './vectra-beside.ts'

/** A question as it is searched by. */
export interface SearchQuery {
  readonly text: string
  readonly vector: Float32Array
}

export interface SearchOptions {
  /** Folders of indexes, by how many passages they have. */
  readonly indexes: ReadonlyMap<number, string>
  readonly queries: readonly SearchQuery[]
  readonly rounds: number
  /** Milliseconds of one bare embedding of these questions. */
  readonly embeddingMs: number
}

const found = 10

/**
 * Nearest passages over vectra's own `queryItems` of the same vectors, query after query, and both
 * rankings with their fusion, beside what embedding the question takes.
 */
export async function measureSearch(options: SearchOptions): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const [passages, folder] of options.indexes) {
    const index = await openIndex(folder)
    measures.push(...(await measureOne(index, passages, options)))
  }
  return measures
}

async function measureOne(
  index: OpenIndex,
  passages: number,
  { queries, rounds, embeddingMs }: SearchOptions,
): Promise<Measure[]> {
  const records: VectorRecord[] = []
  for (const { id } of index.passages) {
    const record = await index.vectors.get(id)
    if (record) records.push(record)
  }
  const vectra = await vectraOf(records)
  const dense: number[] = []
  const ownMs: number[] = []
  const hybrid: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const own: number[] = []
    const theirs: number[] = []
    const both: number[] = []
    for (const { text, vector } of queries) {
      const plain = Array.from(vector)
      own.push(await timeOf(() => index.vectors.nearest(vector, found, { kind: 'passage' })))
      theirs.push(await timeOf(() => queryVectra(vectra, plain, found)))
      both.push(await timeOf(() => retrieve(index, [{ text, vector }], { limit: found })))
    }
    // The first round compiles code.
    if (round < 0) continue
    dense.push(median(theirs) / median(own))
    ownMs.push(median(own))
    hybrid.push(median(both))
  }
  await checkSame(index, vectra, queries)
  const goals = passages >= 10_000
  const faster = { floor: 8, aim: 20, more: true }
  const within = { floor: 1.5, aim: 0.7 }
  const size = passages.toLocaleString('en')
  const grown = (measure: Measure, cost: string) => ({ ...measure, growth: { cost, passages } })
  return [
    measureOf(
      `dense search of ${size} passages, times as fast`,
      "vectra's queryItems",
      dense,
      goals ? faster : undefined,
    ),
    grown(measureOf(`- one dense search of ${size}`, 'ms', ownMs), 'dense search, ms'),
    grown(
      measureOf(
        `hybrid search of ${size} passages`,
        'ms beyond the embedding',
        hybrid,
        passages === 10_000 ? within : undefined,
      ),
      'hybrid search, ms',
    ),
    measureOf(
      `- embedding and hybrid search of ${size}`,
      'bare embedding',
      hybrid.map((ms) => (embeddingMs + ms) / embeddingMs),
    ),
  ]
}

/** Both must have looked for the same thing. */
async function checkSame(
  index: OpenIndex,
  vectra: Awaited<ReturnType<typeof vectraOf>>,
  queries: readonly SearchQuery[],
): Promise<void> {
  for (const { vector } of queries) {
    const own = await index.vectors.nearest(vector, found, { kind: 'passage' })
    const theirs = new Set(await queryVectra(vectra, Array.from(vector), found))
    // Scores that are equal but for rounding may stand on either side of the last place.
    const missed = own.filter(({ id }) => !theirs.has(id))
    if (missed.length > 1) throw new Error(`vectra finds others: ${missed.map(({ id }) => id)}`)
  }
}
