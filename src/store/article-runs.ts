import type { RowRange } from './best-bar.ts'

/** The rows of one article that stand together. */
export interface ArticleRun extends RowRange {
  readonly sourceId: string
}

/** Which rows are of which articles. */
export interface ArticleRuns {
  /** The rows of these articles, or of all, in order and as few ranges as can be. */
  within(sourceIds: ReadonlySet<string> | undefined): readonly RowRange[]
}

/** @param runs in order, one after the other */
export function articleRuns(runs: readonly ArticleRun[]): ArticleRuns {
  const all = joinRanges(runs)
  // One question asks several times, always with the same set.
  const known = new WeakMap<ReadonlySet<string>, readonly RowRange[]>()
  let bySource: ReadonlyMap<string, readonly ArticleRun[]> | undefined
  const find = (sourceIds: ReadonlySet<string>): readonly RowRange[] => {
    if (sourceIds.size * 4 > runs.length) {
      return joinRanges(runs.filter(({ sourceId }) => sourceIds.has(sourceId)))
    }
    bySource ??= groupRuns(runs)
    const found = [...sourceIds].flatMap((id) => bySource?.get(id) ?? [])
    return joinRanges(found.sort((left, right) => left.start - right.start))
  }
  return {
    within(sourceIds) {
      if (sourceIds === undefined) return all
      const ranges = known.get(sourceIds) ?? find(sourceIds)
      known.set(sourceIds, ranges)
      return ranges
    },
  }
}

/** @param sources the article of each row */
export function runsOfSources(sources: readonly string[]): ArticleRuns {
  const runs: ArticleRun[] = []
  for (let start = 0, end = 0; start < sources.length; start = end) {
    const sourceId = sources[start] as string
    while (end < sources.length && sources[end] === sourceId) end++
    runs.push({ sourceId, start, end })
  }
  return articleRuns(runs)
}

/** What is in both; each in order and without overlaps. */
export function intersectRanges(
  left: readonly RowRange[],
  right: readonly RowRange[],
): readonly RowRange[] {
  const both: RowRange[] = []
  let [here, there] = [0, 0]
  while (here < left.length && there < right.length) {
    const [one, other] = [left[here] as RowRange, right[there] as RowRange]
    const start = Math.max(one.start, other.start)
    const end = Math.min(one.end, other.end)
    if (start < end) both.push({ start, end })
    if (one.end < other.end) here++
    else there++
  }
  return both
}

function groupRuns(runs: readonly ArticleRun[]): Map<string, ArticleRun[]> {
  const groups = new Map<string, ArticleRun[]>()
  for (const run of runs) {
    const group = groups.get(run.sourceId)
    if (group) group.push(run)
    else groups.set(run.sourceId, [run])
  }
  return groups
}

/** @param runs in order */
export function joinRanges(runs: readonly RowRange[]): readonly RowRange[] {
  const ranges: { start: number; end: number }[] = []
  for (const { start, end } of runs) {
    if (start === end) continue
    const last = ranges.at(-1)
    if (last?.end === start) last.end = end
    else ranges.push({ start, end })
  }
  return ranges
}
