import type { RowRange } from './best-bar.ts'

/** Which rows are of which articles, the rows of an article standing together. */
export interface ArticleRuns {
  /** The rows of these articles, or of all, in order and as few ranges as can be. */
  within(sourceIds: ReadonlySet<string> | undefined): readonly RowRange[]
}

interface Run extends RowRange {
  readonly sourceId: string
}

/** @param sources the article of each row */
export function articleRuns(sources: readonly string[]): ArticleRuns {
  const runs = runsOf(sources)
  const all = sources.length > 0 ? [{ start: 0, end: sources.length }] : []
  // One question asks several times, always with the same set.
  const known = new WeakMap<ReadonlySet<string>, readonly RowRange[]>()
  let bySource: ReadonlyMap<string, readonly Run[]> | undefined
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

function runsOf(sources: readonly string[]): Run[] {
  const runs: Run[] = []
  for (let start = 0, end = 0; start < sources.length; start = end) {
    const sourceId = sources[start] as string
    while (end < sources.length && sources[end] === sourceId) end++
    runs.push({ sourceId, start, end })
  }
  return runs
}

function groupRuns(runs: readonly Run[]): Map<string, Run[]> {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    const group = groups.get(run.sourceId)
    if (group) group.push(run)
    else groups.set(run.sourceId, [run])
  }
  return groups
}

/** @param runs in order */
function joinRanges(runs: readonly RowRange[]): RowRange[] {
  const ranges: { start: number; end: number }[] = []
  for (const { start, end } of runs) {
    const last = ranges.at(-1)
    if (last?.end === start) last.end = end
    else ranges.push({ start, end })
  }
  return ranges
}
