import type { RankedPassage } from './retrieve.ts'

/** Added to the fused score, 0 to 1: enough to part passages that are about equally good. */
const preference = 0.1

const year =
  /(?<![\p{L}\p{N}.,-])(?:1[0-9]{3}|20[0-9]{2})(?![\p{L}\p{N}]|[.,-]\p{N})|(?<!\p{N})(?:1[0-9]{3}|20[0-9]{2})(?=年)/gu
const newest =
  /\b(?:latest|newest|most recent(?:ly)?|recent|recently|currently|nowadays|as of now)\b|最新|最近|近期|目前|現時|现时/i

/**
 * Puts forward passages by the dates of their articles, where a question asks for it: what is of a
 * year that it names, by the article's date or in so many words, and what is newest for "the
 * latest". Where the articles show no dates that tell them apart nothing changes: that a passage
 * speaks of a year the other scores see already. Best first, ties as they were.
 */
export function preferDates(
  question: string,
  ranked: readonly RankedPassage[],
): readonly RankedPassage[] {
  const years = [...new Set(question.match(year) ?? [])]
  const bonus = years.length > 0 ? bonusForYears(years, ranked) : bonusForNewest(question, ranked)
  if (!bonus) return ranked
  return ranked
    .map((item) => ({ ...item, score: item.score + preference * bonus(item) }))
    .sort((left, right) => right.score - left.score)
}

/** 0 to 1 for a passage. */
type Bonus = (item: RankedPassage) => number

/** The share of the years asked about that a passage is of. */
function bonusForYears(
  years: readonly string[],
  ranked: readonly RankedPassage[],
): Bonus | undefined {
  const isDatedIn = (one: string, { article }: RankedPassage) =>
    article.publishedAt?.startsWith(one) ?? false
  if (!ranked.some((item) => years.some((one) => isDatedIn(one, item)))) return undefined
  return (item) => {
    const text = [item.passage.text, ...item.passage.headingPath, item.article.title].join('\n')
    const held = years.filter((one) => isDatedIn(one, item) || text.includes(one))
    return held.length / years.length
  }
}

/** 1 for the newest date among the passages, 0 for the oldest and for none. */
function bonusForNewest(question: string, ranked: readonly RankedPassage[]): Bonus | undefined {
  if (!newest.test(question)) return undefined
  const dates = [...new Set(ranked.flatMap(({ article }) => article.publishedAt ?? []))].sort()
  if (dates.length < 2) return undefined
  const places = new Map(dates.map((date, place) => [date, place / (dates.length - 1)]))
  return ({ article }) => places.get(article.publishedAt ?? '') ?? 0
}
