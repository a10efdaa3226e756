import type { Article, Block } from '../article/article.ts'
import { columns, endsSentence, isOpen } from './block-view.ts'
import { edgeSentences } from './edge-sentences.ts'

/** What blocks of different articles are compared by. */
export interface BlockPrint extends Pick<Block, 'start' | 'end' | 'role'> {
  /** Folded words, without what changes from page to page; empty where nothing else is there. */
  readonly key: string
  readonly isOpen: boolean
  /** Whether it shows a whole date. */
  readonly isDated: boolean
  /** Whether it ends as a sentence does. */
  readonly isSentence: boolean
  /** A sentence that is as long as those of a paragraph. */
  readonly isProse: boolean
  /** Whether somebody is quoted in it at some length. */
  readonly isSpoken: boolean
  /** In columns, at most `widest`. */
  readonly width: number
  /** Ranges of the first and last sentence, of prose that has more than one. */
  readonly first?: KeyedRange
  readonly last?: KeyedRange
}

/** A range of the text, and what it is compared by. */
export interface KeyedRange {
  readonly start: number
  readonly end: number
  readonly key: string
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
    const text = article.text.slice(block.start, Math.min(block.end, block.start + widest))
    const width = columns(text)
    const isSentence = endsSentence(article.text.slice(block.start, block.end))
    const print = {
      start: block.start,
      end: block.end,
      role: block.role,
      key: keyOf(cut(article.text, block), article.byline),
      isOpen: isOpen(block) || block.role === 'title',
      isDated: width < 240 && dates.some((pattern) => text.toLowerCase().search(pattern) >= 0),
      isSentence,
      isProse: isSentence && width >= 60,
      isSpoken: /[“「『«"][^”」』»"]{20,}[”」』»"]/.test(text),
      width,
    }
    if (!print.isProse || !print.isOpen) return print
    const edges = edgeSentences(article, block)
    if (!edges) return print
    const keyed = (range: { start: number; end: number }): KeyedRange => ({
      ...range,
      key: keyOf(article.text.slice(range.start, range.end), article.byline),
    })
    return { ...print, first: keyed(edges.first), last: keyed(edges.last) }
  })
}

function cut(text: string, { start, end }: Block): string {
  if (end - start <= widest) return text.slice(start, end)
  return `${text.slice(start, start + widest / 2)} ${text.slice(end - widest / 2, end)}`
}

function keyOf(text: string, byline: string | null): string {
  let folded = text.normalize('NFKC').toLowerCase()
  if (/\d/.test(folded)) for (const pattern of changing) folded = folded.replace(pattern, ' ')
  if (byline && byline.length > 3) folded = folded.replaceAll(byline.toLowerCase(), ' ')
  return (folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ')
}
