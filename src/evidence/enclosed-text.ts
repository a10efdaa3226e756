const closers: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '“': '”',
  '„': '”',
  '«': '»',
  '「': '」',
  '『': '』',
  '（': '）',
  '《': '》',
}
const closing = new Set(Object.values(closers))
const opensBefore = /[\s([{“"—–-]/
const letter = /[\p{L}\p{N}]/u

/**
 * Tells for each UTF-16 unit of a sentence whether it stands inside brackets or quotation marks,
 * the marks themselves included.
 * @returns undefined where a mark is opened and not closed, or the other way round
 */
export function enclosedUnits(sentence: string): Uint8Array | undefined {
  const enclosed = new Uint8Array(sentence.length)
  const awaited: string[] = []
  for (let at = 0; at < sentence.length; at += 1) {
    const mark = sentence[at] as string
    if (awaited.length > 0) enclosed[at] = 1
    const closer = closerOf(sentence, at, awaited)
    if (closer === 'close') awaited.pop()
    else if (closer === 'unpaired') return undefined
    else if (closer) {
      enclosed[at] = 1
      awaited.push(closer)
    } else if (mark === '`') return undefined
  }
  return awaited.length === 0 ? enclosed : undefined
}

/** What a unit does: closes the innermost pair, opens one that the returned mark closes, or nothing. */
function closerOf(sentence: string, at: number, awaited: readonly string[]): string | undefined {
  const mark = sentence[at] as string
  const innermost = awaited.at(-1)
  const isApostrophe = mark === '’' || mark === "'" || mark === '‘'
  if (isApostrophe) return singleMark(sentence, at, innermost)
  if (mark === innermost) return 'close'
  if (mark === '"') return awaited.includes('"') ? 'unpaired' : '"'
  const closer = closers[mark]
  if (closer) return closer
  return closing.has(mark) ? 'unpaired' : undefined
}

/** A single mark opens before a word, closes behind one, and is an apostrophe within one. */
function singleMark(sentence: string, at: number, innermost: string | undefined) {
  const mark = sentence[at] as string
  const before = sentence[at - 1] ?? ' '
  const after = sentence[at + 1] ?? ' '
  if (mark === '‘') return '’'
  if (mark === innermost) return letter.test(after) ? undefined : 'close'
  // `'90s`, `'em`: a single mark before a word that nothing closes.
  if (mark === "'" && opensBefore.test(before) && letter.test(after)) {
    return /[^\s]'(?![\p{L}\p{N}])/u.test(sentence.slice(at + 1)) ? "'" : undefined
  }
  return undefined
}
