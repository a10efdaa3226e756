import type { Article } from '../article/article.ts'
import { type Passage, shortRevision, type TextRange } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { QuestionCandidate } from './candidates/candidate.ts'
import { passageCandidates } from './candidates/passage-candidates.ts'
import { distinct, inTurns } from './sample-questions.ts'

/** What was asked before, and the citations it was answered with. */
export interface Answered {
  readonly question: string
  readonly messages?: readonly { role: string; content: string }[] | undefined
  readonly filters?: { readonly source_ids?: readonly string[] | undefined } | undefined
  readonly citation_ids?: readonly string[] | undefined
}

/** Passages read on either side of a quoted one, and passages of other articles. */
const neighbours = 2
const passagesAsked = 4
const passagesRelated = 24
/** Quotes that are followed up. */
const quotesFollowed = 6
/** Two questions that share more of their words than this ask the same; a share of the shorter one. */
const mostShared = 0.75
/**
 * What a candidate must share of the question asked, as a share of the rarity of its words: where
 * that was answered, and where it was not.
 */
const leastShared = { answered: 0.15, refused: 0.35 }

interface QuotedRange extends TextRange {
  readonly article: Article
}

/**
 * Questions that could come next: of what stands beside the quotes, then of other articles with the
 * same words, in turn. Not of the quotes themselves, and not what was asked already.
 */
export function followingCandidates(index: OpenIndex, answered: Answered): QuestionCandidate[] {
  const quotes = quotedRanges(index, answered)
  const near = quotes.flatMap((quote) => passagesBeside(index, quote))
  const words = quotes.map(({ article, start, end }) => article.text.slice(start, end)).join(' ')
  const cited = new Set(quotes.map(({ article }) => article.id))
  const related = index.lexical
    .search(`${answered.question} ${words}`.slice(0, 2000), passagesRelated)
    .flatMap(({ id }) => index.passageById.get(id) ?? [])
    .filter(({ sourceId }) => !cited.has(sourceId))
  const asked = [
    answered.question,
    ...(answered.messages ?? []).flatMap(({ role, content }) => (role === 'user' ? content : [])),
  ]
  const candidatesOf = (passages: readonly Passage[]) =>
    [...new Set(passages)].flatMap((passage) => {
      const article = index.articleById.get(passage.sourceId)
      return article ? passageCandidates(article, passage) : []
    })
  const isNew = (candidate: QuestionCandidate) =>
    !asked.some((question) => asksTheSame(index, question, candidate.question)) &&
    (candidate.kind === 'heading' || !quotes.some((quote) => overlaps(quote, candidate)))
  // What stands beside an answer follows from it by its place, whatever its words.
  const hasAnswer = (answered.citation_ids ?? []).length > 0
  const relation = relationTo(index, answered.question, words, hasAnswer)
  const ranked = (passages: readonly Passage[], areAnswers: boolean) => {
    const scored = distinct(candidatesOf(passages).filter(isNew)).flatMap((candidate) => {
      const score = relation(candidate)
      return score > 0 || areAnswers ? [{ candidate, score }] : []
    })
    const order = new Map(scored.map(({ candidate }, at) => [candidate, at]))
    const placeOf = (candidate: QuestionCandidate) => order.get(candidate) ?? 0
    return scored
      .sort((a, b) => b.score - a.score || placeOf(a.candidate) - placeOf(b.candidate))
      .map(({ candidate }) => candidate)
  }
  const beside = inTurns(ranked(near, hasAnswer), ({ kind }) => kind)
  const others = inTurns(ranked(related, false), ({ sourceId }) => sourceId)
  return unlike(index, takeBoth(beside, others))
}

/**
 * How much a candidate has to do with what was asked and quoted: the rarity of the words that its
 * sentence shares with them, those of its own question twice. 0 where it shares hardly a word with the
 * question that was asked, so that nothing is suggested after a question about something else.
 */
