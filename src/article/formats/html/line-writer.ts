import type { PageElement } from './parse-page.ts'

/** A run of the page's text between breaks, and where in the page it stands. */
export interface PageBlock {
  /** UTF-16 units into the extracted text, end exclusive. */
  readonly start: number
  readonly end: number
  /** The innermost element around its first character. */
  readonly element: PageElement
  /** UTF-16 units of it that are links. */
  readonly linked: number
}

/** Scripts that write no space where a line is broken (CSS Text 3, 4.1.3). */
const brokenIdeographs =
  /(?<=[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60])[ \t\f\r]*\n[ \t\f\r\n]*(?=[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60])/g

/** `Issued: 6 March`: lines of which one begins so are no lines of one sentence. */
const label = /^[^\n:：]{2,30}[:：]\s?\S/m

/**
 * Writes the text of a page as a browser shows it: white space folded, one block a paragraph. All of
 * it is canonical from here on.
 */
export class LineWriter {
  readonly blocks: PageBlock[] = []
  private readonly pieces: string[] = []
  private length = 0
  private line = ''
  private lineElement: PageElement | undefined
  private linked = 0
  private keepsSpaces = false
  private gap = 0
  private marker = ''

  /** All that was written. */
  get text(): string {
    return this.pieces.join('')
  }

  add(data: string, element: PageElement, isLink: boolean, isKept: boolean): void {
    // A soft hyphen shows only where a line happens to be broken.
    const shown = data.replaceAll('\u00AD', '')
    const folded = isKept
      ? shown.replace(/\r\n?/g, '\n')
      : shown.replace(brokenIdeographs, '').replace(/[ \t\n\f\r]+/g, ' ')
    const text = !isKept && /(?:^|[ \n])$/.test(this.line) ? folded.replace(/^ /, '') : folded
    if (text === '') return
    if (/\S/.test(text)) this.lineElement ??= element
    this.keepsSpaces ||= isKept
    if (isLink) this.linked += text.trim().length
    this.line += text
  }

  /** What stands between two cells of a row. */
  addSeparator(separator: string): void {
    this.line = `${this.line.replace(/ +$/, '')}${separator}`
  }

  /** `<br>`: a new line of the same paragraph, or a new one where the line before is finished. */
  breakLine(): void {
    const line = this.line.replace(/ +$/, '')
    if (/(?:^|\n)$/.test(line) || /[.!?。！？…:：]["”’」』）)]*$/.test(line)) this.endBlock(1)
    else this.line = `${line}\n`
  }

  /**
   * Ends the block, if one was begun.
   * @param gap line breaks to write before the next: 1 for a new line, 2 for a blank one between
   */
  endBlock(gap: 1 | 2): void {
    const kept = this.line.replace(/^[ \n]+|[\s]+$/g, '')
    const { lineElement, linked } = this
    const parts = this.keepsSpaces || !label.test(kept) ? [kept] : kept.split('\n')
    this.line = ''
    this.lineElement = undefined
    this.linked = 0
    this.keepsSpaces = false
    for (const part of parts) {
      if (!lineElement || part.trim() === '') continue
      this.write(part, lineElement, linked / parts.length)
      this.gap = 1
    }
    this.gap = Math.max(this.gap, gap)
  }

  /** Stands before the next block and is no part of it: the bullet or number of a list's item. */
  mark(marker: string): void {
    this.marker = marker
  }

  private write(line: string, element: PageElement, linked: number): void {
    const lead = (this.length === 0 ? '' : '\n'.repeat(this.gap)) + this.marker
    const leading = line.length - line.trimStart().length
    const start = this.length + lead.length + leading
    this.pieces.push(lead, line)
    this.length += lead.length + line.length
    this.blocks.push({ start, end: this.length, element, linked })
    this.gap = 0
    this.marker = ''
  }
}
