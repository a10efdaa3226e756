import { formatRows } from './report.ts'
import type { Row } from './score-answers.ts'

/** An answer's stated confidence, and what became of it. */
export interface Stated {
  readonly set: string
  /** 0 to 1. */
  readonly confidence: number
  readonly right: boolean
}

/** Bins of stated confidence, each of the same width. */
const binCount = 10

/**
 * What the confidence claims: the articles hold the answer, and where quotes are shown, they show it.
 */
export function isRightlyStated(row: Pick<Row, 'answerable' | 'answered' | 'any'>): boolean {
  return row.answerable && (!row.answered || row.any)
}

/**
 * Expected calibration error (Naeini, Cooper and Hauskrecht 2015): the distance of stated and true
 * share in a bin, averaged over all answers; 0 when the confidence is what it says. 0 for none.
 */
export function calibrationError(stated: readonly Stated[]): number {
  const sum = binsOf(stated).reduce((total, { own }) => {
    const gap = Math.abs(mean(own, ({ confidence }) => confidence) - mean(own, isRight))
    return total + gap * own.length
  }, 0)
  return sum / Math.max(1, stated.length)
}

/** Two Markdown tables: a line a bin over all sets together, and a line a set. */
export function formatReliability(stated: readonly Stated[]): string {
  const bins = binsOf(stated).map(({ from, own }) => [
    `${from.toFixed(1)} to ${(from + 1 / binCount).toFixed(1)}`,
    ...describe(own),
  ])
  const sets = [...new Set(stated.map(({ set }) => set))]
  const lines = sets.map((set) => {
    const own = stated.filter((one) => one.set === set)
    return [set, ...describe(own), share(calibrationError(own))]
  })
  const together = ['together', ...describe(stated), share(calibrationError(stated))]
  const columns = ['questions', 'mean stated', 'really right']
  return [
    formatRows(['stated confidence', ...columns], bins),
    formatRows(['set', ...columns, 'calibration error'], [...lines, together]),
  ].join('\n')
}

/** Bins that hold something, lowest first; a confidence of 1 is in the last. */
function binsOf(stated: readonly Stated[]): { from: number; own: Stated[] }[] {
  const bins = Array.from({ length: binCount }, (_, at) => ({
    from: at / binCount,
    own: [] as Stated[],
  }))
  for (const one of stated) {
    const at = Math.min(binCount - 1, Math.floor(one.confidence * binCount))
    bins[at]?.own.push(one)
  }
  return bins.filter(({ own }) => own.length > 0)
}

function describe(own: readonly Stated[]): string[] {
  return [
    String(own.length),
    share(mean(own, ({ confidence }) => confidence)),
    share(mean(own, isRight)),
  ]
}

function isRight({ right }: Stated): number {
  return right ? 1 : 0
}

function mean(own: readonly Stated[], value: (one: Stated) => number): number {
  return own.reduce((sum, one) => sum + value(one), 0) / Math.max(1, own.length)
}

function share(value: number): string {
  return value.toFixed(3)
}
