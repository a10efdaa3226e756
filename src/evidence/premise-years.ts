import {
  agreement,
  conflictAt,
  contentTerms,
  neighbours,
  type PremiseCase,
  type PremiseConflict,
  type ReadWord,
  sharedTerms,
} from './premise-words.ts'

/** Words before a number that make it a year. */
const beforeYear =
  /^(in|since|by|of|during|until|till|from|to|before|after|around|circa|early|late|mid|the|between|and|for|year|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/i

/** Words that make a span of years out of one or two. */
const openSpan = /^(since|from|until|till|to|through|by|before|after|between|and)$/i

/** The year that a word stands for, where it is one. */
export function yearAt(words: readonly ReadWord[], at: number): number | undefined {
  const { text, isName } = words[at] ?? { text: '', isName: false }
  if (isName || !/^(1[0-9]|20)\d\d$/.test(text)) return undefined
  const before = words[at - 1]
  const next = words[at + 1]
  const isDated = !before || !next || beforeYear.test(before.text) || /^\d{1,2}$/.test(before.text)
  return isDated || before.isName || next.isName ? Number(text) : undefined
}

interface SaidYear {
  readonly year: number
  readonly at: number
  readonly start: number
  readonly end: number
}

/** Years a sentence names, "this year" and "last year" by the date of its article. */
function saidYears({ said, publishedAt }: PremiseCase): SaidYear[] {
  const published = /^\d{4}/.test(publishedAt ?? '') ? Number(publishedAt?.slice(0, 4)) : undefined
  return said.flatMap((word, at) => {
    const year = yearAt(said, at)
    if (year !== undefined) return [{ year, at, start: word.start, end: word.end }]
    const before = said[at - 1]
    if (published === undefined || word.text !== 'year' || !before) return []
    const offset = ['last', 'this', 'next'].indexOf(before.text.toLowerCase()) - 1
    if (offset < -1 || !/^(last|this|next)$/i.test(before.text)) return []
    return [{ year: published + offset, at, start: before.start, end: word.end }]
  })
}

/** Another year of the same thing. */
export function yearConflicts(premiseCase: PremiseCase): PremiseConflict[] {
  const { asked, said, sentence } = premiseCase
  const years = asked.flatMap((_, at) => (yearAt(asked, at) === undefined ? [] : [at]))
  const [at] = years
  if (at === undefined || years.length > 1) return []
  const wanted = yearAt(asked, at)
  const found = saidYears(premiseCase)
  if (found.length === 0 || found.some(({ year }) => year === wanted)) return []
  if (wanted === undefined || isWithin(wanted, found, said)) return []
  const frame = neighbours(asked, at, 3)
  const nearest = found
    .map((one) => ({ one, share: sharedTerms(frame, near(said, one.at, 8)) }))
    .sort((left, right) => right.share - left.share)[0]
  if (!nearest) return []
  const { one, share } = nearest
  // The only year of a sentence dates all of it; of several, the one beside the same words counts.
  const bound = found.length === 1 ? 0.7 + 0.3 * share : (0.4 + 0.6 * share) * 0.8
  const strength = agreement(premiseCase, [at]) * bound
  return [conflictAt('year', asked[at]?.text ?? '', sentence, one.start, one.end, strength)]
}

/** "Since 2010" holds for later years, "until" for earlier ones, two of them for those between. */
function isWithin(wanted: number, found: readonly SaidYear[], said: readonly ReadWord[]): boolean {
  const openings = found.map(({ at }) => said[at - 1]?.text ?? '')
  if (!openings.some((word) => openSpan.test(word))) return false
  const years = found.map(({ year }) => year)
  const isLater = wanted > Math.min(...years)
  const isEarlier = wanted < Math.max(...years)
  if (found.length > 1) return isLater && isEarlier
  return /^(since|from|after)$/i.test(openings[0] ?? '') ? isLater : isEarlier
}

function near(words: readonly ReadWord[], at: number, reach: number): Set<string> {
  return contentTerms(words.slice(Math.max(0, at - reach), at + reach + 1))
}
