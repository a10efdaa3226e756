import { stopWords } from '../store/stop-words.ts'

const segmenters = new Map<string, Intl.Segmenter>()

/** A text cut into words and what stands between them; joined they are the text again. */
export function wordTokens(text: string, language: string): string[] {
  return Array.from(segmenterOf(language).segment(text), ({ segment }) => segment)
}

/** What a token weighs when texts are compared: signs and spaces nothing, "the" and "of" little. */
export function tokenWeight(token: string): number {
  if (!/[\p{L}\p{N}]/u.test(token)) return 0
  return stopWords.has(token.toLowerCase()) ? 0.2 : 1
}

/** Share of two texts' weight that they have in common, each token once: 0 to 1 (Dice 1945). */
export function sharedWeight(before: readonly string[], after: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const token of after) {
    const key = token.toLowerCase()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let common = 0
  for (const token of before) {
    const key = token.toLowerCase()
    const left = counts.get(key) ?? 0
    if (left === 0) continue
    counts.set(key, left - 1)
    common += tokenWeight(token)
  }
  return dice(common, weightOf(before), weightOf(after))
}

export function weightOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + tokenWeight(token), 0)
}

export function dice(common: number, before: number, after: number): number {
  return before + after === 0 ? 0 : (2 * common) / (before + after)
}

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  let locale = 'en'
  try {
    locale = Intl.Segmenter.supportedLocalesOf([language])[0] ?? locale
  } catch {
    // A language that is no BCP 47 tag is cut as English is.
  }
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(language, segmenter)
  return segmenter
}
