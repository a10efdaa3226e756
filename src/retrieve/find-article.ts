import type { Article } from '../article/article.ts'
import { inOrderOfPlace } from '../article/article-place.ts'
import { inverseFrequency, type LexicalIndex } from '../store/lexical-index.ts'
import type { OpenIndex } from '../store/open-index.ts'

/** Passages that come nearest to the description, whose articles are looked at. */
const passagesLookedAt = 50
/** An article is meant only if it holds at least this share of what describes it. */
const leastShare = 0.6
/** Articles that are meant as much as the best one, within this factor of it. */
const asGood = 0.95
const mostArticles = 3

/** What the same words are worth in the title, at the beginning, and farther down. */
const placeWorth = { title: 1, lead: 0.95, passage: 0.8 } as const

/**
 * The article that a description means ("the article on the ferry timetable"), by the words of its
 * title, its beginning, and its passages; several where it fits them alike, at most three; none
 * where it fits none. Words count by how rare they are.
 */
export function findArticles(
  index: OpenIndex,
  description: string,
  sourceIds?: ReadonlySet<string>,
): Article[] {
  const { lexical } = index
  const weights = termWeights(lexical, description)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return []
  const share = (...texts: string[]): number => {
    const held = new Set(texts.flatMap((text) => lexical.terms(text)))
    let sum = 0
    for (const [term, weight] of weights) if (held.has(term)) sum += weight
    return sum / total
  }
  const scores = new Map<Article, number>()
  const raise = (article: Article, score: number) =>
    scores.set(article, Math.max(score, scores.get(article) ?? 0))
  for (const article of index.articles) {
    if (sourceIds && !sourceIds.has(article.id)) continue
    if (article.titleOrigin === 'file') raise(article, placeWorth.title * share(article.title))
  }
  const within = sourceIds ? { sourceIds } : {}
  for (const { id } of lexical.search(description, passagesLookedAt, within)) {
    const passage = index.passageById.get(id)
    const article = passage && index.articleById.get(passage.sourceId)
    if (!passage || !article) continue
    const isLead = !article.blocks.some(
      ({ role, end }) => role === 'content' && end <= passage.start,
    )
    const worth = isLead ? placeWorth.lead : placeWorth.passage
    raise(article, worth * share(article.title, passage.text))
  }
  const ranked = [...scores].sort(([, left], [, right]) => right - left)
  const best = ranked[0]?.[1] ?? 0
  if (best < leastShare) return []
  return ranked
    .filter(([, score]) => score >= best * asGood)
    .slice(0, mostArticles)
    .map(([article]) => article)
}

function termWeights(lexical: LexicalIndex, text: string): Map<string, number> {
  return new Map(
    lexical
      .terms(text)
      .map((term) => [
        term,
        inverseFrequency(lexical.passageCount, lexical.documentFrequency(term)),
      ]),
  )
}

/** Newest first; articles that show no date last, then in order of path. */
export function newestFirst(left: Article, right: Article): number {
  const [after, before] = [right.publishedAt ?? '', left.publishedAt ?? '']
  if (after !== before) return after < before ? -1 : 1
  return inOrderOfPlace(left, right)
}
