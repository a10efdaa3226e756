/**
 * Positions of the `k` highest scores, best first; equal scores in order of their ids, by UTF-16
 * units: the same on every machine. `NaN` never ranks. Keeps a heap of `k` with the worst on top,
 * so it costs O(n log k).
 */
export function bestScores(
  scores: Float64Array,
  idAt: (position: number) => string,
  k: number,
): number[] {
  const heap: number[] = []
  const worse = (a: number, b: number): boolean => {
    const difference = (scores[a] as number) - (scores[b] as number)
    return difference < 0 || (difference === 0 && idAt(a) > idAt(b))
  }
  for (let position = 0; position < scores.length; position++) {
    if (Number.isNaN(scores[position])) continue
    if (heap.length < k) {
      heap.push(position)
      siftUp(heap, worse)
    } else if (k > 0 && worse(heap[0] as number, position)) {
      heap[0] = position
      siftDown(heap, worse)
    }
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : worse(b, a) ? -1 : 0))
}

/** The `k` best of several such rankings, which share no id. */
export function mergeRankings<Hit extends { readonly id: string; readonly score: number }>(
  rankings: readonly (readonly Hit[])[],
  k: number,
): Hit[] {
  const filled = rankings.filter((ranking) => ranking.length > 0)
  if (filled.length < 2) return (filled[0] ?? []).slice(0, k)
  const all = filled.flat()
  return all.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, k)
}

type Worse = (a: number, b: number) => boolean

function siftUp(heap: number[], worse: Worse): void {
  let child = heap.length - 1
  while (child > 0) {
    const parent = (child - 1) >> 1
    if (!worse(heap[child] as number, heap[parent] as number)) return
    swap(heap, child, parent)
    child = parent
  }
}

function siftDown(heap: number[], worse: Worse): void {
  let parent = 0
  for (;;) {
    let worst = parent
    for (const child of [2 * parent + 1, 2 * parent + 2]) {
      if (child < heap.length && worse(heap[child] as number, heap[worst] as number)) worst = child
    }
    if (worst === parent) return
    swap(heap, parent, worst)
    parent = worst
  }
}

function swap(heap: number[], a: number, b: number): void {
  const kept = heap[a] as number
  heap[a] = heap[b] as number
  heap[b] = kept
}
