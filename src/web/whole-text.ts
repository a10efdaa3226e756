import type { Block } from '../article/article.ts'
import type { StoredRevision } from '../store/revisions.ts'

/** The bullet or number of a list's item, on the line it belongs to. */
const listMarker = /(?:[•*+-]|\d{1,9}[.)])[ \t]+$/

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
    const marker = listMarker.exec(text.slice(Math.max(at, block.start - 12), block.start))
    const start = block.start - (marker?.[0].length ?? 0)
    addGap(start)
    whole.push({ ...block, start })
    at = block.end
  }
  addGap(text.length)
  return whole
}
