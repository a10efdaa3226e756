/** How far ahead a token is looked for, in UTF-16 units: past marks that the tokenizer leaves out. */
const farthest = 64

/**
 * Where the tokens of a text begin, in UTF-16 units of the text, in their order. Tokens are folded
 * (lower case, no accents, `##` before a continued word), so they are followed along a folded copy.
 * A token that stands for unknown characters is put where the one before it ended.
 */
export function locateTokens(text: string, tokens: readonly string[]): number[] {
  const { folded, places } = fold(text)
  let cursor = 0
  return tokens.map((token) => {
    const piece = token.startsWith('##') ? token.slice(2) : token
    const found = folded.slice(cursor, cursor + farthest + piece.length).indexOf(piece)
    const start = found < 0 ? cursor : cursor + found
    if (found >= 0) cursor = start + piece.length
    return places ? (places[start] ?? text.length) : start
  })
}

/** The folded copy, and for each of its units the place it comes from; none where they are the same. */
function fold(text: string): { folded: string; places?: readonly number[] } {
  if (/^\p{ASCII}*$/u.test(text)) return { folded: text.toLowerCase() }
  const places: number[] = []
  let folded = ''
  let place = 0
  for (const character of text) {
    const plain = character
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
    for (let unit = 0; unit < plain.length; unit += 1) places.push(place)
    folded += plain
    place += character.length
  }
  return { folded, places }
}
