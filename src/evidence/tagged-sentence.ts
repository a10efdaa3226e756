import { enclosedUnits } from './enclosed-text.ts'
import { isFiniteVerb } from './finite-verb.ts'
import type { TaggedWord, Tagger } from './tag-words.ts'

/** A sentence as words, with what the rules of cutting ask of them. */
export interface TaggedSentence {
  readonly text: string
  readonly words: readonly TaggedWord[]
  /** For each word whether it stands inside brackets or quotation marks. */
  readonly enclosed: readonly boolean[]
}

/** Words that open a relative clause. */
export const relativePronouns: ReadonlySet<string> = new Set([
  'which',
  'who',
  'whose',
  'whom',
  'where',
])

/** Tags a sentence; undefined where a bracket or quotation mark has no partner in it. */
export function readTaggedSentence(tagger: Tagger, text: string): TaggedSentence | undefined {
  const units = enclosedUnits(text)
  if (!units) return undefined
  const words = tagger(text)
  return { text, words, enclosed: words.map(({ start }) => units[start] === 1) }
}

/** The first place from `from` on that holds no adverb. */
export function skipAdverbs(words: readonly TaggedWord[], from: number): number {
  let at = from
  while (words[at]?.tag === 'ADV') at += 1
  return at
}

/** The place of the next comma, semicolon or full stop, or the end. */
export function chunkEnd(words: readonly TaggedWord[], from: number): number {
  let at = from
  while (at < words.length && !isBreak(words[at])) at += 1
  return at
}

/** The place behind the last comma, semicolon or full stop before `from`, or the beginning. */
export function chunkStart(words: readonly TaggedWord[], from: number): number {
  let at = from
  while (at > 0 && !isBreak(words[at - 1])) at -= 1
  return at
}

/** Whether a subject and its finite verb come before the next comma, semicolon or full stop. */
export function opensClause(words: readonly TaggedWord[], from: number): boolean {
  const start = skipAdverbs(words, from)
  if (words[start]?.tag === 'PUNCT' || words[start]?.tag === 'SYM') return false
  const end = chunkEnd(words, start)
  for (let at = start; at < end; at += 1) {
    const { word, tag } = words[at] as TaggedWord
    if (relativePronouns.has(word) || tag === 'SCONJ' || word === 'that') return false
    if (isFiniteVerb(words, at)) return at > start
  }
  return false
}

/** A verb in -ing. */
export function isGerund(word: TaggedWord | undefined): boolean {
  return word?.tag === 'VERB' && word.word.endsWith('ing') && word.word.length > 4
}

function isBreak(word: TaggedWord | undefined): boolean {
  return word !== undefined && /^[,;.]$/.test(word.word)
}
