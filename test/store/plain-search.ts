import type { Postings } from '../../src/store/postings.ts'

interface Hit {
  readonly id: string
  readonly score: number
}

/** Cosine search as it was before there was a kernel: every row in double precision, all sorted. */
export function plainNearest(
  rows: readonly { readonly id: string; readonly vector: Float32Array }[],
  query: Float32Array,
  k: number,
): Hit[] {
  const norm = Math.sqrt(dot(query, query))
  const hits = rows.map(({ id, vector }) => {
    const cosine = dot(query, vector) / (norm * Math.sqrt(dot(vector, vector)))
    return { id, score: Math.max(-1, Math.min(1, cosine)) }
  })
  return bestOf(hits, k)
}

export interface PlainPart {
  readonly postings: Postings
  readonly ids: readonly string[]
  readonly sourceIds: readonly string[]
  readonly live?: Uint8Array
}

/** BM25 as it was before there were typed arrays: a map of scores, all sorted. */
export function plainWords(
  { postings, ids, sourceIds, live }: PlainPart,
  weights: ReadonlyMap<string, number>,
  averageLength: number,
  { k, within }: { k: number; within?: ReadonlySet<string> },
): Hit[] {
  const scores = new Map<number, number>()
  for (const [term, weight] of weights) {
    const number = postings.termNumbers.get(term)
    if (number === undefined) continue
    const end = postings.starts[number + 1] ?? 0
    for (let entry = postings.starts[number] ?? 0; entry < end; entry++) {
      const text = postings.texts[entry] ?? 0
      if (live && live[text] === 0) continue
      const length = postings.lengths[text] ?? 0
      const frequency = postings.frequencies[entry] ?? 0
      const share =
        (frequency * (1.2 + 1)) / (frequency + 1.2 * (1 - 0.75 + (0.75 * length) / averageLength))
      scores.set(text, (scores.get(text) ?? 0) + weight * share)
    }
  }
  const allowed = [...scores].filter(([text]) => within?.has(sourceIds[text] ?? '') ?? true)
  return bestOf(
    allowed.map(([text, score]) => ({ id: ids[text] ?? '', score })),
    k,
  )
}

function bestOf(hits: readonly Hit[], k: number): Hit[] {
  return hits
    .filter(({ score }) => !Number.isNaN(score))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, Math.max(0, k))
}

/** Four sums side by side, in this order: another order would give other last bits. */
function dot(left: Float32Array, right: Float32Array): number {
  const sums = [0, 0, 0, 0]
  const whole = left.length - (left.length % 4)
  for (let at = 0; at < left.length; at++) {
    const lane = at < whole ? at % 4 : 0
    sums[lane] = (sums[lane] ?? 0) + (left[at] ?? 0) * (right[at] ?? 0)
  }
  const [a = 0, b = 0, c = 0, d = 0] = sums
  return a + b + (c + d)
}
