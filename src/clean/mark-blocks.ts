import type { Article, Block } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import { trimRange } from '../article/lines.ts'
import { readMetadata } from '../article/metadata.ts'
import { type BlockView, isOpen, type Mark, type Rule, viewsOf } from './block-view.ts'
import { authorBox } from './rules/author-box.ts'
import { boilerplate } from './rules/boilerplate.ts'
import { caption } from './rules/caption.ts'
import { contact } from './rules/contact.ts'
import { heading } from './rules/heading.ts'
import { metadata } from './rules/metadata.ts'
import { navigation } from './rules/navigation.ts'
import { relatedLink } from './rules/related-link.ts'
import { title } from './rules/title.ts'

/** In this order: later rules see what earlier ones found. */
const rules: readonly Rule[] = [
  boilerplate,
  caption,
  navigation,
  contact,
  metadata,
  authorBox,
  relatedLink,
  title,
  heading,
]

/**
 * Cleans an article: gives each block its role and reads what the file says about itself. The text is
 * never changed; a block that is part article, part noise is divided. What no rule is sure about stays
 * content.
 * @param known what is known to be noise before any rule looks: ranges inside one block each
 */
export function markBlocks(draft: ArticleDraft, known: readonly Mark[] = []): Article {
  let blocks = known.length > 0 ? applyMarks(draft.text, draft.blocks, known) : draft.blocks
  const views = new Map<Block, BlockView>()
  for (const rule of rules) {
    const marks = rule(viewsOf(draft, blocks, views))
    if (marks.length > 0) blocks = applyMarks(draft.text, blocks, marks)
  }
  // A file of nothing but noise is no article with noise around it: a list of addresses, say.
  if (!blocks.some(isOpen)) blocks = draft.blocks
  const { declared: _, ...read } = draft
  return { ...read, paths: [draft.path], blocks, ...readMetadata(draft, blocks) }
}

/** Gives marked ranges their role and leaves the rest of their blocks as they were. */
function applyMarks(text: string, blocks: readonly Block[], marks: readonly Mark[]): Block[] {
  const ordered = marks.toSorted((a, b) => a.start - b.start)
  let next = 0
  return blocks.flatMap((block) => {
    if ((ordered[next]?.start ?? Number.POSITIVE_INFINITY) >= block.end) return [block]
    const pieces: Block[] = []
    let from = block.start
    const add = (piece: Block) => {
      const [start, end] = trimRange(text, piece.start, piece.end)
      if (start < end) pieces.push({ ...piece, start, end })
    }
    for (; next < ordered.length; next += 1) {
      const mark = ordered[next] as Mark
      if (mark.start >= block.end) break
      if (mark.start < from || mark.end > block.end) continue
      add({ ...block, start: from, end: mark.start })
      add(markedBlock(block, mark))
      from = mark.end
    }
    add({ ...block, start: from })
    return pieces
  })
}

function markedBlock(block: Block, { start, end, role }: Mark): Block {
  if (role !== 'heading') return { start, end, role }
  return { start, end, role, level: block.level ?? 2 }
}
