import { detectAll } from 'tinyld'

/** UTF-16 units looked at: more changes nothing. */
const sampleLength = 3000

/**
 * BCP 47 primary language of a text, or `und` where there is too little of it, or too mixed a one,
 * to tell.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, sampleLength)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const ideographs = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  if (letters < (ideographs > letters / 2 ? 6 : 20)) return 'und'
  const [best, second] = detectAll(sample)
  if (!best || best.accuracy < (second?.accuracy ?? 0) * 1.2) return 'und'
  return best.lang
}
