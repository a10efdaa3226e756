import type { Figures, StandardErrors } from './figures.ts'
import { columns, formatRows, lowIsGood, show } from './report.ts'

/** What `--save` keeps of a run. */
export interface SavedRun {
  readonly model: string
  /** Most questions of each set; 0 is all. */
  readonly limit: number
  readonly sets: readonly {
    readonly set: string
    readonly figures: Figures
    readonly standardErrors: StandardErrors
  }[]
}

/**
 * One line a figure of a set: then, now, the difference, and whether that is more than one standard
 * error (the larger of both runs'). Figures that neither run counted are left out, and so are sets
 * that were not run now.
 */
export function compareRuns(then: SavedRun, now: SavedRun): string {
  const rows = now.sets.flatMap((current) => {
    const earlier = then.sets.find(({ set }) => set === current.set)
    return columns.flatMap(([name, label]) => {
      const [before, after] = [earlier?.figures[name] ?? null, current.figures[name]]
      if (before === null && after === null) return []
      if (name === 'inexact' && !before && after === 0) return []
      const error = Math.max(earlier?.standardErrors[name] ?? 0, current.standardErrors[name] ?? 0)
      return [
        [
          current.set,
          label,
          show(name, before),
          show(name, after),
          ...difference(name, before, after, error),
        ],
      ]
    })
  })
  return formatRows(
    ['set', 'figure', 'then', 'now', 'difference', 'beyond one standard error'],
    rows,
  )
}

/** Why two runs cannot be held against each other line by line; undefined when they can. */
export function unlike(then: SavedRun, now: SavedRun): string | undefined {
  if (then.limit !== now.limit) {
    return `The saved run asked ${then.limit || 'all'} questions of a set, this one ${now.limit || 'all'}.`
  }
  if (then.model !== now.model)
    return `The saved run is of ${then.model}, this one of ${now.model}.`
  return undefined
}

function difference(
  name: keyof Figures,
  before: number | null,
  after: number | null,
  error: number,
): [string, string] {
  if (before === null || after === null) return ['', '']
  const gained = after - before
  const shown = show(name, Math.abs(gained))
  const sign = Number(shown) === 0 ? '' : gained > 0 ? '+' : '-'
  if (name === 'questions' || Number(shown) === 0 || Math.abs(gained) <= error) {
    return [`${sign}${shown}`, '']
  }
  return [`${sign}${shown}`, lowIsGood.has(name) === gained < 0 ? 'better' : 'worse']
}
