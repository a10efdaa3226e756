import type { QuotationClass } from '../../src/verify/judge-quotation.ts'

/** A true quotation of a file. */
export interface TrueQuote {
  readonly doc: string
  readonly quote: string
}

/** A quotation, right or made wrong by one rule, and what it should be told to be. */
export interface QuoteCase {
  readonly rule: string
  readonly quote: string
  readonly source?: string
  readonly speaker?: string
  readonly expected: QuotationClass
  /** What the nearest wording should name as changed. */
  readonly kinds?: readonly string[]
}

type Rule = (
  given: TrueQuote,
  at: number,
  all: readonly TrueQuote[],
) => Omit<QuoteCase, 'rule'> | undefined

const auxiliary = /\b(is|are|was|were|has|have|had|will|would|can|could|should|must)\b/
const negation = /\s(?:not|never|no)\b/
/** Words and what a careless hand makes of them. */
const exchanged = new Map([
  ['will', 'may'],
  ['over', 'under'],
  ['urged', 'refused'],
  ['more', 'less'],
  ['and', 'or'],
  ['for', 'against'],
  ['the', 'their'],
])
const invented = [
  'Every household on the west bank will get a free rowing boat before the spring tide',
  'The museum of clocks keeps eleven kinds of time, and none of them is ours',
  'Nobody at the ministry would say how many lanterns had been ordered for the bridge',
  'Our bakers rise at three, and by five the whole valley smells of cardamom',
  'A new tram line to the salt works should open within two winters, the council hopes',
]

const rules: Readonly<Record<string, Rule>> = {
  'as it stands': ({ doc, quote }) => ({ quote, source: doc, expected: 'exact' }),
  'other marks, spaces and dashes': ({ doc, quote }) => {
    const written = `"${quote.replace(/[’‘]/g, "'").replace(/[–—]/g, ' - ').replace(/ /g, '\u00A0')}"`
    return { quote: written.slice(1, -1), source: doc, expected: 'normalised' }
  },
  'a figure is another': ({ quote }) => {
    const written = quote.replace(/\d(?!.*\d)/s, (digit) => String((Number(digit) + 3) % 10))
    return changed(quote, written, ['number', 'date'])
  },
  'a negation goes or comes': ({ quote }) => {
    const written = negation.test(quote)
      ? quote.replace(negation, '')
      : quote.replace(auxiliary, '$1 not')
    return changed(quote, written, ['negation'])
  },
  'a name is another': ({ quote }) => {
    const written = quote.replace(/(?<=\p{Ll},? )\p{Lu}\p{Ll}{2,}/u, 'Okafor')
    return changed(quote, written, ['name', 'date'])
  },
  'a word is exchanged': ({ quote }) => {
    const written = quote.replace(/(?<= )\p{Ll}+(?= )/gu, (word) => exchanged.get(word) ?? word)
    return changed(quote, written, undefined)
  },
  'a word is left out': ({ quote }) => {
    const words = quote.split(' ')
    const at = Math.floor(words.length / 2)
    if (words.length < 6) return undefined
    return { quote: words.filter((_, number) => number !== at).join(' '), expected: 'not_found' }
  },
  'another source is named': ({ doc, quote }, at, all) => {
    const other = [...new Set(all.map((one) => one.doc))].filter((name) => name !== doc)
    return { quote, source: other[at % other.length] ?? '', expected: 'misattributed' }
  },
  'a foreign speaker is named': ({ quote }, at) => {
    const speakers = ['Ines Okafor', 'Prof. Martin Sole', 'Paula Reyes']
    return { quote, speaker: speakers[at % speakers.length] ?? '', expected: 'misattributed' }
  },
  'the middle is an ellipsis': ({ quote }) => {
    const words = quote.split(' ')
    const third = Math.floor(words.length / 3)
    if (third < 3) return undefined
    const written = [...words.slice(0, third), '…', ...words.slice(-third)].join(' ')
    return { quote: written, expected: 'spliced' }
  },
  'its halves change places': ({ quote }) => {
    const words = quote.split(' ')
    const half = Math.floor(words.length / 2)
    if (half < 5) return undefined
    return { quote: [...words.slice(half), ...words.slice(0, half)].join(' '), expected: 'spliced' }
  },
  'two sources are made one': ({ doc, quote }, at, all) => {
    const other = all.slice(at + 1).find((one) => one.doc !== doc)
    const isLong = (text: string) => text.split(' ').length >= 6
    if (!other || !isLong(quote) || !isLong(other.quote)) return undefined
    return { quote: `${quote.replace(/[.,;]$/, '')}. ${other.quote}`, expected: 'spliced' }
  },
}

/** Cases of every rule over every quotation, and some that nobody said. */
export function misquote(all: readonly TrueQuote[]): QuoteCase[] {
  const made = Object.entries(rules).flatMap(([rule, write]) =>
    all.flatMap((given, at) => {
      const one = write(given, at, all)
      // What a rule leaves as it was is no case of it.
      const isChanged = one && (rule === 'as it stands' || !same(one, given))
      return isChanged ? [{ rule, ...one }] : []
    }),
  )
  const none = invented.map((quote) => ({
    rule: 'invented',
    quote,
    expected: 'not_found' as const,
  }))
  return [...made, ...none]
}

function same({ quote, source, speaker }: Omit<QuoteCase, 'rule'>, given: TrueQuote): boolean {
  return quote === given.quote && speaker === undefined && (source ?? given.doc) === given.doc
}

function changed(before: string, quote: string, kinds: readonly string[] | undefined) {
  if (before === quote) return undefined
  return { quote, expected: 'not_found' as const, ...(kinds ? { kinds } : {}) }
}
