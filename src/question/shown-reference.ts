import { type Exchange, shownQuotes } from './history.ts'

/** Most of a quote that is repeated in a question, in UTF-16 units. */
const longestRepeated = 160

const ordinals: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  fifth: 4,
  last: -1,
}
const ordinal =
  /\bthe (first|second|third|fourth|fifth|last) (?:one|quote|quotation|point|item|answer|article|source)\b|\b(?:quote|point|item|number) ([1-5])\b/i

/** "Who said that?", "where does it say so?": what is asked about is the quote itself. */
const source =
  /^(?:and |but |so |ok,? )?(who|where|when|why|which \w+)\b.{0,30}\b(say|says|said|wrote|write|claimed|claims|told|states?|stated|mentioned|reported)\b.{0,15}?\b(that|this|so|it)\s*[?.!]*$/i

/**
 * "Who said that?", "what was the second one about?": the question with the quote it points at in its
 * place. Undefined when it points at none, or no such quote was shown with the newest answer.
 */
export function quoteShown(question: string, exchanges: readonly Exchange[]): string | undefined {
  const reply = exchanges.at(-1)?.reply ?? ''
  const asked = ordinal.exec(question)
  if (asked) {
    const place = asked[2] ? Number(asked[2]) - 1 : (ordinals[asked[1]?.toLowerCase() ?? ''] ?? 0)
    const quote = shownQuotes(reply).at(place)
    if (!quote) return undefined
    const { index, 0: words } = asked
    return question.slice(0, index) + repeated(quote) + question.slice(index + words.length)
  }
  const said = source.exec(question)
  const quote = said && (shownQuotes(reply)[0] ?? firstSentence(reply))
  if (!said || !quote) return undefined
  const pronoun = question.lastIndexOf(said[3] ?? '')
  return `${question.slice(0, pronoun)}${repeated(quote)}?`
}

/**
 * Of a reply that shows no quotes, as other programs' replies may: what "that" then is. A few words
 * ("the board did") are no claim.
 */
function firstSentence(reply: string): string | undefined {
  const sentence = /^.*?\S.*?(?:[.!?。！？](?=\s|$)|$)/m.exec(reply)?.[0].trim()
  return sentence && sentence.split(/\s+/).length >= 4 ? sentence : undefined
}

/** In quotation marks, cut behind a whole word. */
function repeated(quote: string): string {
  const plain = quote
    .replace(/\s+/g, ' ')
    .replace(/“|(?<![^\s(])"/g, '‘')
    .replace(/[”"]/g, '’')
    .trim()
  if (plain.length <= longestRepeated) return `“${plain}”`
  const cut = plain.slice(0, longestRepeated)
  return `“${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestRepeated / 2)).trimEnd()}…”`
}
