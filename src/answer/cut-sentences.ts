import type { Article } from '../article/article.ts'
import type { TextRange } from '../passage/passage.ts'
import { splitSentences } from '../passage/split-sentences.ts'
import type { Citation } from './answer.ts'

/** UTF-16 units of a block read on either side of a border: no sentence to be quoted is longer. */
const sight = 4000

/** Tells whether a range of an article's text begins or ends inside a sentence. */
export function cutSentences(
  article: Pick<Article, 'blocks' | 'language'>,
  text: string,
  { start, end }: TextRange,
): Pick<Citation, 'starts_mid_sentence' | 'ends_mid_sentence'> {
  return {
    starts_mid_sentence: isInside(article, text, start),
    ends_mid_sentence: isInside(article, text, end),
  }
}

function isInside(
  { blocks, language }: Pick<Article, 'blocks' | 'language'>,
  text: string,
  offset: number,
): boolean {
  const block = blocks.find((candidate) => candidate.start < offset && offset < candidate.end)
  // Lines that say where an article comes from are no sentences.
  if (!block || block.role === 'metadata') return false
  const near = {
    start: Math.max(block.start, offset - sight),
    end: Math.min(block.end, offset + sight),
  }
  return splitSentences(text, near, language).some(
    (sentence) => sentence.start < offset && offset < sentence.end,
  )
}
