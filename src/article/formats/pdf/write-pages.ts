import type { Block } from '../../article.ts'
import { joint, type Vocabulary } from './join-lines.ts'
import type { Furniture } from './page-furniture.ts'
import { continues, type Paragraph } from './paragraphs.ts'

/** A page in reading order. */
export interface OrderedPage {
  readonly paragraphs: readonly Paragraph[]
  readonly furniture: readonly Furniture[]
}

/** A block of the text, and how large its letters are, in points; 0 for what is no text. */
export interface WrittenBlock extends Block {
  readonly size: number
  readonly page: number
}

export interface WrittenPages {
  readonly text: string
  readonly blocks: readonly WrittenBlock[]
  /** Where each page starts; a page without text where the next one does. */
  readonly starts: readonly number[]
}

/**
 * Writes pages into one text. A paragraph that goes on behind a page's end is one block: the next
 * page starts inside it, and what stands at that page's edges follows it.
 */
export function writePages(pages: readonly OrderedPage[], vocabulary: Vocabulary): WrittenPages {
  const written = new Writing(pages.length, vocabulary)
  let shown = 0
  for (const paragraph of acrossPages(pages)) {
    const page = paragraph.lines[0]?.page ?? 0
    for (; shown <= page; shown += 1) written.addFurniture(pages[shown]?.furniture ?? [], shown)
    written.addParagraph(paragraph, page)
  }
  for (; shown < pages.length; shown += 1)
    written.addFurniture(pages[shown]?.furniture ?? [], shown)
  return written.finish()
}

function acrossPages(pages: readonly OrderedPage[]): Paragraph[] {
  const whole: Paragraph[] = []
  for (const { paragraphs } of pages) {
    for (const paragraph of paragraphs) {
      const last = whole.at(-1)
      if (last && continues(last, paragraph)) {
        const lines = [...last.lines, ...paragraph.lines]
        whole[whole.length - 1] = { ...last, lines, endsFull: paragraph.endsFull }
      } else whole.push(paragraph)
    }
  }
  return whole
}

/** A bullet stands before the block, as in all formats; a number is part of what is said. */
const bulletAtStart = /^[•·▪●■◆▶►‣○*–—-]\s+(?=\S)/

class Writing {
  private readonly pieces: string[] = []
  private length = 0
  private readonly blocks: WrittenBlock[] = []
  private readonly starts: (number | undefined)[]
  private readonly vocabulary: Vocabulary

  constructor(pages: number, vocabulary: Vocabulary) {
    this.starts = new Array(pages).fill(undefined)
    this.vocabulary = vocabulary
  }

  addFurniture(furniture: readonly Furniture[], page: number): void {
    for (const { text, role } of furniture) {
      const start = this.begin(page)
      this.write(text)
      this.blocks.push({ start, end: this.length, role, size: 0, page })
    }
  }

  addParagraph({ lines, size }: Paragraph, page: number): void {
    const marker = bulletAtStart.exec(lines[0]?.line.text ?? '')?.[0].length ?? 0
    const start = this.begin(page) + marker
    lines.forEach(({ line, page: own }, at) => {
      this.starts[own] ??= this.length
      const next = lines[at + 1]?.line.text
      const { drop, between } =
        next === undefined ? { drop: 0, between: '' } : joint(line.text, next, this.vocabulary)
      this.write(line.text.slice(0, line.text.length - drop) + between)
    })
    this.blocks.push({ start, end: this.length, role: 'content', size, page })
  }

  finish(): WrittenPages {
    let next = this.length
    const starts = this.starts
      .toReversed()
      .map((start) => {
        // What stands at the edges of a page that a paragraph goes past comes behind that paragraph.
        next = Math.min(start ?? next, next)
        return next
      })
      .toReversed()
    return { text: this.pieces.join(''), blocks: this.blocks, starts: [0, ...starts.slice(1)] }
  }

  private begin(page: number): number {
    if (this.length > 0) this.write('\n\n')
    this.starts[page] ??= this.length
    return this.length
  }

  private write(text: string): void {
    this.pieces.push(text)
    this.length += text.length
  }
}
