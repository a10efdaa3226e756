import { formatRows } from '../eval/report.ts'

/** One figure of a bench: a time over another one taken in the same rounds. */
export interface Measure {
  readonly name: string
  /** What its time is divided by. */
  readonly over: string
  readonly median: number
  /** The smallest and the largest of the rounds. */
  readonly least: number
  readonly most: number
  /** Most that the median should be. */
  readonly target?: number
}

/** Sums up what each round gave. @throws Error without a round */
export function measureOf(
  name: string,
  over: string,
  rounds: readonly number[],
  target?: number,
): Measure {
  const sorted = [...rounds].sort((left, right) => left - right)
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined || most === undefined) throw new Error(`${name}: no round was run.`)
  const shares = { name, over, median: median(sorted), least, most }
  return target === undefined ? shares : { ...shares, target }
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

/** A Markdown table, one line a measure. */
export function formatMeasures(measures: readonly Measure[]): string {
  return formatRows(
    ['what', 'over', 'median', 'of all rounds', 'target'],
    measures.map(({ name, over, median: middle, least, most, target }) => [
      name,
      over,
      middle.toFixed(2),
      `${least.toFixed(2)} to ${most.toFixed(2)}`,
      target === undefined ? '' : `at most ${target}${middle > target ? ', missed' : ''}`,
    ]),
  )
}
