import type { TextRange } from '../passage/passage.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import { headCuts } from './head-cuts.ts'
import { hasForm, kindInstances } from './kind-instances.ts'
import { holdsLimit, holdsSpeaker, opensPointingBack } from './limiting-words.ts'
import { hasMainClause } from './main-clause.ts'
import type { RelevantWord } from './relevant-words.ts'
import type { Tagger } from './tag-words.ts'
import { readTaggedSentence, type TaggedSentence } from './tagged-sentence.ts'
import { type ClauseRelation, tailCuts } from './tail-cuts.ts'

export interface ClauseCutRequest {
  /** One whole sentence, in English. */
  readonly sentence: string
  readonly question: string
  readonly kind: QuestionKind
  /** Words of the sentence that speak of what is asked; ranges are into the sentence. */
  readonly relevant: readonly RelevantWord[]
  /** For a quote behind the first one, which is cut more readily. */
  readonly isFurther: boolean
}

/** How readily a quote is cut. Counts are of words between white space. */
interface Readiness {
  readonly leastSaved: number
  /** Share of the relevance that may be cut off. */
  readonly mostLost: number
  /** What may go where the form of a word cannot tell whether it is what is asked for. */
  readonly relations: ReadonlySet<ClauseRelation>
}

const first: Readiness = {
  leastSaved: 8,
  mostLost: 0,
  relations: new Set(['aside', 'apposition', 'purpose']),
}
const further: Readiness = {
  leastSaved: 6,
  mostLost: 0.2,
  relations: new Set([...first.relations, 'relative', 'coordinate', 'time']),
}
const leastKept = 7
/** What is asked for stands near the words of the question: so far from a cut they must be. */
const leastDistance = 6
/** UTF-16 units; a longer sentence is a table or a list. */
const longestSentence = 4000

/** What one cut would do. */
interface Cut {
  readonly kept: TextRange
  readonly dropped: TextRange
  readonly relation: ClauseRelation
}

/**
 * The part of a sentence to quote: one standing clause with all that limits it, names its speaker
 * and speaks of what is asked; in any doubt the whole sentence.
 * @returns a range into the sentence
 */
export function cutClause(tagger: Tagger, request: ClauseCutRequest): TextRange {
  const { sentence } = request
  const whole = { start: 0, end: sentence.length }
  const readiness = request.isFurther ? further : first
  if (sentence.length > longestSentence || /[?？]\W*$/.test(sentence)) return whole
  if (countWords(sentence) < leastKept + readiness.leastSaved) return whole
  const read = readTaggedSentence(tagger, sentence)
  if (!read) return whole
  const isSafe = (cut: Cut) => stands(read, cut) && keepsAnswer(read, request, readiness, cut)
  const tail = tailCuts(read)
    .map(({ at, relation }): Cut => {
      const end = read.words[at - 1]?.end ?? 0
      return { kept: { start: 0, end }, dropped: { start: end, end: whole.end }, relation }
    })
    .find(isSafe)
  const end = tail?.kept.end ?? whole.end
  const head = headCuts(read)
    .map(({ at, relation }): Cut => {
      const start = read.words[at]?.start ?? 0
      return { kept: { start, end }, dropped: { start: 0, end: start }, relation }
    })
    .filter(({ kept }) => kept.start < end)
    .findLast(isSafe)
  return { start: head?.kept.start ?? 0, end }
}

/** Whether what is kept reads as a sentence, and nothing cut off limits it or says whose it is. */
function stands(read: TaggedSentence, { kept, dropped, relation }: Cut): boolean {
  const lost = read.text.slice(dropped.start, dropped.end)
  if (holdsLimit(lost) || holdsSpeaker(lost)) return false
  const words = wordsIn(read, kept)
  const semicolon = words.findLastIndex(({ word }) => word === ';')
  if (!hasMainClause(words) || !hasMainClause(words.slice(semicolon + 1))) return false
  if (kept.start === 0) return true
  if (opensPointingBack(read.text.slice(kept.start, kept.end))) return false
  return relation !== 'coordinate' || hasMainClause(wordsIn(read, dropped))
}

function keepsAnswer(
  read: TaggedSentence,
  request: ClauseCutRequest,
  { leastSaved, mostLost, relations }: Readiness,
  cut: Cut,
): boolean {
  const { kept, dropped, relation } = cut
  const { kind, question, relevant } = request
  const lost = read.text.slice(dropped.start, dropped.end)
  if (countWords(lost) < leastSaved) return false
  if (countWords(read.text.slice(kept.start, kept.end)) < leastKept) return false
  if (kind === 'date' && relation === 'time') return false
  if (kind === 'reason' && (relation === 'reason' || relation === 'purpose')) return false
  if (kind === 'list' && /,|\b(?:and|or)\b/.test(lost.slice(2))) return false
  if (!hasForm(kind)) {
    if (!relations.has(relation)) return false
    if (!request.isFurther && distanceToCut(read, relevant, cut) < leastDistance) return false
  } else if (kindInstances(read.words, dropped, kind, question).length > 0) {
    if (kindInstances(read.words, kept, kind, question).length === 0) return false
  }
  return lostShare(relevant, cut) <= mostLost
}

/** Share of the relevance that only the part cut off holds, 0 to 1; 1 where the kept part has none. */
function lostShare(relevant: readonly RelevantWord[], { kept, dropped }: Cut): number {
  const keptBest = bestOfTopics(relevant, kept)
  if (keptBest.size === 0) return 1
  let lost = 0
  for (const [topic, weight] of bestOfTopics(relevant, dropped)) {
    lost += Math.max(0, weight - (keptBest.get(topic) ?? 0))
  }
  const held = [...keptBest.values()].reduce((sum, weight) => sum + weight, 0)
  return lost / (held + lost)
}

function bestOfTopics(relevant: readonly RelevantWord[], range: TextRange): Map<string, number> {
  const best = new Map<string, number>()
  for (const { start, end, topic, weight } of relevant) {
    if (start < range.start || end > range.end) continue
    best.set(topic, Math.max(best.get(topic) ?? 0, weight))
  }
  return best
}

/** Words between the cut and the nearest relevant word that is kept; 0 where there is none. */
function distanceToCut(
  read: TaggedSentence,
  relevant: readonly RelevantWord[],
  { kept, dropped }: Cut,
): number {
  const near = relevant.filter(({ start, end }) => start >= kept.start && end <= kept.end)
  if (near.length === 0) return 0
  const isTail = dropped.start >= kept.end
  const from = isTail ? Math.max(...near.map(({ end }) => end)) : kept.start
  const to = isTail ? kept.end : Math.min(...near.map(({ start }) => start))
  return wordsIn(read, { start: from, end: to }).filter(({ tag }) => tag !== 'PUNCT').length
}

function wordsIn({ words }: TaggedSentence, range: TextRange) {
  return words.filter(({ start, end }) => start >= range.start && end <= range.end)
}

function countWords(text: string): number {
  return text.trim().split(/\s+/).length
}
