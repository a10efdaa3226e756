/**
 * Positions of the `k` highest scores, best first; equal scores in order of `tieOrder`. `NaN` never
 * ranks. Keeps a heap of `k` with the worst on top, so it costs O(n log k).
 */
export function bestScores(
  positions: Iterable<number>,
  scores: { readonly [position: number]: number },
  tieOrder: { readonly [position: number]: number },
  k: number,
): number[] {
  const heap: number[] = []
  const worse = (a: number, b: number): boolean => {
    const difference = (scores[a] as number) - (scores[b] as number)
    return difference < 0 || (difference === 0 && (tieOrder[a] as number) > (tieOrder[b] as number))
  }
  for (const position of positions) {
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

/** For each id its place in the order of all ids, by UTF-16 units: the same on every machine. */
export function orderOfIds(ids: readonly string[]): Uint32Array {
  const sorted = ids.map((_, position) => position)
  sorted.sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1))
  const order = new Uint32Array(ids.length)
  sorted.forEach((position, place) => {
    order[position] = place
  })
  return order
}
