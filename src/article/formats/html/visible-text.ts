import { LineWriter, type PageBlock } from './line-writer.ts'
import { headingLevel, isBlock, isUnseen, keepsSpaces } from './page-elements.ts'
import {
  attribute,
  elementsOf,
  isElement,
  type Page,
  type PageElement,
  type PageNode,
  type PageParent,
} from './parse-page.ts'

/** What is known of an element from those around it. */
interface Surroundings {
  readonly element: PageElement
  readonly isLink: boolean
  readonly keepsSpaces: boolean
  /** Inside a row of a table nothing begins a new line. */
  readonly inRow: boolean
  /** Lists around it, and the number of the next item where the innermost is numbered. */
  readonly depth: number
  readonly items?: { next: number } | undefined
}

/** The text that a page shows, as blocks in order: what is hidden or no text is left out. */
export function visibleText(page: Page): { text: string; blocks: PageBlock[] } {
  const writer = new LineWriter()
  const root = page.childNodes.find(isElement)
  if (root) {
    const around = { element: root, isLink: false, keepsSpaces: false, inRow: false, depth: 0 }
    writeElement(writer, root, around)
    writer.endBlock(2)
  }
  return { text: writer.text, blocks: writer.blocks }
}

function writeNode(writer: LineWriter, node: PageNode, around: Surroundings): void {
  if (isElement(node)) writeElement(writer, node, around)
  else if (node.nodeName === '#text' && 'value' in node)
    writer.add(node.value, around.element, around.isLink, around.keepsSpaces)
}

function writeChildren(writer: LineWriter, parent: PageParent, around: Surroundings): void {
  for (const node of parent.childNodes) writeNode(writer, node, around)
}

function writeElement(writer: LineWriter, element: PageElement, outer: Surroundings): void {
  if (isUnseen(element)) return
  const { tagName } = element
  const around: Surroundings = {
    ...outer,
    element,
    isLink: outer.isLink || tagName === 'a',
    keepsSpaces: outer.keepsSpaces || keepsSpaces(element),
  }
  if (tagName === 'br') breakLine(writer, around)
  else if (tagName === 'q') writeQuotation(writer, around)
  else if (outer.inRow && isBlock(element)) writeInRow(writer, around)
  else if (tagName === 'tr' && isRowOfData(element)) writeRow(writer, around)
  else if (isBlock(element)) writeBlock(writer, around)
  else writeChildren(writer, element, around)
}

function breakLine(writer: LineWriter, { element, isLink, inRow }: Surroundings): void {
  if (inRow) writer.add(' ', element, isLink, false)
  else writer.breakLine()
}

/** The marks that browsers put around `<q>` are nowhere in the page's own text. */
function writeQuotation(writer: LineWriter, around: Surroundings): void {
  writer.add('“', around.element, around.isLink, true)
  writeChildren(writer, around.element, around)
  writer.add('”', around.element, around.isLink, true)
}

function writeInRow(writer: LineWriter, around: Surroundings): void {
  writer.add(' ', around.element, around.isLink, false)
  writeChildren(writer, around.element, around)
  writer.add(' ', around.element, around.isLink, false)
}

function writeBlock(writer: LineWriter, around: Surroundings): void {
  const { tagName } = around.element
  const gap = /^(?:li|dd|tr|dt|div)$/.test(tagName) ? 1 : 2
  writer.endBlock(gap)
  if (tagName === 'li') writer.mark(markerOf(around))
  writeChildren(writer, around.element, { ...around, ...listOf(around) })
  writer.endBlock(gap)
  // The marker of an item without text must not go to the next block.
  if (tagName === 'li') writer.mark('')
}

function listOf({ element, depth }: Surroundings): Partial<Surroundings> {
  if (!/^(?:ul|ol|menu|dir)$/.test(element.tagName)) return {}
  if (element.tagName !== 'ol') return { depth: depth + 1, items: undefined }
  const start = Number.parseInt(attribute(element, 'start') ?? '1', 10)
  return { depth: depth + 1, items: { next: Number.isSafeInteger(start) ? start : 1 } }
}

/** `• ` or the item's number, as far in as lists stand inside lists. */
function markerOf({ items, depth }: Surroundings): string {
  const indent = '  '.repeat(Math.min(8, Math.max(0, depth - 1)))
  if (!items) return `${indent}• `
  items.next += 1
  return `${indent}${items.next - 1}. `
}

/** A row of a table is one block, its cells parted by bars. */
function writeRow(writer: LineWriter, around: Surroundings): void {
  writer.endBlock(1)
  const cells = around.element.childNodes.filter(isElement).filter((cell) => !isUnseen(cell))
  const filled = cells.map((cell) => lengthOf(cell) > 0)
  const first = filled.indexOf(true)
  cells.slice(first, filled.lastIndexOf(true) + 1).forEach((cell, index) => {
    if (index > 0) writer.addSeparator(' | ')
    writeElement(writer, cell, { ...around, inRow: true })
  })
  writer.endBlock(1)
}

/** Longer cells hold paragraphs: the table is there for the layout of the page. UTF-16 units. */
const longestCell = 600

/** Whether cells stand beside one another as data, and not to place parts of the page. */
function isRowOfData(row: PageElement): boolean {
  const cells = row.childNodes.filter(isElement)
  if (cells.length < 2 || isLayout(row)) return false
  return cells.every((cell) => {
    let paragraphs = 0
    for (const element of elementsOf(cell)) {
      if (/^(?:table|article|section|form|nav)$/.test(element.tagName)) return false
      if (headingLevel(element)) return false
      if (element.tagName === 'p') paragraphs += 1
    }
    return paragraphs < 4 && lengthOf(cell) <= longestCell
  })
}

function isLayout(row: PageElement): boolean {
  const section = row.parentNode
  const table = section && isElement(section) ? section.parentNode : undefined
  return [section, table].some(
    (around) =>
      around &&
      isElement(around) &&
      /^(?:presentation|none)$/.test(attribute(around, 'role') ?? ''),
  )
}

function lengthOf(element: PageElement): number {
  let length = 0
  for (const part of [element, ...elementsOf(element)]) {
    for (const node of part.childNodes) {
      if (!isElement(node) && 'value' in node) length += node.value.trim().length
    }
  }
  return length
}
