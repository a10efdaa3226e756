import type { Article, Block } from '../article/article.ts'
import { trimRange } from '../article/lines.ts'

const sentenceEnd = /[.!?…]+["'”’»)\]]*(?=\s+["'“‘«([]?[\p{Lu}\p{N}])|[。！？…]+["'”’」』）]*/gu
/** Shorter than this, a piece ends with an abbreviation rather than a sentence. UTF-16 units. */
const shortest = 12
/** Longer paragraphs are looked at only at their ends. */
const longest = 4000

interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The first and last sentence of a block of several, cut at the clearest ends only. Undefined for a
 * block of one sentence, and for one with marks of Markdown that a cut could part.
 */
export function edgeSentences(
  { text, format }: Pick<Article, 'text' | 'format'>,
  { start, end }: Pick<Block, 'start' | 'end'>,
): { first: Range; last: Range } | undefined {
  if (end - start > longest) return undefined
  const shown = text.slice(start, end)
  if (format === 'markdown' && /[*_`[\]]/.test(shown)) return undefined
  const ends = [...shown.matchAll(sentenceEnd)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at >= shortest && shown.length - at >= shortest)
  const [head, tail] = [ends[0], ends.at(-1)]
  if (head === undefined || tail === undefined) return undefined
  const [lastStart, lastEnd] = trimRange(text, start + tail, end)
  return { first: { start, end: start + head }, last: { start: lastStart, end: lastEnd } }
}
