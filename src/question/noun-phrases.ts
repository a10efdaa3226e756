import { type Entity, type TaggedWord, tagWords } from './tag-words.ts'

/** Something a question speaks of. Offsets in UTF-16 units, end exclusive, without the determiner. */
export interface NounPhrase {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Last word, lower case. */
  readonly head: string
  readonly words: readonly TaggedWord[]
  readonly kind: 'name' | 'year' | 'number' | 'thing'
  readonly entity: Entity | undefined
  readonly gender: 'male' | 'female' | undefined
  readonly isPlural: boolean
  /** The small word before it: `in`, `of`, `about`; empty where there is none. */
  readonly preposition: string
  /** The determiner before it, lower case; empty where there is none. */
  readonly determiner: string
  /** It is what is asked for: "which city", "how many teams". */
  readonly isAskedFor: boolean
}

/** Nouns that say nothing without another one: "the history of toilets" is about toilets. */
const relational = new Set(
  (
    'type kind sort way form part role cause effect impact influence history origin purpose ' +
    'leader author founder owner winner symptom challenge goal aim objective measure task advantage disadvantage benefit difference similarity example name number amount reason cost ' +
    'price size age importance significance feature characteristic symptom use usage rest meaning ' +
    'definition creation invention founding development idea problem issue fact detail more lot ' +
    'information thing people person time year day question answer article one result finding ' +
    'consequence implication application pro con risk treatment option method ' +
    'step requirement rule evidence criticism place list percentage share proportion sale date'
  ).split(' '),
)

/** True for a noun that needs another one beside it to say anything. Singular or plural. */
export function isRelational(head: string): boolean {
  return (
    relational.has(head) ||
    (head.endsWith('s') && relational.has(head.slice(0, -1))) ||
    (head.endsWith('ies') && relational.has(`${head.slice(0, -3)}y`))
  )
}

/** The noun phrases of an English question, in order of place. */
export function nounPhrases(question: string): NounPhrase[] {
  const words = retagged(tagWords(question))
  const phrases: NounPhrase[] = []
  let at = 0
  while (at < words.length) {
    const length = phraseLength(question, words, at)
    if (length > 0) phrases.push(phraseOf(question, words, at, length))
    at += Math.max(1, length)
  }
  return phrases
}

/** The same, with "the pier of Wick" as one where the first noun is a thing of its own. */
export function wholePhrases(question: string): NounPhrase[] {
  const whole: NounPhrase[] = []
  for (const phrase of nounPhrases(question)) {
    const owner = whole.at(-1)
    const between = owner ? question.slice(owner.end, phrase.start) : ''
    const isOne =
      owner?.kind === 'thing' &&
      phrase.kind === 'name' &&
      !isRelational(owner.head) &&
      /^ of (the )?$/i.test(between)
    if (!owner || !isOne) whole.push(phrase)
    else {
      const { end } = phrase
      const text = question.slice(owner.start, end)
      whole[whole.length - 1] = { ...owner, end, text, kind: 'name', entity: undefined }
    }
  }
  return whole
}

const inside = new Set(['adjective', 'number', 'year', 'noun', 'name'])

function phraseLength(text: string, words: readonly TaggedWord[], from: number): number {
  let end = from
  let isNamed = false
  while (end < words.length) {
    const word = words[end]
    const before = words[end - 1]
    // "the all star game": between two nouns the small word is one of the name.
    const isWithin = word?.lower === 'all' && end > from && words[end + 1]?.part === 'noun'
    if (!word || !(inside.has(word.part) || isWithin)) break
    if (end > from && before && !/^['’s -]*$/.test(text.slice(before.end, word.start))) break
    // "is the ferry part of the plan?"
    if (end > from && word.lower === 'part') break
    // "the drinking age in 2024": a year behind a noun is a phrase of its own.
    if (end > from && word.part === 'year' && before?.part !== 'name') break
    if (word.part !== 'adjective') isNamed = true
    end += 1
    // "Boeing's response": the owner and what it owns are two phrases.
    if (word.isPossessive) break
    // "University of Gull Island" is one name.
    const isJoined = words[end]?.lower === 'of' && words[end + 1]?.part === 'name'
    if (word.part === 'name' && isJoined) end += 1
  }
  while (end > from && words[end - 1]?.part === 'adjective') end -= 1
  return isNamed ? end - from : 0
}

function phraseOf(
  text: string,
  words: readonly TaggedWord[],
  from: number,
  length: number,
): NounPhrase {
  const own = words.slice(from, from + length)
  const first = own[0] as TaggedWord
  const last = own.at(-1) as TaggedWord
  const determiner = words[from - 1]?.part === 'determiner' ? words[from - 1] : undefined
  const before = words[from - (determiner ? 2 : 1)]
  const named = own.filter((word) => word.part === 'name')
  const only = own.length === 1 ? first.part : undefined
  return {
    start: first.start,
    end: last.end,
    text: text.slice(first.start, last.end),
    head: last.lower,
    words: own,
    kind:
      only === 'year' ? 'year' : only === 'number' ? 'number' : named.length > 0 ? 'name' : 'thing',
    entity: own.find((word) => word.entity)?.entity,
    gender: own.find((word) => word.gender)?.gender,
    isPlural: last.isPlural,
    preposition:
      before?.part === 'preposition' || before?.lower === 'to' ? (before?.lower ?? '') : '',
    determiner: determiner?.lower ?? '',
    isAskedFor:
      before?.part === 'question' ||
      (/^(many|much)$/.test(determiner?.lower ?? '') && before?.lower === 'how'),
  }
}

const support = /^(do|does|did|can|could|will|would|should|may|might|must)$/

/** What the tagger takes for a noun by its form alone, though its place says otherwise. */
function retagged(words: readonly TaggedWord[]): TaggedWord[] {
  const verb = mistakenVerb(words)
  return words.map((word, at) => {
    if (word === verb) return { ...word, part: 'verb' }
    // "types of foreshadowing": behind a preposition such a form is a thing.
    const isGerund = word.part === 'verb' && word.lower.endsWith('ing')
    const behind = words[at - 1]?.part === 'preposition'
    return isGerund && behind && at === words.length - 1 ? { ...word, part: 'noun' } : word
  })
}

/** "How does the game work?", "does a crown compare to": the verb that "does" calls for. */
function mistakenVerb(words: readonly TaggedWord[]): TaggedWord | undefined {
  const from = words.findIndex((word) => support.test(word.lower))
  if (from < 0 || words.slice(from + 1).some((word) => word.part === 'verb')) return undefined
  const start = words.findIndex((word, at) => at > from && inside.has(word.part))
  let end = start
  while (end >= 0 && inside.has(words[end + 1]?.part ?? 'other')) end += 1
  const [subject, last] = [words[end - 1], words[end]]
  const isBare = last?.part === 'noun' && !last.isPlural && !last.isPossessive
  return isBare && end > start && subject && !subject.isPossessive ? last : undefined
}
