import type { Claim } from './claimed-source.ts'
import { type FoundPlace, findWording } from './find-wording.ts'
import { type NearestWording, nearestWording } from './nearest-wording.ts'
import { normalForm } from './normal-form.ts'
import { markedPieces, type Splice, unmarkedPieces } from './pieces.ts'
import type { SearchedIndex } from './searched-index.ts'
import { speaksBeside } from './speaker.ts'
import { readWords } from './words.ts'

export const quotationClasses = [
  'exact',
  'normalised',
  'misattributed',
  'spliced',
  'not_found',
] as const
export type QuotationClass = (typeof quotationClasses)[number]

/** A quotation with what it is said to be. */
export interface QuotationClaim {
  readonly quote: string
  readonly claim?: Claim | undefined
  /** Who is said to have said it. */
  readonly speaker?: string | undefined
}

/** What a quotation was found to be. */
export interface Judgement {
  readonly status: QuotationClass
  /** Too few words to tell anything by: never misattributed, spliced or given a nearest wording. */
  readonly isTooShort: boolean
  /** How the words stand at the places; null where they stand at none. */
  readonly wording: 'exact' | 'normalised' | null
  /** Those of the claimed source first, then exact before normalised and current before old ones. */
  readonly places: readonly FoundPlace[]
  /** Whether the claimed source holds the words; null where none is claimed. */
  readonly isFromClaimed: boolean | null
  /** Whether the claimed speaker is named beside the words; null where none is claimed. */
  readonly isBySpeaker: boolean | null
  readonly splice?: Splice | undefined
  readonly nearest?: NearestWording | undefined
}

/** Fewer words than this (ideographs count for half) are a name or a scare quote. */
const leastWords = 3

/** Tells what a quotation is. Takes milliseconds; the first one with old texts waits for them to be read. */
export async function judgeQuotation(
  searched: SearchedIndex,
  { quote, claim, speaker }: QuotationClaim,
): Promise<Judgement> {
  const isTooShort = countWords(quote) < leastWords
  const isClaimed = (place: FoundPlace): boolean =>
    !claim || claim.sourceIds.includes(place.source.article.id)
  const places = await findPlaces(searched, quote, isClaimed)
  if (places.length > 0) {
    return judgeFound(places, { isTooShort, isClaimed, claim, speaker })
  }
  const base = { isTooShort, places, wording: null, isFromClaimed: null, isBySpeaker: null }
  if (isTooShort) return { ...base, status: 'not_found' }
  const splice = await findSplice(searched, quote)
  if (splice) return judgeSplice(splice, base, claim)
  const kept = await searched.kept()
  const now = nearestWording(searched.current, quote, searched.near(quote))
  const then = nearestWording(kept, quote)
  const nearest = (then?.similarity ?? 0) > (now?.similarity ?? 0) ? then : now
  return { ...base, status: 'not_found', nearest }
}

/** Old texts are read only where the current ones do not hold the words exactly in the claimed source. */
async function findPlaces(
  searched: SearchedIndex,
  quote: string,
  isClaimed: (place: FoundPlace) => boolean,
): Promise<FoundPlace[]> {
  const current = findWording(searched.current, quote)
  const isSettled = current.some((place) => place.isExact && isClaimed(place))
  const kept = isSettled ? [] : findWording(await searched.kept(), quote)
  const rank = (place: FoundPlace): number =>
    (isClaimed(place) ? 0 : 8) +
    (place.isExact ? 0 : 4) +
    (place.source.stale ? 2 : 0) +
    (place.cutsWord ? 1 : 0)
  return [...current, ...kept].sort((left, right) => rank(left) - rank(right))
}

function judgeFound(
  places: readonly FoundPlace[],
  context: {
    isTooShort: boolean
    isClaimed: (place: FoundPlace) => boolean
    claim: Claim | undefined
    speaker: string | undefined
  },
): Judgement {
  const { isTooShort, isClaimed, claim, speaker } = context
  const claimed = places.filter(isClaimed)
  const spoken = speaker
    ? claimed.filter((place) => speaksBeside(place.source, place, speaker))
    : claimed
  const best = spoken[0] ?? claimed[0] ?? places[0]
  const wording = best?.isExact ? 'exact' : 'normalised'
  const isWrong = !isTooShort && spoken.length === 0
  return {
    status: isWrong ? 'misattributed' : wording,
    isTooShort,
    wording,
    places: speaker ? [...spoken, ...places.filter((place) => !spoken.includes(place))] : places,
    isFromClaimed: claim ? claimed.length > 0 : null,
    isBySpeaker: speaker ? spoken.length > 0 : null,
  }
}

async function findSplice(searched: SearchedIndex, quote: string): Promise<Splice | undefined> {
  const marked = markedPieces(searched.current, quote)
  if (marked) return marked
  const kept = await searched.kept()
  return (
    markedPieces(kept, quote) ??
    unmarkedPieces(searched.current, quote) ??
    unmarkedPieces(kept, quote)
  )
}

/** An ellipsis that leaves nothing out is a way of writing the same words. */
function judgeSplice(
  splice: Splice,
  base: Omit<Judgement, 'status'>,
  claim: Claim | undefined,
): Judgement {
  const ids = splice.pieces.map(({ place }) => place.source.article.id)
  const isFromClaimed = claim ? ids.every((id) => claim.sourceIds.includes(id)) : null
  const [first, last] = [splice.pieces[0], splice.pieces.at(-1)]
  const isWhole =
    splice.order === 'in_order' && splice.leftOut.every((text) => countWords(text) === 0)
  if (!isWhole || !first || !last) return { ...base, status: 'spliced', isFromClaimed, splice }
  const place = { ...first.place, end: last.place.end, isExact: false }
  const status = isFromClaimed === false ? 'misattributed' : 'normalised'
  return { ...base, status, wording: 'normalised', places: [place], isFromClaimed }
}

function countWords(text: string): number {
  const { words } = readWords(normalForm(text))
  const ideographs = words.filter((word) => /^\p{Script=Han}$/u.test(word)).length
  return words.length - ideographs / 2
}
