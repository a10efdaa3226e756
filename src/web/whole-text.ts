import type { Block } from '../article/article.ts'
import type { StoredRevision } from '../store/revisions.ts'

/** The blocks, and as blocks of their own any text that none of them holds, so that nothing is lost. */
export function wholeText({ text, article }: StoredRevision): Block[] {
  const whole: Block[] = []
  let at = 0
  const addGap = (end: number) => {
    const gap = text.slice(at, end)
    if (gap.trim() === '') return
    const start = at + gap.length - gap.trimStart().length
    whole.push({ start, end: at + gap.trimEnd().length, role: 'boilerplate' })
  }
  for (const block of article.blocks) {
    addGap(block.start)
    whole.push(block)
    at = block.end
  }
  addGap(text.length)
  return whole
}
