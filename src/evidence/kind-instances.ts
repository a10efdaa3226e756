import type { TextRange } from '../passage/passage.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import type { TaggedWord } from './tag-words.ts'

const number =
  /^(?:\d[\d.,:/%-]{0,20}\p{L}{0,20}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}{3,6}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|twice|doubled?|tripled)$/u
const date =
  /^(?:1\d{3}s?|20\d{2}s?|\d{1,2}(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|centuries|decades?|today|yesterday|last|ago)$/

const tests: Readonly<Partial<Record<QuestionKind, (word: TaggedWord) => boolean>>> = {
  number: ({ word, tag }) => tag === 'NUM' || number.test(word),
  date: ({ word }) => date.test(word),
  person: ({ tag }) => tag === 'PROPN',
  place: ({ tag }) => tag === 'PROPN',
}

/** Whether words that can be what is asked for are told by their form: numbers, dates, names. */
export function hasForm(kind: QuestionKind): boolean {
  return tests[kind] !== undefined
}

/** Words in a range that can be what is asked for, and that the question does not itself hold. */
export function kindInstances(
  words: readonly TaggedWord[],
  range: TextRange,
  kind: QuestionKind,
  question: string,
): TaggedWord[] {
  const test = tests[kind]
  if (!test) return []
  const asked = new Set(question.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.,-]*/gu))
  return words.filter(
    (word) =>
      word.start >= range.start && word.end <= range.end && test(word) && !asked.has(word.word),
  )
}
