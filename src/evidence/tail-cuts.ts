import {
  ahead,
  holdsGerund,
  isApposition,
  isCoordinate,
  isNoun,
  isPastTime,
  isPronounClause,
  isPurpose,
  isReducedRelative,
  isRelative,
  isVerb,
  isWithParticiple,
} from './clause-shapes.ts'
import { isFiniteVerb } from './finite-verb.ts'
import { holdsSpeaker } from './limiting-words.ts'
import type { TaggedWord } from './tag-words.ts'
import {
  chunkEnd,
  chunkStart,
  isGerund,
  opensClause,
  skipAdverbs,
  type TaggedSentence,
} from './tagged-sentence.ts'

/** What a clause is to the one that it is cut from. */
export type ClauseRelation =
  /** Says more of a noun: ", which …", ", a city in …". */
  | 'relative'
  | 'apposition'
  /** Says how, by what, or with what outcome: ", making …", ", built by …". */
  | 'participle'
  /** Names some of what was spoken of: ", including …". */
  | 'example'
  /** Names what was announced: ": …". */
  | 'list'
  /** A statement of its own: "; …", ", and …". */
  | 'coordinate'
  | 'reason'
  | 'purpose'
  | 'time'
  /** Behind a dash or in brackets at the end. */
  | 'aside'

/** A place where a sentence can end early: `at` is the mark or word that opens what is cut off. */
export interface TailCut {
  readonly at: number
  readonly relation: ClauseRelation
}

const examples = /^(?:including|especially|particularly|notably|such as)\b/
const additions = /^(?:as well as|along with|together with|followed by|in addition to)\b/
const reasons = new Set(['because', 'due', 'owing', 'thanks'])
/** Marks and words that open what may be cut off. */
const openings = new Set([',', ';', ':', '(', '—', '–', '--', 'and', 'in', 'so'])
/** Words that wait for another behind them. */
const openTags = new Set(['AUX', 'ADP', 'CCONJ', 'SCONJ', 'DET', 'PART'])

/** Where the end of a sentence may be left out with the clause before it still whole, in order. */
export function tailCuts(sentence: TaggedSentence): TailCut[] {
  const { words } = sentence
  const cuts: TailCut[] = []
  for (const [at, mark] of words.entries()) {
    const before = words[at - 1]
    if (!openings.has(mark.word) || !before || before.word === ',' || openTags.has(before.tag))
      continue
    const relation = relationAt(sentence, at, mark)
    if (relation && leavesWhole(sentence, at, relation)) cuts.push({ at, relation })
  }
  return cuts
}

function relationAt(
  sentence: TaggedSentence,
  at: number,
  mark: TaggedWord,
): ClauseRelation | undefined {
  const { words, enclosed } = sentence
  if (mark.word === '(' && !enclosed[at - 1])
    return isLastBracket(sentence, at) ? 'aside' : undefined
  if (enclosed[at] || !words[at + 1]) return undefined
  if (mark.word === ';') {
    const isList = words.slice(0, at).some(({ word }) => word === ':')
    return !isList && opensClause(words, at + 1) ? 'coordinate' : undefined
  }
  if (isDash(sentence, at)) return isOnlyDash(sentence, at) ? 'aside' : undefined
  if (mark.word === ':') return isList(sentence, at) ? 'list' : undefined
  if (isPurpose(words, at)) return 'purpose'
  if (mark.word === 'and') return isPronounClause(words, at) ? 'coordinate' : undefined
  return mark.word === ',' ? relationBehindComma(words, at) : undefined
}

function relationBehindComma(words: readonly TaggedWord[], at: number): ClauseRelation | undefined {
  const next = skipAdverbs(words, at + 1)
  const first = words[next]
  if (!first) return undefined
  if (isRelative(words, at + 1)) return 'relative'
  if (examples.test(ahead(words, at + 1)) || examples.test(ahead(words, next))) return 'example'
  if (additions.test(ahead(words, at + 1))) return 'example'
  if (/^whil(?:e|st)$/.test(first.word))
    return isGerund(words[skipAdverbs(words, next + 1)]) ? 'participle' : undefined
  if (isGerund(first)) return holdsGerund(words, at) ? undefined : 'participle'
  if (first.word === 'with') return isWithParticiple(words, next) ? 'participle' : undefined
  if (reasons.has(first.word)) return 'reason'
  if (isPurpose(words, at + 1)) return 'purpose'
  if (words[at + 1]?.word === 'and') return isCoordinate(words, at) ? 'coordinate' : undefined
  if (isReducedRelative(words, at, next)) return 'participle'
  if (first.word === 'when') return isPastTime(words, next) ? 'time' : undefined
  return /^(?:an?|the)$/.test(first.word) && isApposition(words, at) ? 'apposition' : undefined
}

/** Whether nothing that the clause before still waits for stands behind the cut. */
function leavesWhole(
  { words, enclosed }: TaggedSentence,
  at: number,
  relation: ClauseRelation,
): boolean {
  const auxiliary = words.slice(0, at).findLastIndex(({ tag }) => tag === 'AUX')
  const predicate = words.slice(auxiliary + 1, chunkEnd(words, auxiliary))
  // "are, as a rule, required": the auxiliary has no verb yet.
  if (auxiliary >= 0 && predicate.every(({ tag }) => tag === 'ADV' || tag === 'PUNCT')) return false
  if (relation === 'coordinate') return true
  // ", which …, is …": the verb of the clause before comes behind the clause that would be cut off.
  return !words.some(({ word }, comma) => {
    if (comma <= at || word !== ',' || enclosed[comma]) return false
    const next = skipAdverbs(words, comma + 1)
    return isVerb(words[next]) && (words[next]?.tag === 'AUX' || isFiniteVerb(words, next))
  })
}

/** A colon behind a whole clause that nobody speaks, with words behind it. */
function isList({ words }: TaggedSentence, at: number): boolean {
  if (!isNoun(words[at - 1]) || !/\p{L}/u.test(words[at + 1]?.word ?? '')) return false
  if (words.slice(chunkStart(words, at), at).some(({ word }) => holdsSpeaker(word))) return false
  return !words.slice(0, at).some(({ word }) => /^(?:following|these|follows?)$/.test(word))
}

/** A dash between words, not within a number or a compound. */
function isDash({ text, words }: TaggedSentence, at: number): boolean {
  const { word, start, end } = words[at] as TaggedWord
  if (words[at - 1]?.tag === 'NUM' || words[at + 1]?.tag === 'NUM') return false
  if (word === '--' || word === '—') return true
  return word === '–' && text[start - 1] === ' ' && text[end] === ' '
}

function isOnlyDash(sentence: TaggedSentence, at: number): boolean {
  const { words, enclosed } = sentence
  return words.every((_, place) => place === at || enclosed[place] || !isDash(sentence, place))
}

/** Whether the bracket that opens here is closed by the last thing in the sentence. */
function isLastBracket({ words, enclosed }: TaggedSentence, at: number): boolean {
  const behind = words.findIndex((_, place) => place > at && !enclosed[place])
  return behind < 0 || words.slice(behind).every(({ tag }) => tag === 'PUNCT')
}
