import type { TextRange } from '../passage/passage.ts'
import type { Edition, Gap } from './align-texts.ts'
import { alignItems } from './edit-script.ts'
import type { Successor } from './quote-standing.ts'
import { sentencesAround } from './whole-sentences.ts'
import { dice, sharedWeight, tokenWeight, wordTokens } from './word-tokens.ts'

/** What stands in the place of a sentence and shares this much with it was made from it. */
const leastInPlace = 0.45
/** Elsewhere, among what is new, it has to share more. */
const leastElsewhere = 0.65
/** A sentence can have been split into so many more. */
const mostMore = 2
/** New sentences looked at away from the place, at most. */
const mostElsewhere = 2000

/**
 * What came in place of the quoted sentences: the sentences between the same neighbours that their
 * words were aligned with, or else new ones elsewhere that share most of their words. Sentences that
 * stood in the old edition too are never successors.
 */
export function findSuccessor(
  before: Edition,
  range: TextRange,
  after: Edition,
  { gap, otherGaps }: { readonly gap: Gap; readonly otherGaps: readonly TextRange[] },
): Successor | undefined {
  const whole = sentencesAround(before, range)
  const fresh = newSentences(before, after, gap)
  const inPlace = alignedRun(before, whole, after, gap, fresh)
  if (inPlace && inPlace.similarity >= leastInPlace) return inPlace
  const tokens = wordTokens(before.text.slice(whole.start, whole.end), before.language)
  let best: Successor | undefined
  const freshHere = fresh.flatMap((at) => gap.after[at] ?? [])
  for (const sentence of [...freshHere, ...otherGaps].slice(0, mostElsewhere)) {
    const words = after.text.slice(sentence.start, sentence.end)
    const similarity = sharedWeight(tokens, wordTokens(words, after.language))
    if (similarity < leastElsewhere || similarity <= (best?.similarity ?? 0)) continue
    best = { start: sentence.start, end: sentence.end, similarity }
  }
  return best
}

/** Which sentences of the gap, by their places in it, did not stand in it before. */
function newSentences(before: Edition, after: Edition, gap: Gap): number[] {
  const textsOf = ({ text }: Edition, sentences: readonly TextRange[]) =>
    sentences.map(({ start, end }) => text.slice(start, end))
  const stood = new Set(
    alignItems(textsOf(before, gap.before), textsOf(after, gap.after)) ?? undefined,
  )
  return gap.after.flatMap((_, at) => (stood.has(at) ? [] : [at]))
}

/** The run of new sentences that shares most with the quoted ones, word aligned with word. */
function alignedRun(
  before: Edition,
  whole: TextRange,
  after: Edition,
  gap: Gap,
  fresh: readonly number[],
): Successor | undefined {
  const old = tokensOf(before, gap.before)
  const now = tokensOf(after, gap.after)
  const places = alignItems(
    old.map(({ token }) => token),
    now.map(({ token }) => token),
  )
  if (!places) return undefined
  const common = new Float64Array(gap.after.length)
  const weights = new Float64Array(gap.after.length)
  const add = (sums: Float64Array, sentence: number, token: string): void => {
    sums[sentence] = (sums[sentence] ?? 0) + tokenWeight(token)
  }
  for (const { token, sentence } of now) add(weights, sentence, token)
  const quoted = new Set<number>()
  let weight = 0
  for (const [at, { token, start, sentence }] of old.entries()) {
    if (start < whole.start || start >= whole.end) continue
    quoted.add(sentence)
    weight += tokenWeight(token)
    const partner = now[places[at] ?? -1]
    if (partner) add(common, partner.sentence, token)
  }
  return bestRun(gap.after, fresh, { common, weights, weight, longest: quoted.size + mostMore })
}

interface RunWeights {
  readonly common: Float64Array
  readonly weights: Float64Array
  readonly weight: number
  readonly longest: number
}

function bestRun(
  sentences: readonly TextRange[],
  fresh: readonly number[],
  { common, weights, weight, longest }: RunWeights,
): Successor | undefined {
  const isFresh = new Set(fresh)
  let best: Successor | undefined
  for (const first of fresh) {
    let [shared, own] = [0, 0]
    for (let last = first; isFresh.has(last) && last < first + longest; last += 1) {
      shared += common[last] ?? 0
      own += weights[last] ?? 0
      const similarity = dice(shared, weight, own)
      const [start, end] = [sentences[first]?.start, sentences[last]?.end]
      if (start === undefined || end === undefined || similarity <= (best?.similarity ?? 0))
        continue
      best = { start, end, similarity }
    }
  }
  return best
}

interface PlacedToken {
  readonly token: string
  /** Its place in the list of sentences. */
  readonly sentence: number
  readonly start: number
}

/** The words and signs of sentences, without the spaces. */
function tokensOf(edition: Edition, sentences: readonly TextRange[]): PlacedToken[] {
  return sentences.flatMap(({ start, end }, sentence) => {
    let at = start
    return wordTokens(edition.text.slice(start, end), edition.language).flatMap((token) => {
      const placed = { token, sentence, start: at }
      at += token.length
      return token.trim() === '' ? [] : [placed]
    })
  })
}
