import type { Block, BlockRole } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'

/** A block as the rules look at it. */
export interface BlockView extends Block {
  /** What stands there, links and emphasis of Markdown taken off. */
  readonly text: string
  /** Whether `text` is the slice itself, so that places in it are places in the article. */
  readonly isExact: boolean
  /** Whether a blank line, or the beginning of the file, comes before. */
  readonly gapBefore: boolean
  /** Whether it is an item of a list, by a bullet or number in it or just before it. */
  readonly isListItem: boolean
  /** Whether it is nothing but links, in Markdown. */
  readonly isOnlyLinks: boolean
}

/** A range inside one block, and what it is. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly role: BlockRole
}

/** Looks at all blocks, with the roles found so far, and says what some of them are. */
export type Rule = (views: readonly BlockView[]) => Mark[]

const wide = /[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/g
const lineBreak = /\r\n|[\n\r\u2028\u2029]/g
const bullet = /^(?:[•·▪●■◆▶►‣○*+–-]|\d{1,3}[.)、])\s+/

/**
 * The blocks of a draft with what the rules ask about each.
 * @param known views made before, by block: a block that no rule has touched looks the same again
 */
export function viewsOf(
  draft: ArticleDraft,
  blocks: readonly Block[],
  known: Map<Block, BlockView> = new Map(),
): BlockView[] {
  let from = 0
  return blocks.map((block) => {
    const view = known.get(block) ?? viewOf(draft, block, from)
    known.set(block, view)
    from = block.end
    return view
  })
}

function viewOf(draft: ArticleDraft, block: Block, from: number): BlockView {
  const exact = draft.text.slice(block.start, block.end)
  const before = draft.text.slice(Math.max(from, block.start - 200), block.start)
  const isMarkdown = draft.format === 'markdown'
  const text = isMarkdown ? withoutMarkup(exact) : exact
  const lineStart = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1)
  const linkItems = /^\s*(?:!?\[[^\]]*\]\([^)]*\)[\s|·,]*)+$/
  return {
    ...block,
    text,
    isExact: text === exact,
    gapBefore: from === 0 || (before.match(lineBreak)?.length ?? 0) > 1,
    isListItem: bullet.test(text) || (lineStart !== '' && bullet.test(`${lineStart.trim()} `)),
    isOnlyLinks: isMarkdown && linkItems.test(exact.slice(0, 2000)),
  }
}

/** Length in columns, so that a limit suits both scripts: an ideograph counts as two letters. */
export function columns(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0)
}

/** Whether text ends the way a sentence does. */
export function endsSentence(text: string): boolean {
  return /[.!?。！？…]["'”’»)\]）】》」』]*(?:\[\d+\])?$/.test(text.slice(-12).trimEnd())
}

/** Whether a block reads like a paragraph of an article, not like a line around one. */
export function isProse(view: BlockView): boolean {
  return view.role === 'content' && endsSentence(view.text) && columns(view.text.slice(0, 80)) >= 60
}

/** Index of the first and last block of prose; -1 where there is none. */
export function proseBounds(views: readonly BlockView[]): { first: number; last: number } {
  return { first: views.findIndex(isProse), last: views.findLastIndex(isProse) }
}

/** The mark for a whole block. */
export function whole({ start, end }: BlockView, role: BlockRole): Mark {
  return { start, end, role }
}

/** Whether a block may still be given a role by a rule. */
export function isOpen({ role }: Block): boolean {
  return role === 'content' || role === 'heading'
}

function withoutMarkup(text: string): string {
  return text
    .replace(/!?\[([^\]\n]{0,500})\]\([^)\s]{0,500}(?:\s[^)\n]{0,200})?\)/g, '$1')
    .replace(/\*\*|__|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, '')
}
