import type { BlockRole } from '../../article.ts'
import { type LinePiece, rowsOf } from './page-lines.ts'

/** A line that stands on the page and not in its text: running titles, page numbers. */
export interface Furniture {
  readonly text: string
  readonly role: BlockRole
}

/** A page's pieces without its furniture, and that. */
export interface BarePage {
  readonly pieces: readonly LinePiece[]
  readonly furniture: readonly Furniture[]
}

/** Rows looked at from the top and from the bottom; share of the page's height they may stand in. */
const edgeRows = 3
const edgeShare = 0.14
/** Share of the pages that a line must be on; left and right pages often have titles of their own. */
const repeatedShare = 0.35
/** Points a line may stand higher or lower from page to page. */
const sway = 4

const pageNumber =
  /^(?:[-–—|\s]*(?:(?:page|p\.|seite|第)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:\/|of|von|页|頁)\s*(?:(?:共|total)?\s*\d{1,4})?\s*(?:pages?|页|頁)?)?[-–—|\s]*)$/i

/** Finds what repeats at the edges of pages, numbers aside, and bare page numbers. */
export function takeOffFurniture(
  pages: readonly { readonly pieces: readonly LinePiece[]; readonly height: number }[],
): BarePage[] {
  const edges = pages.map(({ pieces, height }) => edgesOf(pieces, height))
  const seen = new Map<string, { baseline: number; page: number }[]>()
  edges.forEach((rows, page) => {
    for (const row of rows) {
      const places = seen.get(keyOf(row)) ?? []
      places.push({ baseline: row[0]?.baseline ?? 0, page })
      seen.set(keyOf(row), places)
    }
  })
  const least = Math.max(2, Math.ceil(pages.length * repeatedShare))
  return pages.map(({ pieces }, page) => {
    const furniture: Furniture[] = []
    const taken = new Set<LinePiece>()
    for (const row of edges[page] ?? []) {
      const text = textOf(row)
      const near = (seen.get(keyOf(row)) ?? []).filter(
        ({ baseline }) => Math.abs(baseline - (row[0]?.baseline ?? 0)) <= sway,
      )
      const isNumber = pageNumber.test(text)
      const isRepeated = new Set(near.map((place) => place.page)).size >= least
      if (!isNumber && !isRepeated) continue
      furniture.push({ text, role: isNumber ? 'navigation' : 'boilerplate' })
      for (const piece of row) taken.add(piece)
    }
    return { pieces: pieces.filter((piece) => !taken.has(piece)), furniture }
  })
}

/** The first and the last rows of a page that stand near its edges. */
function edgesOf(pieces: readonly LinePiece[], height: number): LinePiece[][] {
  const rows = rowsOf(pieces)
  const isAtEdge = (row: LinePiece[]) => {
    const baseline = row[0]?.baseline ?? 0
    return baseline < height * edgeShare || baseline > height * (1 - edgeShare)
  }
  return rows.filter((row, at) => (at < edgeRows || at >= rows.length - edgeRows) && isAtEdge(row))
}

function textOf(row: readonly LinePiece[]): string {
  return row
    .toSorted((a, b) => a.left - b.left)
    .map(({ text }) => text)
    .join(' | ')
}

/** The same line on another page: its numbers may differ, and the sides they stand on. */
function keyOf(row: readonly LinePiece[]): string {
  return row
    .map(({ text }) => text.replace(/\d+/g, '#'))
    .sort()
    .join(' | ')
}
