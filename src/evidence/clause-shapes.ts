import { isFiniteVerb } from './finite-verb.ts'
import { holdsSpeaker } from './limiting-words.ts'
import type { TaggedWord } from './tag-words.ts'
import {
  chunkEnd,
  chunkStart,
  isGerund,
  opensClause,
  relativePronouns,
  skipAdverbs,
} from './tagged-sentence.ts'

type Words = readonly TaggedWord[]

const phraseTags = new Set(['ADP', 'NUM', 'DET', 'ADJ', 'PRON', 'NOUN', 'ADV'])
const participle = /(?:ed|en|own|ought|aught|uilt|orn|ade|eld|ung)$/
const pastParts = /^(?:was|were|had)$/
const presentParts = /^(?:is|are|has|have|do|does|did|will|can)$/

/** The next three words, in lower case. */
export function ahead(words: Words, at: number): string {
  return words
    .slice(at, at + 3)
    .map(({ word }) => word)
    .join(' ')
}

/** "which", "in which", "one of whom", "most of which". */
export function isRelative(words: Words, from: number): boolean {
  for (let at = from; at < Math.min(from + 4, words.length); at += 1) {
    const { word, tag } = words[at] as TaggedWord
    if (relativePronouns.has(word)) return at === from || words[at - 1]?.tag === 'ADP'
    if (!phraseTags.has(tag)) return false
  }
  return false
}

/** "in order to", "so as to", "so that". */
export function isPurpose(words: Words, at: number): boolean {
  return /^(?:in order to|so as to|so that\b)/.test(ahead(words, at))
}

/** Whether a gerund stands in the clause before: half of "by cutting …, raising …" is not cut off. */
export function holdsGerund(words: Words, comma: number): boolean {
  return words.slice(chunkStart(words, comma), comma).some(isGerund)
}

/** "with" and a participle behind its noun: something that comes in addition. */
export function isWithParticiple(words: Words, at: number): boolean {
  const chunk = words.slice(at + 1, chunkEnd(words, at + 1))
  return chunk.some((word, place) => place > 0 && isGerund(word) && chunk[place - 1]?.tag !== 'ADP')
}

/** ", built in 1902 by …", ", famous for …": a relative clause without its pronoun. */
export function isReducedRelative(words: Words, comma: number, at: number): boolean {
  const first = words[at] as TaggedWord
  const second = words[at + 1]
  const isParticiple = first.tag === 'VERB' && participle.test(first.word)
  if (!isParticiple && first.tag !== 'ADJ') return false
  if (second?.tag !== 'ADP' && second?.word !== 'to') return false
  if (!isNoun(words[comma - 1])) return false
  const start = chunkStart(words, comma)
  const before = words[skipAdverbs(words, start)]
  if (start > 0 && (before?.tag === 'VERB' || before?.tag === 'ADJ')) return false
  // ", jumped over … and ran": a list of what the subject did.
  return !words.slice(at).some(({ tag }, place) => {
    const next = words[skipAdverbs(words, at + place + 1)]?.tag
    return tag === 'CCONJ' && (next === 'VERB' || next === 'AUX' || next === 'ADJ')
  })
}

/** "when" with something that happened once, not a condition. */
export function isPastTime(words: Words, at: number): boolean {
  const clause = words.slice(at + 1, chunkEnd(words, at + 1))
  if (clause.some(({ word }) => presentParts.test(word))) return false
  return clause.some(
    ({ word, tag }) => pastParts.test(word) || (tag === 'VERB' && word.endsWith('ed')),
  )
}

/** ", and" with a clause or a further verb, where what stands before it is no list of such things. */
export function isCoordinate(words: Words, comma: number): boolean {
  const start = chunkStart(words, comma)
  const first = words[skipAdverbs(words, start)]
  if (start > 0 && isVerb(first)) return false
  const chunk = words.slice(start, comma)
  if (start > 0 && !chunk.some((_, at) => isFiniteVerb(words, start + at))) return false
  const next = skipAdverbs(words, comma + 2)
  if (!isVerb(words[next])) return opensClause(words, comma + 2)
  const isCompound = words[next + 1]?.word === '-'
  return !isGerund(words[next]) && words[next]?.word !== 'be' && !isCompound
}

/** "and" with no comma: only where a pronoun is plainly the subject of the verb behind it. */
export function isPronounClause(words: Words, at: number): boolean {
  const isSubject = /^(?:he|she|it|they|we|i)$/.test(words[at + 1]?.word ?? '')
  const verb = skipAdverbs(words, at + 2)
  return isSubject && verb < words.length && isFiniteVerb(words, verb)
}

/** ", a city in …": one noun phrase behind a noun, and no list of them. */
export function isApposition(words: Words, comma: number): boolean {
  if (!isNoun(words[comma - 1])) return false
  const end = chunkEnd(words, comma + 1)
  const chunk = words.slice(comma + 1, end)
  const relative = chunk.findIndex(({ word }) => relativePronouns.has(word) || word === 'that')
  const phrase = relative < 0 ? chunk : chunk.slice(0, relative)
  if (phrase.some(({ tag }) => tag === 'CCONJ' || tag === 'AUX')) return false
  if (phrase.some((_, at) => isFiniteVerb(words, comma + 1 + at))) return false
  if (words.slice(end, end + 3).some(({ tag }) => tag === 'CCONJ')) return false
  const start = chunkStart(words, comma)
  const before = words.slice(start, comma)
  // "…, said the court, the rule …": what is said goes on.
  if (before.some(({ word }) => holdsSpeaker(word))) return false
  return before.some((_, at) => isFiniteVerb(words, start + at))
}

export function isNoun(word: TaggedWord | undefined): boolean {
  return word?.tag === 'NOUN' || word?.tag === 'PROPN'
}

export function isVerb(word: TaggedWord | undefined): boolean {
  return word?.tag === 'VERB' || word?.tag === 'AUX'
}
