import { numbersIn } from './numbers-in.ts'

/** What connecting words are held against. */
export interface WordsCase {
  readonly words: string
  /** The quotes before and behind them. */
  readonly beside: readonly string[]
  /** All sentences that could have been quoted. */
  readonly offered: readonly string[]
  readonly question: string
}

/**
 * Letters, digits and plain punctuation: no quotation marks of any script, no brackets that a number
 * of a quote stands in, nothing that Markdown or HTML act on, no line breaks, nothing invisible.
 */
const plain =
  /^(?:(?![\u02b0-\u02ff])[\p{L}\p{M}\p{N}\p{Zs},.;:?!()…–—\-%'’，。；：？！、（）·])*$/u
/** An apostrophe stands behind a letter; anywhere else it can open a quotation. Two are a mark. */
const openingApostrophe = /(?<!\p{L}\p{M}*)['’]|['’]{2}|,,/u
/** `www.example.org`, `report.pdf`. */
const address = /\p{L}\.\p{L}{2}/u
/** More marks on a letter than any script puts there. */
const piledMarks = /\p{M}{4}/u

/** Words in a row, or ideographs, that are an article's rather than chance. */
const longestShared = { words: 6, ideographs: 12 }

/**
 * Whether connecting words are that and no more. What they say cannot be checked; that they do not
 * pass for a quote, lead elsewhere, or bring numbers that the quotes beside them do not have, can.
 */
export function mayStand({ words, beside, offered, question }: WordsCase): boolean {
  if (!plain.test(words) || !/\p{L}/u.test(words)) return false
  if (openingApostrophe.test(words) || address.test(words) || piledMarks.test(words)) return false
  const known = new Set(beside.flatMap(numbersIn))
  if (numbersIn(words).some((number) => !known.has(number))) return false
  return !repeats(words, offered, question)
}

/** A sentence written out is a quote that nobody has compared, with quotation marks or without. */
function repeats(words: string, offered: readonly string[], question: string): boolean {
  const runs = runsOf(words)
  if (runs.length === 0) return false
  const asked = ` ${tokensOf(question).join(' ')} `
  const said = offered.map((text) => ` ${tokensOf(text).join(' ')} `)
  return runs.some((run) => !asked.includes(run) && said.some((text) => text.includes(run)))
}

function runsOf(text: string): string[] {
  const tokens = tokensOf(text)
  return tokens.flatMap((_, at) => {
    const six = tokens.slice(at, at + longestShared.words)
    const isHan = six.every((token) => /^\p{Script=Han}$/u.test(token))
    const length = isHan ? longestShared.ideographs : longestShared.words
    const run = tokens.slice(at, at + length)
    return run.length === length ? [` ${run.join(' ')} `] : []
  })
}

function tokensOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase()
  return folded.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
}
