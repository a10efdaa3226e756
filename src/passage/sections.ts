import type { Article, Block } from '../article/article.ts'

/** Neighbouring content blocks under the same headings, with no noise between them. */
export interface Section {
  readonly headingPath: readonly string[]
  readonly blocks: readonly Block[]
}

/**
 * The runs of content that passages may be made of. A heading, or noise between two blocks, ends a
 * run. An article of nothing but headings is one run of them, so that it can be found at all.
 */
export function sectionsOf(article: Article): Section[] {
  const sections: Section[] = []
  let path: { level: number; text: string }[] = []
  let run: Block[] = []
  const finish = () => {
    if (run.length > 0) sections.push({ headingPath: path.map(({ text }) => text), blocks: run })
    run = []
  }
  for (const block of article.blocks) {
    if (block.role === 'content') {
      run.push(block)
      continue
    }
    finish()
    if (block.role !== 'heading') continue
    const level = block.level ?? 2
    path = path.filter((above) => above.level < level)
    path.push({ level, text: oneLine(article.text.slice(block.start, block.end)) })
  }
  finish()
  if (sections.length > 0) return sections
  const headings = article.blocks.filter(({ role }) => role === 'heading')
  return headings.length > 0 ? [{ headingPath: [], blocks: headings }] : []
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
