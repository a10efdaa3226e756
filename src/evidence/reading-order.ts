import type { Quote } from './evidence.ts'
import { inReadingOrder } from './select-quotes.ts'

/** Asks how something went on over time. */
const overTime =
  /\bhow (?:has|have|had|did|does|do|is|are)\b.{0,200}\b(?:chang|evolv|develop|grow|grew|progress|mov|shift|fare)|\bchange[ds]? (?:between|from|over|since)\b|\bover (?:time|the (?:years|past|last|decades))\b|\b(?:history|timeline|chronology|evolution|trend) of\b|变化|變化|演变|演變|历年|歷年|发展历程|發展歷程/is

const year = /(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)/

/**
 * The order in which quotes are read: those of one article together, articles with the best quote
 * first; where the question asks how something changed, the oldest article first. An article
 * without a date of its own stands where the first year of its quotes puts it, else at the end.
 */
export function orderQuotes(question: string, quotes: readonly Quote[]): Quote[] {
  const grouped = inReadingOrder(quotes)
  if (!overTime.test(question)) return grouped
  const dates = new Map<string, string>()
  for (const { evidence, start, end } of grouped) {
    const { article } = evidence.ranked
    const known = dates.get(article.id)
    const named = year.exec(article.text.slice(start, end))?.[0]
    const date = article.publishedAt ?? [known, named].filter(Boolean).sort()[0]
    if (date) dates.set(article.id, date)
  }
  const dateOf = (quote: Quote) => dates.get(quote.evidence.ranked.article.id) ?? '9999'
  return grouped.sort((left, right) =>
    dateOf(left) < dateOf(right) ? -1 : dateOf(left) > dateOf(right) ? 1 : 0,
  )
}
