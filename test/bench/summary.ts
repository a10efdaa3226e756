import { formatRows } from '../eval/report.ts'

/** What a figure should reach. */
export interface Goal {
  /** What it must not miss. */
  readonly floor: number
  /** What is worked for. */
  readonly aim?: number
  /** Whether a larger figure is a better one; smaller ones are, otherwise. */
  readonly more?: boolean
}

/** One figure of a bench: a time over another one taken in the same rounds. */
export interface Measure {
  readonly name: string
  /** What its time is divided by, or its unit. */
  readonly over: string
  readonly median: number
  /** The smallest and the largest of the rounds. */
  readonly least: number
  readonly most: number
  readonly goal?: Goal
  /** Where the same cost is measured at several sizes: its name with its unit, and the size. */
  readonly growth?: { readonly cost: string; readonly passages: number }
}

/** Sums up what each round gave. @throws Error without a round */
export function measureOf(
  name: string,
  over: string,
  rounds: readonly number[],
  goal?: Goal,
): Measure {
  const sorted = [...rounds].sort((left, right) => left - right)
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined || most === undefined) throw new Error(`${name}: no round was run.`)
  const shares = { name, over, median: median(sorted), least, most }
  return goal === undefined ? shares : { ...shares, goal }
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

/** A Markdown table, one line a measure, each beside what it should reach. */
export function formatMeasures(measures: readonly Measure[]): string {
  return formatRows(
    ['what', 'over', 'median', 'of all rounds', 'floor', 'aim', ''],
    measures.map(({ name, over, median: middle, least, most, goal }) => [
      name,
      over,
      show(middle),
      `${show(least)} to ${show(most)}`,
      goal ? `${goal.more ? 'at least' : 'at most'} ${goal.floor}` : '',
      goal?.aim === undefined ? '' : String(goal.aim),
      goal ? verdict(middle, goal) : '',
    ]),
  )
}

function verdict(value: number, { floor, aim, more = false }: Goal): string {
  const reaches = (bound: number) => (more ? value >= bound : value <= bound)
  if (!reaches(floor)) return 'missed'
  return aim !== undefined && reaches(aim) ? 'aim' : 'floor'
}

function show(value: number): string {
  return value.toFixed(Math.abs(value) >= 100 ? 0 : 2)
}
