/** Words of a document, to tell a hyphen of its own from one that a line's end made. */
export type Vocabulary = ReadonlySet<string>

const hyphenAtEnd = /(\p{L}[\p{L}\p{M}'’]*)[-\u00AD\u2010]$/u
const ideograph = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/

/** Words that join others by a hyphen of their own more often than a line's end parts them. */
const joinsOthers =
  /^(?:well|ill|self|non|ex|long|short|half|high|low|full|part|mid|all|cross|so|north|south|east|west|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/i

/** The words of lines as they are written where no line's end has parted them. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>()
  for (const line of lines) {
    const whole = line.replace(/\S+[-\u00AD\u2010]$/, '')
    for (const [word] of whole.matchAll(/\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*/gu))
      words.add(word.toLowerCase())
  }
  return words
}

/**
 * What goes between two lines of a paragraph, and how much of the first line's end goes away: nothing
 * between ideographs, a space between words, and where a word was parted by a hyphen the word again,
 * unless the hyphen is its own: so written elsewhere, or behind a word that joins others so.
 */
export function joint(
  line: string,
  next: string,
  vocabulary: Vocabulary,
): { readonly drop: number; readonly between: string } {
  const before = hyphenAtEnd.exec(line)?.[1]
  const after = /^\p{L}[\p{L}\p{M}'’]*/u.exec(next)?.[0]
  if (before !== undefined) {
    if (!after || /^\p{Lu}/u.test(after)) return { drop: 0, between: '' }
    const first = /[\p{L}\p{M}'’-]+(?=[-\u00AD\u2010]$)/u.exec(line)?.[0] ?? before
    const whole = `${first}${after}`.toLowerCase()
    const isOwn =
      !line.endsWith('\u00AD') &&
      !vocabulary.has(whole) &&
      (joinsOthers.test(first) || vocabulary.has(`${first}-${after}`.toLowerCase()))
    return { drop: isOwn ? 0 : 1, between: '' }
  }
  if (/\d[-–/]$/.test(line) && /^\d/.test(next)) return { drop: 0, between: '' }
  const isHan = ideograph.test(line.at(-1) ?? '') && ideograph.test(next[0] ?? '')
  return { drop: 0, between: isHan ? '' : ' ' }
}
