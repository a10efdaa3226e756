import type { BundleCheck } from '../verify/check-bundle.ts'
import type { Place, Verification, VerifiedQuotation } from '../verify/verification.ts'
import { failed } from '../verify/verify-quotations.ts'

/** UTF-16 units of a quotation that are shown; the place says where the rest is. */
const longestShown = 160

const plainWords: Readonly<Record<VerifiedQuotation['status'], string>> = {
  exact: 'exact',
  normalised: 'normalised',
  misattributed: 'misattributed',
  spliced: 'spliced',
  not_found: 'not found',
}

/** A verification for a terminal: a line of counts, then each quotation with its verdict. */
export function printVerification(name: string, text: string, reply: Verification): string {
  const { summary, quotations, unclosed, searched } = reply
  const counts = (Object.keys(plainWords) as VerifiedQuotation['status'][])
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${plainWords[status]}`)
  const short = summary.too_short > 0 ? ` (${summary.too_short} too short to judge)` : ''
  const lines = [
    `${name}: ${count(summary.quotations, 'quotation')}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}${short}`,
    ...quotations.flatMap((quotation) => ['', ...quotationLines(text, quotation)]),
    ...unclosed.map(
      (at) => `\n        ${lineAndColumn(text, at)}  This quotation mark is never closed.`,
    ),
  ]
  if (searched.kept_texts_left_out > 0) {
    lines.push('', `${count(searched.kept_texts_left_out, 'old text')} could not be searched.`)
  }
  return `${lines.join('\n')}\n`
}

function quotationLines(text: string, quotation: VerifiedQuotation): string[] {
  const { status, start, quote, places, splice, nearest, claimed, speaker } = quotation
  const mark = failed(quotation) ? 'FAIL' : quotation.too_short ? '  ? ' : '  ok'
  const verdict = quotation.stale ? `${plainWords[status]}, in an old text` : plainWords[status]
  const lines = [`  ${mark}  ${lineAndColumn(text, start ?? 0)}  ${verdict}: “${shorten(quote)}”`]
  const add = (line: string) => lines.push(`          ${line}`)
  if (status === 'misattributed' && claimed?.holds === false) add(`not in ${claimed.given}, but:`)
  if (speaker?.beside === false) add(`${speaker.name} is not named there:`)
  const [place] = places
  if (place) add(placeLine(place, quotation.places_found))
  if (place?.cuts_word) add('a word of the article is cut')
  if (splice) {
    for (const piece of splice.pieces) add(`“${shorten(piece.text)}” ${placeLine(piece.place, 1)}`)
    for (const leftOut of splice.left_out) add(`left out: “${shorten(leftOut.trim())}”`)
  }
  if (nearest) {
    add(`nearest (${nearest.similarity.toFixed(2)}): “${shorten(nearest.place.text)}”`)
    add(placeLine(nearest.place, 1))
    for (const { kind, from, to } of nearest.changes.slice(0, 10)) {
      add(
        `${kind}: ${from ? `“${shorten(from)}”` : 'nothing'} became ${to ? `“${shorten(to)}”` : 'nothing'}`,
      )
    }
  }
  return lines
}

/** `file.txt 120-188, “Title” (cit_…)`; offsets in UTF-16 units. */
function placeLine(place: Place, found: number): string {
  const more = found > 1 ? `, and ${count(found - 1, 'more place')}` : ''
  const { source_path: path, start, end, title, citation_id: id } = place
  return `${path} ${start}-${end}, “${title}” (${id})${more}`
}

/** A check of a bundle for a terminal. */
export function printBundleCheck(name: string, check: BundleCheck): string {
  const { citations, problems, questions } = check
  const exact = citations.filter(({ status }) => status === 'exact').length
  const verdict =
    problems.length === 0 ? 'whole' : `${count(problems.length, 'thing')} in it does not hold`
  return `${[
    `${name}: bundle, ${verdict}; ${exact} of ${count(citations.length, 'quote')} exact`,
    ...questions.map((question) => `  question: ${shorten(question)}`),
    ...citations.flatMap(({ status, quote, source_path: path, title, id }) => [
      '',
      `  ${status === 'exact' ? '  ok' : 'FAIL'}  ${status}: “${shorten(quote)}”`,
      `          ${path}, “${title}” (${id})`,
    ]),
    ...(problems.length > 0 ? [''] : []),
    ...problems.map(({ pointer, message }) => `  FAIL  #${pointer}: ${message}`),
  ].join('\n')}\n`
}

function lineAndColumn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n')
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** One line of what may be several, cut in the middle where it is long. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= longestShown) return line
  return `${line.slice(0, longestShown / 2)} … ${line.slice(-longestShown / 2)}`
}
