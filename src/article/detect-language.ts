import { eld } from 'eld/extrasmall'

/** UTF-16 units looked at: more changes nothing. */
const sampleLength = 3000
/** Letters without which no language can be told; ideographs say more each. */
const leastLetters = 20
const leastIdeographs = 6

/**
 * BCP 47 primary language of a text, or `und` where there is too little of it, or too mixed a one,
 * to tell.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, sampleLength)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const ideographs = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  const isHan = ideographs > letters / 2
  if (isHan ? ideographs < leastIdeographs : letters < leastLetters) return 'und'
  const result = eld.detect(sample)
  if (result.isReliable()) return result.language
  // Only Japanese writes ideographs too, and hardly a sentence of it is without kana.
  return isHan && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample) ? 'zh' : 'und'
}
