import type { BlockRole } from '../article/article.ts'
import type { MessageKey } from './messages/catalogue.ts'
import type { ReaderBlock } from './reader-document.ts'

/** Blocks that are no text of the article: answers quote none of them, or only where one is asked for. */
const noiseLabels = {
  caption: 'noise.caption',
  navigation: 'noise.navigation',
  'related-link': 'noise.related-link',
  contact: 'noise.contact',
  boilerplate: 'noise.boilerplate',
  metadata: 'noise.metadata',
} as const satisfies Partial<Record<BlockRole, MessageKey>>

type NoiseLabel = (typeof noiseLabels)[keyof typeof noiseLabels]

export interface BlockGroup {
  readonly label: NoiseLabel | null
  readonly blocks: ReaderBlock[]
}

/** Neighbouring blocks of the same noise share one label. */
export function groupNoise(blocks: readonly ReaderBlock[]): BlockGroup[] {
  const groups: BlockGroup[] = []
  for (const block of blocks) {
    const label =
      block.role in noiseLabels ? noiseLabels[block.role as keyof typeof noiseLabels] : null
    const last = groups.at(-1)
    if (last && last.label === label) last.blocks.push(block)
    else groups.push({ label, blocks: [block] })
  }
  return groups
}
