import type { Article } from '../article/article.ts'
import { nextTurn } from '../next-turn.ts'
import type { Passage } from '../passage/passage.ts'
import type { QuestionCandidate } from './candidates/candidate.ts'
import { passageCandidates } from './candidates/passage-candidates.ts'

/** Articles that questions are made of: more would not make the first few any better. */
const mostArticles = 48

/**
 * Questions that a reader could ask of these articles; article after article in turn, so that the
 * first few come from different ones, and of one article the kinds of question in turn. Of many
 * articles some are taken, evenly over all. Others get their turn after each passage.
 */
export async function sampleCandidates(
  articles: readonly Article[],
  passages: readonly Passage[],
): Promise<QuestionCandidate[]> {
  const chosen = evenly(articles, mostArticles)
  const own = new Map<string, Passage[]>(chosen.map(({ id }) => [id, []]))
  for (const passage of passages) own.get(passage.sourceId)?.push(passage)
  const lists: QuestionCandidate[][] = []
  for (const article of chosen) {
    const made: QuestionCandidate[] = []
    for (const passage of own.get(article.id) ?? []) {
      await nextTurn()
      made.push(...passageCandidates(article, passage))
    }
    lists.push(inTurns(distinct(made), ({ kind }) => kind))
  }
  return takeTurns(lists)
}

/** Each question once, where it comes first. */
export function distinct<Made extends { question: string }>(made: readonly Made[]): Made[] {
  const seen = new Set<string>()
  return made.filter(({ question }) => !seen.has(question) && seen.add(question))
}

/** The first of each group, then the second of each, groups in the order of their first. */
export function inTurns<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(groupOf(item))
    if (group) group.push(item)
    else groups.set(groupOf(item), [item])
  }
  return takeTurns([...groups.values()])
}

function takeTurns<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat()
}

function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, at) => Math.floor((at * items.length) / most)).flatMap(
    (place) => items.slice(place, place + 1),
  )
}
