import { readChineseNumber } from './chinese-numbers.ts'

/** A piece of a Chinese text: a word, a number, or characters nothing is known about. */
export interface Segment {
  readonly text: string
  /** How a number or a name is written in English, when the cut itself found out. */
  readonly forms?: readonly string[]
}

/** Characters of the longest word looked for. */
const longestWord = 12

/** What a text is cut by. */
export interface WordKnowledge {
  /** True for a word of the dictionary or of grammar. */
  isWord(text: string): boolean
  /** How a name outside the dictionary is written in English, where the articles use it. */
  nameOf(text: string): string | undefined
}

/**
 * Cuts a run of Chinese characters and numbers into words so that they are as long as possible (the
 * squares of their lengths sum up highest); characters that belong to no word stay together.
 */
export function segmentChinese(run: string, knowledge: WordKnowledge): Segment[] {
  const best: { score: number; start: number; segment: Segment }[] = []
  const reach = (end: number, score: number, start: number, segment: Segment): void => {
    const known = best[end]
    if (!known || score > known.score) best[end] = { score, start, segment }
  }
  const scoreAt = (at: number): number => (at === 0 ? 0 : (best[at]?.score ?? -1))
  for (let start = 0; start < run.length; start += 1) {
    const score = scoreAt(start)
    if (score < 0) continue
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
      if (knowledge.isWord(text)) reach(start + length, score + length ** 2, start, { text })
      else if (length === 1) reach(start + 1, score, start, { text })
      else if (length <= 4) {
        const name = knowledge.nameOf(text)
        if (name) reach(start + length, score + length ** 2, start, { text, forms: [name] })
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
