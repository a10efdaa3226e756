const small = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const large =
  'thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty ' +
  'seventy eighty ninety hundred hundreds thousand thousands million millions billion billions ' +
  'trillion dozen dozens half halves third thirds quarter quarters twice thrice double triple'
const spelled = new Map([
  ...small.map((word, value): [string, string] => [word, String(value)]),
  ...large.split(' ').map((word): [string, string] => [word, word]),
])

const digits = /\p{N}+(?:[.,:’'\u00a0\u202f]\p{N}+)*/gu
/** Ideographs for numbers before what they count, or several in a row. */
const ideographs =
  /[零〇一二兩两三四五六七八九十百千萬万億亿]{2,}|[兩两二三四五六七八九十](?=[個个名項项間间家次年月日倍成位座條条人])/gu
/** They count nothing: "in case", "really". */
const phrases = /萬一|万一|千萬|千万|一一|十分|百分/gu

/**
 * The numbers of a text, written one way: digits without the marks between thousands, small numbers
 * in English words as digits. "One" counts nothing more often than not and is left out.
 */
export function numbersIn(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase()
  const written = (folded.match(digits) ?? []).map(withoutMarks)
  const words = (folded.match(/\p{Script=Latin}+/gu) ?? []).flatMap(
    (word) => spelled.get(word) ?? [],
  )
  const counted = folded.replace(phrases, ' ').match(ideographs) ?? []
  return [...written, ...words.filter((word) => word !== '1'), ...counted]
}

function withoutMarks(number: string): string {
  return number.replace(/[,’'\u00a0\u202f]/g, '')
}
