import type { Figures, StandardErrors } from './figures.ts'

/** Least (or, for `falseRefusals`, `words` and `inexact`, most) that a figure may be. */
export type Floors = Partial<Record<keyof Figures, number>>

export interface SetResult {
  readonly set: string
  readonly figures: Figures
  readonly standardErrors: StandardErrors
  readonly floors: Floors
}

/** Figures in the order they are shown, as they are called. */
export const columns: readonly [keyof Figures, string][] = [
  ['questions', 'questions'],
  ['first', 'gold in first quote'],
  ['any', 'in any quote'],
  ['words', 'words quoted'],
  ['falseRefusals', 'false refusals'],
  ['refused', 'unanswerable refused'],
  ['goldEntries', 'gold entries'],
  ['shortAnswers', 'short answers'],
  ['hit1', 'hit@1'],
  ['hit5', 'hit@5'],
  ['inexact', 'quotes not exact'],
]

/** Figures of which less is better. */
export const lowIsGood: ReadonlySet<keyof Figures> = new Set(['falseRefusals', 'words', 'inexact'])
const counts: ReadonlySet<keyof Figures> = new Set(['questions', 'inexact'])

/** One line a set, one column a figure; a dash where nothing was counted. */
export function formatTable(results: readonly Pick<SetResult, 'set' | 'figures'>[]): string {
  const head = ['set', ...columns.map(([, label]) => label)]
  const rows = results.map(({ set, figures }) => [
    set,
    ...columns.map(([name]) => show(name, figures[name])),
  ])
  return formatRows(head, rows)
}

/** A Markdown table whose columns line up. */
export function formatRows(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((label, at) =>
    Math.max(label.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`
}

/** A line for each figure on the wrong side of its floor. */
export function violations(result: Pick<SetResult, 'set' | 'figures' | 'floors'>): string[] {
  const { set, figures, floors } = result
  return Object.entries(floors).flatMap(([key, floor]) => {
    const name = key as keyof Figures
    const value = figures[name]
    const holds = value !== null && (lowIsGood.has(name) ? value <= floor : value >= floor)
    const bound = lowIsGood.has(name) ? 'at most' : 'at least'
    return holds ? [] : [`${set}: ${name} is ${show(name, value)}, ${bound} ${floor} is wanted.`]
  })
}

/** A figure as tables write it. */
export function show(name: keyof Figures, value: number | null): string {
  if (value === null) return '-'
  if (counts.has(name)) return String(value)
  return name === 'words' ? value.toFixed(1) : value.toFixed(3)
}
