import { readChineseNumber } from './chinese-numbers.ts'

/** A piece of a Chinese text: a word, a number, or characters nothing is known about. */
export interface Segment {
  readonly text: string
  /** How a number or a name is written in English, when the cut itself found out. */
  readonly forms?: readonly string[]
  /** A name that is in no dictionary; a foreign one may sound like a name of the articles. */
  readonly name?: 'chinese' | 'foreign'
}

/** Characters of the longest word looked for. */
const longestWord = 12

/** What a text is cut by. */
export interface WordKnowledge {
  /** True for a word of the dictionary or of grammar. */
  isWord(text: string): boolean
  /** True for one that often stands as a single character: a word of grammar, or one that counts. */
  isUsualAlone(text: string): boolean
  /** How a name outside the dictionary is written in English, where the articles use it. */
  nameOf(text: string): string | undefined
  /** True for characters that spell a foreign name. */
  isTransliterated(text: string): boolean
}

/** Of the square of its length, what a name counts that is only guessed from its characters. */
const guessWeight = 0.6

/** What a single character costs that names something: most such words have two (市長, rather than 廣州市 and 長). */
const loneCost = 3

/**
 * Cuts a run of Chinese characters and numbers into words so that they are as long as possible (the
 * squares of their lengths sum up highest, less what single characters that name something cost).
 */
export function segmentChinese(run: string, knowledge: WordKnowledge): Segment[] {
  const best: { score: number; start: number; segment: Segment }[] = []
  const reach = (end: number, score: number, start: number, segment: Segment): void => {
    const known = best[end]
    // Of equal cuts the one with a name that the articles have, or with the longer words first.
    const isBetter = !known || score > known.score
    const isEqual = known && score === known.score && !known.segment.forms
    if (isBetter || isEqual) best[end] = { score, start, segment }
  }
  const scoreAt = (at: number): number | undefined => (at === 0 ? 0 : best[at]?.score)
  for (let start = 0; start < run.length; start += 1) {
    const score = scoreAt(start)
    if (score === undefined) continue
    const number = readChineseNumber(run, start)
    if (number) {
      const text = run.slice(start, start + number.length)
      reach(start + number.length, score + text.length ** 2 + 1, start, {
        text,
        forms: number.forms,
      })
    }
    const longest = Math.min(longestWord, run.length - start)
    for (let length = 1; length <= longest; length += 1) {
      const text = run.slice(start, start + length)
      if (knowledge.isWord(text)) {
        const isLone = length === 1 && !knowledge.isUsualAlone(text)
        reach(start + length, score + length ** 2 - (isLone ? loneCost : 0), start, { text })
      } else if (length === 1) reach(start + 1, score - loneCost, start, { text })
      else {
        const name = length <= 4 ? knowledge.nameOf(text) : undefined
        if (name) reach(start + length, score + length ** 2, start, { text, forms: [name] })
        else if (knowledge.isTransliterated(text)) {
          reach(start + length, score + guessWeight * length ** 2, start, { text, name: 'foreign' })
        }
      }
    }
  }
  const segments: Segment[] = []
  for (let end = run.length; end > 0; end = best[end]?.start ?? 0) {
    const segment = best[end]?.segment
    if (segment) segments.unshift(segment)
  }
  return segments
}
