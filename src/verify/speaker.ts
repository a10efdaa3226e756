import type { TextRange } from '../passage/passage.ts'
import { splitSentences } from '../passage/split-sentences.ts'
import { normalForm } from './normal-form.ts'
import type { SearchedText } from './text-collection.ts'
import { readWords } from './words.ts'

/** UTF-16 units on either side of a quotation in which sentences are told apart. */
const sight = 2000
/** Sentences before the quotation's own in which its speaker may be named, as "he said" refers back. */
const sentencesBefore = 4

/** Words that belong to a name's owner, not to the name. */
const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir dame lord lady the president minister secretary mayor judge'.split(
    ' ',
  ),
)

/**
 * Whether a speaker is named where the words stand: in their sentences, the four before or the one
 * after, by any word of the name (all ideographs of a Chinese one). That
 * is no proof that they said it; that no one names them there says they are not given as the speaker.
 */
export function speaksBeside(
  { text, article }: SearchedText,
  { start, end }: TextRange,
  speaker: string,
): boolean {
  const name = readWords(normalForm(speaker)).words.filter((word) => !titles.has(word))
  if (name.length === 0) return false
  const around = { start: Math.max(0, start - sight), end: Math.min(text.length, end + sight) }
  const sentences = splitSentences(text, around, article.language)
  const first = sentences.findIndex((sentence) => sentence.end > start)
  const after = sentences.findIndex((sentence) => sentence.start >= end)
  const from = sentences[Math.max(0, first - sentencesBefore)]?.start ?? around.start
  const to = sentences[after]?.end ?? around.end
  const words = readWords(normalForm(text.slice(from, to))).words
  const isChinese = /\p{Script=Han}/u.test(name.at(-1) ?? '')
  if (isChinese) return words.join('').includes(name.join(''))
  // Which word is the family's differs: "Liu Wei", "Starry Lee Wai-king".
  return name.some((word) => word.length > 1 && words.includes(word))
}
