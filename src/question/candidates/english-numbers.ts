import { type TaggedWord, tagWords } from '../tag-words.ts'
import type { MadeQuestion } from './candidate.ts'

const bounds =
  '(?:a total of|over|more than|nearly|almost|about|around|some|at least|up to|as many as|roughly|approximately|only)'
const numeral =
  '(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)? (?:million|billion)|\\d{1,6}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|thousands of)'

/** A clause that begins with how many: "Over 10,000 residents now call the island home". */
const subjectCount = new RegExp(
  `(?:^|[“"]|(?:\\b[Tt]hat|[;:]) )(?:${bounds} )?${numeral} (?<rest>\\p{Ll}[^,.;:—–”"()]{8,140})`,
  'iu',
)

/** Whoever has, had or will have so many: "Nansha has drawn over 3,400 enterprises from …". */
const objectCount = new RegExp(
  `(?:^|[“"]|\\b(?:that|said|noted|added) )(?<subject>(?:[Tt]he )?\\p{Lu}[\\p{L}’'-]*(?: (?:of |the |and )?\\p{Lu}[\\p{L}’'-]*){0,5}|[Tt]he (?:\\p{Ll}+ ){0,3}\\p{Ll}+) (?<auxiliary>has|have|had|will|is|are) (?<verb>(?:be )?\\p{Ll}+(?:ed|wn|en|ilt|ent|ught|ing|de|ld)?) (?:${bounds} )?${numeral} (?<rest>\\p{L}[^,.;:—–”"()]{3,120})`,
  'u',
)

/** What is counted in these is a measure, and "how many" would not be asked of it. */
const measure =
  /^(?:per|percent|percentage|yuan|dollars?|crowns?|euros?|years?|months?|weeks?|days?|hours?|minutes?|times|degrees?|decades?|points?|of|to|and|or|or more|million|billion|consecutive|square|st|nd|rd|th)\b/i

/** A question any longer is not one that people ask; in words. */
const longestRest = 16
const subjectLeans = /^(?:it|he|she|they|this|that|these|those|there|the two|both)\b/i

/** "How many …?" of a sentence that says how many. */
export function countedQuestions(text: string): MadeQuestion[] {
  const question = askedOfSubject(text) ?? askedOfObject(text)
  return question ? [{ question, kind: 'number' }] : []
}

function askedOfSubject(text: string): string | undefined {
  const rest = trimmed(subjectCount.exec(text)?.groups?.rest)
  if (!rest || measure.test(rest)) return undefined
  const words = taggedBehindNumber(rest)
  const noun = words.findIndex(({ part }) => part === 'noun')
  if (noun < 0 || !words.slice(0, noun).every(isModifier)) return undefined
  const counted = words.slice(noun).find(({ part }) => part !== 'noun')
  const head = words[counted ? words.indexOf(counted) - 1 : words.length - 1]
  if (!head?.isPlural) return undefined
  // Without a verb of its own it is no clause: "three kinds of ferries for the harbour".
  const verb = words.findIndex(({ part }, at) => at > noun && part === 'verb')
  const isClause = verb > noun && verb <= noun + 6 && !/ing$/.test(words[verb]?.lower ?? '')
  if (!isClause || leansWithin(words)) return undefined
  return `How many ${rest}?`
}

function askedOfObject(text: string): string | undefined {
  const found = objectCount.exec(text)?.groups
  const rest = trimmed(found?.rest)
  const { subject, auxiliary, verb } = found ?? {}
  if (!rest || !subject || !auxiliary || !verb || subjectLeans.test(subject)) return undefined
  if (measure.test(rest)) return undefined
  const words = taggedBehindNumber(rest)
  const end = words.findIndex(({ part }) => !['adjective', 'noun', 'name'].includes(part))
  const counted = words.slice(0, end < 0 ? words.length : end)
  const head = counted.at(-1)
  if (!head?.isPlural || head.part !== 'noun' || leansWithin(words)) return undefined
  const after = rest.slice(head.end).trimEnd()
  // Only what stands behind a preposition goes with the verb: "drawn from the city".
  const tail = /^ (?:from|in|on|to|for|with|at|into|between) [^,]+$/.test(after) ? after : ''
  if (after !== '' && tail === '') return undefined
  return `How many ${rest.slice(0, head.end)} ${auxiliary} ${lowered(subject)} ${verb}${tail}?`
}

/** Behind a number "firms" is a noun, though the tagger may take it for a verb. */
function taggedBehindNumber(rest: string): TaggedWord[] {
  const number = 'three '
  return tagWords(number + rest)
    .slice(1)
    .map((word, at) => ({
      ...word,
      ...(at === 0 && word.part === 'verb' && /[^s]s$/.test(word.lower)
        ? { part: 'noun' as const, isPlural: true }
        : {}),
      start: word.start - number.length,
      end: word.end - number.length,
    }))
}

function isModifier({ part }: TaggedWord): boolean {
  return part === 'adjective' || part === 'name'
}

/** Pronouns point at what a question by itself does not have. */
function leansWithin(words: readonly TaggedWord[]): boolean {
  return words.some(
    ({ part, lower }) => part === 'pronoun' || /^(?:here|there|said|who|which)$/.test(lower),
  )
}

/** Up to a word that begins another clause; undefined where that leaves too much. */
function trimmed(rest: string | undefined): string | undefined {
  const [clause = ''] = (rest ?? '').split(
    / (?:while|which|who|whose|but|although|because|after|before|since|as well as|including|with|when|where|and (?:has|have|is|are|was|were|will)) /,
  )
  const words = clause.trim().split(' ')
  return clause && words.length <= longestRest ? clause.trim() : undefined
}

function lowered(subject: string): string {
  return subject.replace(/^The /, 'the ')
}
