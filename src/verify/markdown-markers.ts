/** How far a link's address may reach, in UTF-16 units. */
const longestAddress = 500

const startsMarker = new Set('*_~[]\\#>-+•!')
// An item or a heading may be empty: nothing follows its marker in the line.
const lineMarker = /[ \t]{0,3}(?:>[ \t]?|(?:#{1,6}|[-+*•])(?:[ \t]+|(?=[\r\n\u2028\u2029]|$)))/y
const noteReference = /\[(?:\\?\^[^\]\s]{1,40}|\d{1,3})\]/y
const linkAddress = new RegExp(
  `\\]\\([^()\\s]{0,${longestAddress}}(?:\\([^()\\s]{0,200}\\)[^()\\s]{0,200})?(?:[ \\t]+"[^"\\n]{0,200}")?\\)`,
  'y',
)

/**
 * Passes over a marker of Markdown that is no part of the words: emphasis, heading, quotation and
 * list markers at the beginning of a line, escapes, links' addresses, references to notes, and square
 * brackets, which in a quotation are an editor's.
 * @returns where the text goes on; `at` itself where no marker stands
 */
export function skipMarkdown(text: string, at: number): number {
  const character = text[at] as string
  if (!startsMarker.has(character)) return at
  if (isLineStart(text, at)) {
    const end = match(lineMarker, text, at)
    if (end > at) return end
  }
  switch (character) {
    case '*':
    case '_':
    case '~':
      return skipEmphasis(text, at, character)
    case '[':
      return Math.max(match(noteReference, text, at), at + 1)
    case ']':
      return Math.max(match(linkAddress, text, at), at + 1)
    case '!':
      return text[at + 1] === '[' ? at + 1 : at
    case '\\':
      return /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '') ? at + 1 : at
    default:
      return at
  }
}

/** A run of two is always a marker; one alone is not between letters, nor a lone `~` or `*`. */
function skipEmphasis(text: string, at: number, character: string): number {
  let end = at
  // An escaped marker is what the text itself has, where it is judged without the escape.
  while (text[end] === character || (text[end] === '\\' && text[end + 1] === character)) end += 1
  if (character !== '_' && end - at >= 2) return end
  if (character === '~') return at
  const isEscaped = text[at - 1] === '\\'
  const [before, after] = [text[at - (isEscaped ? 2 : 1)] ?? ' ', text[end] ?? ' ']
  const isWordBefore = /[\p{L}\p{N}]/u.test(before)
  const isWordAfter = /[\p{L}\p{N}]/u.test(after)
  if (isWordBefore && isWordAfter) return at
  return /\s/.test(before) && /\s/.test(after) && character === '*' ? at : end
}

/** Markdown without its escapes (CommonMark 0.31, 2.4): the words as a reader sees them. */
export function withoutEscapes(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

function isLineStart(text: string, at: number): boolean {
  let from = at
  // Markers may follow each other: a list in a quotation.
  while (from > 0 && at - from < 12 && /[ \t>\\]/.test(text[from - 1] as string)) from -= 1
  return from === 0 || /[\r\n\u2028\u2029]/.test(text[from - 1] as string)
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
