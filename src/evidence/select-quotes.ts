import { type TextRange, textWithin } from '../passage/passage.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import type { Evidence, Quote } from './evidence.ts'

/** Nearest sentences shown with a refusal. */
const nearestShown = 3

/** How many sentences a kind of question gets, and how far below the best one a further one may be. */
interface Appetite {
  readonly most: number
  readonly margin: number
  /** The margin of sentences that hold a thing of the kind asked for, and of those that do not. */
  readonly byKind?: { readonly held: number; readonly lacking: number }
  /** Best quote of each of this many articles, before second quotes of any. */
  readonly articles: number
}

const fact: Appetite = {
  most: 3,
  margin: 0.3,
  byKind: { held: 0.45, lacking: 0.15 },
  articles: 1,
}
const appetites: Readonly<Partial<Record<QuestionKind, Appetite>>> = {
  list: { most: 8, margin: 0.6, articles: 2 },
  comparison: { most: 7, margin: 0.8, articles: 3 },
  reason: { most: 4, margin: 0.4, articles: 1 },
}

/** Score that a further sentence of e times the usual length must have more; measured in docs/quality.md. */
const penaltyOfLength = 0.15

/** Length of a usual sentence, and under which no sentence counts as shorter, in UTF-16 units. */
const usual = 150
const shortest = 48

/** A further sentence that ends so only announces what follows it. */
const leadsIn = /[:：]$/

/** A sentence that opens so points at the one before it. */
const unresolvedOpener =
  /^["“‘'「『]?(he|she|they|it|his|her|their|its|this|these|those|such|the (former|latter|two|same|move|scheme|agreement|plan)|both|also|in addition|moreover|furthermore|he also)\b|^["“‘'「『]?[他她它]|^["“‘'「『]?(该|該|此|这|這|其)/i

/** A sentence that opens so takes back part of the one before it. */
const takesBack =
  /^["“‘'「『]?(however|but|yet|nevertheless|nonetheless|still|unless|except|although|on the other hand|not)\b|^["“‘'「『]?(但|然而|不过|不過|除非)/i

/**
 * As many quotes as the question needs, best first: whole sentences, with the sentence before when
 * one would open with an unresolved pronoun, and with the "however" that follows. Quotes that touch
 * or overlap become one. For a comparison every article gets its best quote before any gets a second.
 * @param evidence best first
 */
export function selectQuotes(
  evidence: readonly Evidence[],
  kind: QuestionKind,
  maxQuotes?: number,
): Quote[] {
  const appetite = appetites[kind] ?? fact
  const most = Math.max(maxQuotes ?? 0, appetite.most)
  const mostQuotes = Math.min(maxQuotes ?? most, 20)
  const best = evidence[0]
  if (!best) return []
  const near = evidence.filter(
    (item) =>
      item === best ||
      (!leadsIn.test(item.text) &&
        item.score - lengthPenalty(item) >= best.score - marginOf(item, appetite)),
  )
  const quotes: Quote[] = []
  for (const item of inOrderOfNeed(near, appetite.articles).slice(0, most)) {
    if (quotes.length >= mostQuotes) break
    addQuote(quotes, { evidence: item, ...withContext(item) })
  }
  return quotes
}

/** Quotes of sentences that were picked one by one, in that order, by the same rules. */
export function quoteSentences(picked: readonly Evidence[]): Quote[] {
  const quotes: Quote[] = []
  for (const item of picked) addQuote(quotes, { evidence: item, ...withContext(item) })
  return quotes
}

function marginOf({ holdsKind }: Evidence, { margin, byKind }: Appetite): number {
  if (holdsKind === undefined || !byKind) return margin
  return holdsKind > 0 ? byKind.held : byKind.lacking
}

/** A further sentence has to be worth its length: what a score must be higher by where it is long. */
function lengthPenalty({ text }: Evidence): number {
  return penaltyOfLength * Math.log(Math.max(text.length, shortest) / usual)
}

function inOrderOfNeed(evidence: readonly Evidence[], articles: number): Evidence[] {
  const seen = new Set<string>()
  const leaders = evidence.filter((item) => {
    const id = item.ranked.article.id
    if (seen.has(id) || seen.size >= articles) return false
    seen.add(id)
    return true
  })
  return [...leaders, ...evidence.filter((item) => !leaders.includes(item))]
}

function withContext(item: Evidence): TextRange {
  const { passage } = item.ranked
  let { start, end } = item
  const previous = passage.sentences[item.position - 1]
  if (unresolvedOpener.test(item.text) && previous && joined(item, previous.end, start)) {
    start = previous.start
  }
  const next = passage.sentences[item.position + 1]
  if (next && takesBack.test(textWithin(passage, next)) && joined(item, end, next.start))
    end = next.end
  return { start, end }
}

/** True when only white space within one paragraph parts the two places. */
function joined(item: Evidence, from: number, to: number): boolean {
  return /^[^\S\n]*$/.test(textWithin(item.ranked.passage, { start: from, end: to }))
}

function touches(quote: Quote, range: Quote): boolean {
  const { passage } = quote.evidence.ranked
  if (passage.revision !== range.evidence.ranked.passage.revision) return false
  if (quote.start < range.end && range.start < quote.end) return true
  const [left, right] = quote.start < range.start ? [quote, range] : [range, quote]
  return (
    passage.id === range.evidence.ranked.passage.id && joined(left.evidence, left.end, right.start)
  )
}

/** Puts a quote with all those it touches: a sentence between two quotes makes one of them. */
function addQuote(quotes: Quote[], added: Quote): void {
  let whole = added
  let place = quotes.length
  for (let at = quotes.findIndex((quote) => touches(quote, whole)); at >= 0; ) {
    const [quote] = quotes.splice(at, 1)
    if (!quote) break
    const evidence = at < place ? quote.evidence : whole.evidence
    place = Math.min(place, at)
    const start = Math.min(quote.start, whole.start)
    whole = { evidence, start, end: Math.max(quote.end, whole.end) }
    at = quotes.findIndex((other) => touches(other, whole))
  }
  quotes.splice(place, 0, whole)
}

/** Quotes of one article stand together, articles in the order of their best quote. */
export function inReadingOrder(quotes: readonly Quote[]): Quote[] {
  const groups = new Map<string, Quote[]>()
  for (const quote of quotes) {
    const { id } = quote.evidence.ranked.article
    groups.set(id, [...(groups.get(id) ?? []), quote])
  }
  return [...groups.values()].flat()
}

/** The best sentence of each of the nearest passages: shown with a refusal, never as an answer. */
export function nearestQuotes(evidence: readonly Evidence[]): Quote[] {
  const seen = new Set<string>()
  const quotes: Quote[] = []
  for (const item of evidence) {
    if (seen.has(item.ranked.passage.id) || quotes.length === nearestShown) continue
    seen.add(item.ranked.passage.id)
    quotes.push({ evidence: item, start: item.start, end: item.end })
  }
  return quotes
}
