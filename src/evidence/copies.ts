import type { Article } from '../article/article.ts'
import { type Passage, type TextRange, textWithin } from '../passage/passage.ts'
import {
  isCommonplace,
  printSentence,
  type SentencePrint,
  saySame,
} from '../passage/same-sentence.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { Evidence, Quote } from './evidence.ts'

/** Other articles named at most beside a quote. */
const copiesNamed = 10

/** Where another article says the same: whole sentences of it. */
export interface Copy extends TextRange {
  readonly article: Article
  readonly passage: Passage
}

/**
 * Evidence without the sentences that a better one of another article says in the same words. What an
 * article says twice itself stays: each time it stands in another context.
 */
export function withoutRepeats(evidence: readonly Evidence[]): Evidence[] {
  const kept = new Map<string, { print: SentencePrint; articleId: string }[]>()
  return evidence.filter(({ text, ranked }) => {
    const print = printSentence(text)
    if (isCommonplace(print)) return true
    const articleId = ranked.article.id
    const alike = kept.get(print.key) ?? []
    const isRepeated = alike.some(
      (other) => other.articleId !== articleId && saySame(other.print, print),
    )
    if (isRepeated) return false
    kept.set(print.key, [...alike, { print, articleId }])
    return true
  })
}

/**
 * Gives each quote the places in other articles that say the same sentences, from among the passages
 * that were found. Their offsets are those of the copies' own sentences.
 */
export function withCopies(quotes: readonly Quote[], found: readonly RankedPassage[]): Quote[] {
  if (quotes.length === 0) return []
  const prints = new Map<RankedPassage, SentencePrint[]>()
  const printsOf = (ranked: RankedPassage): SentencePrint[] => {
    const known = prints.get(ranked) ?? printAll(ranked.passage, ranked.passage.sentences)
    prints.set(ranked, known)
    return known
  }
  return quotes.map((quote) => {
    const { passage, article } = quote.evidence.ranked
    const sentences = passage.sentences.filter(
      (range) => range.start < quote.end && quote.start < range.end,
    )
    const wanted = printAll(passage, sentences)
    const copies = new Map<string, Copy>()
    for (const ranked of found) {
      if (ranked.article.id === article.id || copies.has(ranked.article.id)) continue
      const at = placeOf(wanted, printsOf(ranked))
      const first = ranked.passage.sentences[at]
      const last = ranked.passage.sentences[at + wanted.length - 1]
      if (!first || !last) continue
      copies.set(ranked.article.id, { ...ranked, start: first.start, end: last.end })
    }
    const named = [...copies.values()].slice(0, copiesNamed)
    return named.length > 0 ? { ...quote, copies: named } : quote
  })
}

/** Where the sentences stand one behind the other in a passage; -1 where they do not. */
function placeOf(wanted: readonly SentencePrint[], all: readonly SentencePrint[]): number {
  if (wanted.every(isCommonplace)) return -1
  return all.findIndex((_, at) =>
    wanted.every((print, offset) => {
      const other = all[at + offset]
      return other !== undefined && saySame(print, other)
    }),
  )
}

function printAll(passage: Passage, ranges: readonly TextRange[]): SentencePrint[] {
  return ranges.map((range) => printSentence(textWithin(passage, range)))
}
