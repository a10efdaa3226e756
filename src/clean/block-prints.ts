import type { Article, Block } from '../article/article.ts'
import { columns, endsSentence, isOpen } from './block-view.ts'
import { edgeSentences } from './edge-sentences.ts'
import { numberOf } from './key-numbers.ts'

/** What blocks of different articles are compared by: numbers and marks, none of the words. */
export interface BlockPrint extends KeyedRange {
  /** Whether a rule may still give it a role, or took it for the title. */
  readonly isOpen: boolean
  readonly isHeading: boolean
  /** Whether it shows a whole date. */
  readonly isDated: boolean
  /** Whether it ends as a sentence does. */
  readonly isSentence: boolean
  /** A sentence that is as long as those of a paragraph. */
  readonly isProse: boolean
  /** Whether somebody is quoted in it at some length. */
  readonly isSpoken: boolean
  /** The first and last sentence of prose that has more than one. */
  readonly edges?: readonly [KeyedRange, KeyedRange]
}

/** A range of the text, and what it is compared by. */
export interface KeyedRange {
  /** UTF-16 units, end exclusive. */
  readonly start: number
  readonly end: number
  /** Equal for equal words, without what changes from page to page; 0 where nothing else is there. */
  readonly key: number
}

/** Only so much of a block is compared; longer ones are equal when they begin and end alike. */
const widest = 2000

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dates: readonly RegExp[] = [
  /\b\d{4}-\d{2}-\d{2}(?:t[\d:.+z-]+)?/g,
  /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?/g,
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? ${month}\\.?,? \\d{4}\\b`, 'g'),
  new RegExp(`\\b${month}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}\\b`, 'g'),
  /\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b/g,
]
const changing: readonly RegExp[] = [
  ...dates,
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?/g,
  /\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?\b)?(?:\s*(?:gmt|utc|bst|cet|est|edt|hkt)\b)?/g,
  /(?:©|\(c\)|copyright)\s*\d{4}(?:\s*[-–]\s*\d{4})?/g,
  /\b\d[\d.,]*k?(?=\s*(?:[- ]?min(?:ute)?s?\b|comments?\b|repl(?:y|ies)\b|shares?\b|views?\b|likes?\b|votes?\b|reads?\b|hours?\s+ago|days?\s+ago|minutes?\s+ago|次|人阅读|条评论|條評論))/g,
  /(?<=(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|分享|comments?|views?|shares?|likes?)\s*[:：(（]?\s*)\d[\d.,]*/g,
]

/**
 * What the blocks of a cleaned article are compared by with those of others of its site. Dates, times
 * and counters are left out, and so is who wrote the article; any other number counts.
 */
export function printBlocks(article: Article): BlockPrint[] {
  return article.blocks.map((block) => {
    const { start, end } = block
    const text = cut(article.text, block)
    const isSentence = endsSentence(text)
    const isLong = columns(text) >= 60
    const isTitle = block.role === 'title'
    const print = {
      start,
      end,
      key: keyOf(text, article.byline),
      isOpen: isOpen(block) || isTitle,
      isHeading: block.role === 'heading',
      isDated: /\d{4}/.test(text) && text.length < 240 && showsDate(text),
      isSentence,
      isProse: isSentence && isLong && !isTitle,
      isSpoken: /[“「『«"][^”」』»"]{20,}[”」』»"]/.test(text),
    }
    const edges = print.isProse && print.isOpen ? edgeSentences(article, block) : undefined
    if (!edges) return print
    const keyed = (range: { start: number; end: number }): KeyedRange => ({
      ...range,
      key: keyOf(article.text.slice(range.start, range.end), article.byline),
    })
    return { ...print, edges: [keyed(edges.first), keyed(edges.last)] }
  })
}

function showsDate(text: string): boolean {
  const lower = text.toLowerCase()
  return dates.some((pattern) => lower.search(pattern) >= 0)
}

function cut(text: string, { start, end }: Block): string {
  if (end - start <= widest) return text.slice(start, end)
  return `${text.slice(start, start + widest / 2)} ${text.slice(end - widest / 2, end)}`
}

function keyOf(text: string, byline: string | null): number {
  let folded = text.normalize('NFKC').toLowerCase()
  if (/\d/.test(folded)) for (const pattern of changing) folded = folded.replace(pattern, ' ')
  if (byline && byline.length > 3) folded = folded.replaceAll(byline.toLowerCase(), ' ')
  const words = folded.match(/[\p{L}\p{N}\p{M}]+/gu)
  return words ? numberOf(words.join(' ')) : 0
}
