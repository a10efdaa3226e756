import { byteOffset } from '../answer/byte-offset.ts'
import { textAfter, textBefore } from '../answer/cite.ts'
import { citationId } from '../passage/passage.ts'
import { changeKind } from './change-kind.ts'
import type { Claim } from './claimed-source.ts'
import type { FoundPlace } from './find-wording.ts'
import type { Judgement } from './judge-quotation.ts'
import type { NearestWording } from './nearest-wording.ts'
import type { Splice } from './pieces.ts'
import type { Place, VerifiedQuotation } from './verification.ts'
import { wordingChanges, wordingDiff } from './wording-changes.ts'

/** Places given of one quotation; the others are counted. */
const mostPlaces = 5
/** UTF-16 units of text on either side of a place. */
const contextLength = 64

/** A judgement as the API gives it. */
export function describeJudgement(
  judgement: Judgement,
  quote: string,
  claim: Claim | undefined,
  speaker: string | undefined,
) {
  const { status, wording, places, splice, nearest } = judgement
  return {
    status,
    wording,
    too_short: judgement.isTooShort,
    stale:
      places[0]?.source.stale ?? splice?.pieces.some(({ place }) => place.source.stale) ?? false,
    claimed: claim ? describeClaim(claim, judgement) : null,
    speaker: speaker ? { name: speaker, beside: judgement.isBySpeaker } : null,
    places: places.slice(0, mostPlaces).map(describePlace),
    places_found: places.length,
    splice: splice ? describeSplice(splice) : null,
    nearest: nearest ? describeNearest(nearest, quote) : null,
  }
}

/** A place as the API gives it. */
export function describePlace({ source, start, end, cutsWord }: FoundPlace): Place {
  const { article, revision, text, stale } = source
  const id = citationId(revision, { start, end })
  return {
    citation_id: id,
    source_id: article.id,
    source_path: article.path,
    source_entry: article.entry ?? null,
    title: article.title,
    publisher: article.publisher,
    published_at: article.publishedAt,
    url: article.url,
    revision,
    stale,
    start,
    end,
    byte_start: byteOffset(revision, text, start),
    byte_end: byteOffset(revision, text, end),
    offset_unit: 'utf16',
    text: text.slice(start, end),
    prefix: textBefore(text, start, contextLength),
    suffix: textAfter(text, end, contextLength),
    cuts_word: cutsWord,
    links: {
      self: `/v1/citations/${id}`,
      reader: `/sources/${article.id}?citation=${id}#${id}`,
    },
  }
}

function describeClaim(
  { given, by, sourceIds, cited }: Claim,
  { places, isFromClaimed }: Judgement,
): VerifiedQuotation['claimed'] {
  const isThere = ({ source, start, end }: FoundPlace): boolean =>
    cited !== undefined &&
    source.revision.startsWith(`sha256:${cited.revision}`) &&
    start < cited.end &&
    end > cited.start
  return {
    given,
    by,
    source_ids: [...sourceIds],
    holds: isFromClaimed,
    at_place: cited && places.length > 0 ? places.some(isThere) : null,
  }
}

function describeSplice({ pieces, order, leftOut, isMarked }: Splice) {
  return {
    order,
    marked: isMarked,
    pieces: pieces.map(({ text, start, end, place }) => {
      return { text, start, end, place: describePlace(place) }
    }),
    left_out: [...leftOut],
    leaves_out_negation: leftOut.some((text) => changeKind(text, '', '') === 'negation'),
  }
}

function describeNearest({ place, similarity }: NearestWording, quote: string) {
  const described = describePlace(place)
  const diff = wordingDiff(described.text, quote)
  return {
    similarity: Math.round(similarity * 1000) / 1000,
    place: described,
    diff: [...diff],
    changes: wordingChanges(diff),
  }
}