function relationTo(
  { lexical, articleById }: OpenIndex,
  question: string,
  quotes: string,
  hasAnswer: boolean,
): (candidate: QuestionCandidate) => number {
  const rarity = (term: string) =>
    Math.log(1 + lexical.passageCount / (0.5 + lexical.documentFrequency(term)))
  const sum = (terms: Iterable<string>) => [...terms].reduce((all, term) => all + rarity(term), 0)
  const quoted = lexical.terms(quotes)
  const typed = new Set(lexical.terms(question))
  // A question in another language than the articles shares words with none of them: its quotes do.
  const isForeign = ![...typed].some((term) => lexical.documentFrequency(term) > 0)
  const asked = isForeign ? new Set(quoted) : typed
  const known = new Set([...asked, ...quoted])
  const least = (hasAnswer ? leastShared.answered : leastShared.refused) * sum(asked)
  return (candidate) => {
    const text = articleById.get(candidate.sourceId)?.text.slice(candidate.start, candidate.end)
    const own = new Set(lexical.terms(candidate.question))
    const said = new Set([...own, ...lexical.terms(text ?? '')])
    const shared = [...said].filter((term) => known.has(term))
    const ofQuestion = sum(shared.filter((term) => asked.has(term)))
    if (ofQuestion === 0 || ofQuestion < least) return 0
    return (sum(shared) + sum(shared.filter((term) => own.has(term)))) / Math.sqrt(said.size)
  }
}

/** Where the citations stand in today's texts; else what is found by the question's words. */
function quotedRanges(index: OpenIndex, { citation_ids: ids, question }: Answered): QuotedRange[] {
  if (!ids || ids.length === 0) {
    return index.lexical.search(question, passagesAsked).flatMap(({ id }) => {
      const passage = index.passageById.get(id)
      const article = passage && index.articleById.get(passage.sourceId)
      return article ? [{ article, start: passage.start, end: passage.start }] : []
    })
  }
  const wanted = ids.flatMap((id) => {
    const [, revision, start, end] = /^cit_([0-9a-f]{12})-(\d+)-(\d+)$/.exec(id) ?? []
    return revision ? [{ revision, start: Number(start), end: Number(end) }] : []
  })
  const revisions = new Set(wanted.map(({ revision }) => revision))
  const byRevision = new Map<string, Article>()
  for (const article of index.articles) {
    const revision = shortRevision(article.revision)
    if (revisions.has(revision) && !byRevision.has(revision)) byRevision.set(revision, article)
  }
  return wanted.slice(0, quotesFollowed).flatMap(({ revision, start, end }) => {
    const article = byRevision.get(revision)
    return article ? [{ article, start, end }] : []
  })
}

/** The passages of the article that hold the quote or stand next to those, the nearest first. */
function passagesBeside(index: OpenIndex, { article, start, end }: QuotedRange): Passage[] {
  const own = passagesOf(index, article)
  const at = own.findIndex((passage) => passage.end > start)
  const last = own.findIndex((passage) => passage.end >= end)
  const first = at < 0 ? own.length - 1 : at
  const behind = Math.max(first, last)
  const places = [first, behind]
  for (let away = 1; away <= neighbours; away += 1) places.push(behind + away, first - away)
  return [...new Set(places)].flatMap((place) => own[place] ?? [])
}

/** Passages are in order of article: those of one are found by halving, not by reading all. */
function passagesOf({ articles, passages }: OpenIndex, article: Article): Passage[] {
  const order = new Map(articles.map(({ id }, at) => [id, at]))
  const wanted = order.get(article.id) ?? articles.length
  let [low, high] = [0, passages.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((order.get(passages[middle]?.sourceId ?? '') ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  const found: Passage[] = []
  for (let at = low; passages[at]?.sourceId === article.id; at += 1) {
    found.push(passages[at] as Passage)
  }
  return found
}

function overlaps({ article, start, end }: QuotedRange, candidate: QuestionCandidate): boolean {
  return article.id === candidate.sourceId && start < candidate.end && end > candidate.start
}

/** Whether two questions are made of the same words, as the index tells words. */
function asksTheSame({ lexical }: OpenIndex, one: string, other: string): boolean {
  const [first, second] = [new Set(lexical.terms(one)), new Set(lexical.terms(other))]
  const shared = [...first].filter((term) => second.has(term)).length
  return shared > mostShared * Math.min(first.size, second.size)
}

/** Of those that ask the same the first. */
function unlike(index: OpenIndex, candidates: readonly QuestionCandidate[]): QuestionCandidate[] {
  const kept: QuestionCandidate[] = []
  for (const candidate of candidates) {
    if (!kept.some(({ question }) => asksTheSame(index, question, candidate.question))) {
      kept.push(candidate)
    }
  }
  return kept
}

function takeBoth<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  const longest = Math.max(first.length, second.length)
  return Array.from({ length: longest }, (_, at) => [
    ...first.slice(at, at + 1),
    ...second.slice(at, at + 1),
  ]).flat()
}
