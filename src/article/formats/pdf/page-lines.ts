import type { TextRun } from './pdf-document.ts'

/** A piece of a line without wide gaps. Points from the page's top left. */
export interface LinePiece {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

/** A gap of so many heights of a letter parts columns and cells, one of so many parts words. */
const columnGap = 1.1
const wordGap = 0.18

/** The pieces of lines that a page's runs make up, from the top down and from left to right. */
export function linePieces(runs: readonly TextRun[]): LinePiece[] {
  return rowsOf(runs).flatMap(piecesOf)
}

/** Runs whose baselines are the same, or off by less than a raised number is. */
export function rowsOf<Run extends { baseline: number; size: number }>(
  runs: readonly Run[],
): Run[][] {
  const rows: Run[][] = []
  let row: { runs: Run[]; baseline: number; size: number } | undefined
  for (const run of runs.toSorted((a, b) => a.baseline - b.baseline)) {
    const reach = row ? 0.45 * Math.max(row.size, run.size) : 0
    if (!row || run.baseline - row.baseline > reach) {
      row = { runs: [], baseline: run.baseline, size: run.size }
      rows.push(row.runs)
    }
    row.runs.push(run)
    if (run.size > row.size) Object.assign(row, { size: run.size, baseline: run.baseline })
  }
  return rows
}

function piecesOf(row: readonly TextRun[]): LinePiece[] {
  const pieces: { -readonly [Name in keyof LinePiece]: LinePiece[Name] }[] = []
  for (const run of row.toSorted((a, b) => a.left - b.left)) {
    const last = pieces.at(-1)
    const size = last ? Math.max(last.size, run.size) : run.size
    const gap = last ? run.left - last.right : 0
    if (last && isPrintedTwice(last, run)) continue
    if (last && gap <= columnGap * size) {
      const isApart = gap > wordGap * size && !/\s$/.test(last.text) && !/^\s/.test(run.text)
      last.text += (isApart ? ' ' : '') + run.text
      last.right = Math.max(last.right, run.right)
      if (run.size > last.size) Object.assign(last, { size: run.size, baseline: run.baseline })
    } else {
      pieces.push({ ...run })
    }
  }
  return pieces
    .map((piece) => ({ ...piece, text: fold(piece.text) }))
    .filter(({ text }) => text !== '')
}

/** Poor man's bold: the same letters again, a hair to the right. */
function isPrintedTwice(piece: LinePiece, run: TextRun): boolean {
  return run.left < piece.right - 0.5 * (run.right - run.left) && piece.text.endsWith(run.text)
}

/** White space folded; ligatures and letters of other widths as they are written. */
function fold(text: string): string {
  return text
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\s\u00A0]+/g, ' ')
    .trim()
}
