import { createRequire } from 'node:module'
import type nlp from 'compromise/two'
import { LRUCache } from 'lru-cache'

/** What a name is the name of, where the tagger knows it. */
export type Entity = 'person' | 'place' | 'organisation'

export type PartOfSpeech =
  | 'noun'
  | 'name'
  | 'pronoun'
  | 'adjective'
  | 'number'
  | 'year'
  | 'determiner'
  | 'preposition'
  | 'question'
  | 'verb'
  | 'other'

/** A word of an English question and what it is. Offsets in UTF-16 units, end exclusive. */
export interface TaggedWord {
  readonly start: number
  readonly end: number
  /** Lower case, without a possessive ending. */
  readonly lower: string
  readonly part: PartOfSpeech
  readonly entity: Entity | undefined
  readonly gender: 'male' | 'female' | undefined
  readonly isPlural: boolean
  /** Someone by what they do: "mayor". */
  readonly isActor: boolean
  /** Written with a possessive ending; `end` is before it. */
  readonly isPossessive: boolean
}

/** A longer text is tagged as far as this, in UTF-16 units: tagging takes time by length. */
const longestTagged = 400

/** Its word lists take a tenth of a second to unpack, which most first questions need not wait for. */
let loaded: typeof nlp | undefined

function tagger(): typeof nlp {
  loaded ??= createRequire(import.meta.url)('compromise/two') as typeof nlp
  return loaded
}

/** The few texts of one conversation are looked at again and again. */
const tagged = new LRUCache<string, readonly TaggedWord[]>({ max: 200 })

interface Term {
  readonly text: string
  readonly tags: readonly string[]
  readonly offset: { readonly start: number; readonly length: number }
}

/**
 * ADAPTER over compromise: the words of an English text with their parts of speech. A capitalised
 * word behind the first one is a name, whatever the tagger makes of it.
 */
export function tagWords(text: string): readonly TaggedWord[] {
  const read = text.slice(0, longestTagged)
  const known = tagged.get(read)
  if (known) return known
  const words = tagAnew(read)
  tagged.set(read, words)
  return words
}

function tagAnew(read: string): TaggedWord[] {
  const sentences: { terms: Term[] }[] = tagger()(read).json({
    offset: true,
    terms: { tags: true, offset: true },
  })
  return sentences.flatMap(({ terms }) =>
    // A contraction's second half ("what's": what, is) stands nowhere in the text.
    terms.filter((term) => term.text !== '').map((term, at) => readTerm(read, term, at === 0)),
  )
}

function readTerm(text: string, { text: typed, tags, offset }: Term, isFirst: boolean): TaggedWord {
  const has = (tag: string) => tags.includes(tag)
  const ending = /(['’]s|(?<=s)['’])$/i.exec(typed)?.[0] ?? ''
  const start = text.indexOf(typed, offset.start)
  const end = start + typed.length - ending.length
  const lower = text.slice(start, end).toLowerCase()
  return {
    start,
    end,
    lower,
    part: opensQuote(text, start, lower)
      ? 'other'
      : partOf(text.slice(start, end), lower, has, isFirst),
    entity: has('Person')
      ? 'person'
      : has('Place')
        ? 'place'
        : has('Organization')
          ? 'organisation'
          : undefined,
    gender: has('MaleName') ? 'male' : has('FemaleName') ? 'female' : undefined,
    isPlural: has('Plural'),
    isActor: has('Actor'),
    isPossessive: ending !== '' && !questionWords.has(lower) && !pronouns.has(lower),
  }
}

/** "Who said “While Gull Island …”": the capital is that of a sentence within the question. */
function opensQuote(text: string, start: number, lower: string): boolean {
  return connectives.has(lower) && /[“‘"]/.test(text.charAt(start - 1))
}

/** Words that sentences begin with and names hardly ever. */
const connectives = new Set(
  'while although though however since because after before if unless until as in on at by for from with under'.split(
    ' ',
  ),
)
const questionWords = new Set('who whom whose what which when where why how'.split(' '))
const pronouns = new Set(
  (
    'i me you he him she her it we us they them himself herself itself themselves ' +
    'my your his its our their mine yours hers ours theirs this that these those there one ones'
  ).split(' '),
)
const determiners = new Set(
  'a an the some any many much more most all each every no other another such'.split(' '),
)

function partOf(
  typed: string,
  lower: string,
  has: (tag: string) => boolean,
  isFirst: boolean,
): PartOfSpeech {
  const isAcronym = typed.length > 1 && typed === typed.toUpperCase() && /\p{L}/u.test(typed)
  if (questionWords.has(lower) && !isAcronym) return 'question'
  if ((pronouns.has(lower) && !isAcronym) || /^i['’]/.test(lower)) return 'pronoun'
  if (determiners.has(lower)) return 'determiner'
  if (/^(1[5-9]|20)\d\d$/.test(lower)) return 'year'
  if (has('Month') || has('WeekDay')) return 'number'
  if (!isFirst && /^\p{Lu}/u.test(typed)) return 'name'
  if (has('ProperNoun') || (isFirst && has('Acronym'))) return 'name'
  if (has('Value')) return 'number'
  if (has('Noun')) return 'noun'
  if (has('Adjective')) return 'adjective'
  if (has('Verb')) return 'verb'
  if (has('Preposition')) return 'preposition'
  return 'other'
}
