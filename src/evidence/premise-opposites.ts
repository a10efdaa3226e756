import { opposites } from './opposites.ts'
import {
  agreement,
  contentTerms,
  neighbours,
  type PremiseCase,
  type PremiseConflict,
  sharedTerms,
} from './premise-words.ts'

/** How far around the two words the same things have to stand, in telling words. */
const reach = 3

/**
 * A word of the question whose opposite the sentence has beside the same things: "closing remarks"
 * and "in opening remarks". The sentence must not have the word itself.
 */
export function oppositeConflicts(premiseCase: PremiseCase): PremiseConflict[] {
  const { asked, said, sentence } = premiseCase
  const askedTerms = contentTerms(asked)
  const saidTerms = contentTerms(said)
  return asked.flatMap((word, at) => {
    const against = opposites.get(word.term)
    if (!against || word.isName || saidTerms.has(word.term)) return []
    if ([...against].some((term) => askedTerms.has(term))) return []
    const place = said.findIndex(({ term, isName }) => !isName && against.has(term))
    const found = said[place]
    if (!found) return []
    const frame = neighbours(asked, at, reach)
    const around = new Set(neighbours(said, place, reach))
    const shared = sharedTerms(frame, around)
    const isSameHead = asked[at + 1]?.term && asked[at + 1]?.term === said[place + 1]?.term
    const bound = isSameHead ? 1 : shared
    if (bound === 0) return []
    const strength = bound * agreement(premiseCase, [at]) * (isSameHead ? 1 : 0.8)
    const { text, start, end } = found
    return [
      {
        kind: 'opposite' as const,
        asked: word.text,
        found: sentence.slice(start, start + text.length),
        foundStart: start,
        foundEnd: end,
        strength: Math.min(1, isSameHead ? 0.3 + 0.7 * strength : strength),
      },
    ]
  })
}
