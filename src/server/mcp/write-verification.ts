import type { Verification, VerifiedQuotation } from '../../verify/verification.ts'
import { writePlace } from './write-place.ts'

const verdicts: Readonly<Record<VerifiedQuotation['status'], string>> = {
  exact: 'EXACT: an article holds these words character for character',
  normalised: 'NORMALISED: the same words; only marks, spaces or the like differ',
  misattributed:
    'MISATTRIBUTED: the words stand in the articles, but not where or from whom claimed',
  spliced: 'SPLICED: put together from pieces that stand apart',
  not_found: 'NOT FOUND: no article holds these words',
}

/** What was found out of each quotation, for a model. */
export function writeVerification({ quotations, unclosed }: Verification): string {
  if (quotations.length === 0) return 'There is no quotation in this text.'
  return [
    ...quotations.flatMap(quotationLines),
    ...(unclosed.length > 0
      ? [`Not judged: what stands behind ${unclosed.length} quotation marks that are never closed.`]
      : []),
  ].join('\n')
}

function quotationLines(quotation: VerifiedQuotation): string[] {
  const { number, quote, status, too_short: isShort, stale, places, splice, nearest } = quotation
  const [place] = places
  const notes = [
    ...(isShort ? ['too short to tell anything by'] : []),
    ...(stale ? ['only in an old text'] : []),
    ...(place?.cuts_word ? ['a word of the article is cut'] : []),
  ]
  const verdict = [verdicts[status], ...notes].join('; ')
  return [
    `${number}. “${quote}”`,
    `   ${verdict}.`,
    ...(place ? [writePlace(place, place.citation_id)] : []),
    ...(splice?.pieces ?? []).flatMap(({ text, place: at }) => [
      `   - “${text}”`,
      writePlace(at, at.citation_id),
    ]),
    ...(splice?.left_out ?? []).map((text) => `   Left out between them: “${text.trim()}”`),
    ...nearestLines(nearest),
  ]
}

function nearestLines(nearest: VerifiedQuotation['nearest']): string[] {
  if (!nearest) return []
  const changes = nearest.changes.map(
    ({ kind, from, to }) =>
      `${kind}: ${from ? `“${from}”` : 'nothing'} became ${to ? `“${to}”` : 'nothing'}`,
  )
  return [
    `   Nearest true wording: “${nearest.place.text}”`,
    writePlace(nearest.place, nearest.place.citation_id),
    ...(changes.length > 0 ? [`   ${changes.join('; ')}.`] : []),
  ]
}
