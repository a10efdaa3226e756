/**
 * BCP 47 tag of the language a question is asked in: `zh-Hant`, `zh-Hans` or `en`. Chinese that both
 * scripts write alike counts as `zh-Hant`.
 */
export function questionLanguage(question: string): 'en' | 'zh-Hant' | 'zh-Hans' {
  const han = question.match(/\p{Script=Han}/gu) ?? []
  const latin = question.match(/\p{Script=Latin}+/gu)?.length ?? 0
  // Kana make it Japanese, which has no framing words of its own.
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(question)
  if (han.length === 0 || han.length < latin || isJapanese) return 'en'
  scripts ??= readScripts()
  const { simplified, traditional } = scripts
  const isOnlyIn = (script: ReadonlySet<string>, other: ReadonlySet<string>) =>
    han.filter((character) => script.has(character) && !other.has(character)).length
  const isSimplified = isOnlyIn(simplified, traditional) > isOnlyIn(traditional, simplified)
  return isSimplified ? 'zh-Hans' : 'zh-Hant'
}

interface Scripts {
  readonly simplified: ReadonlySet<string>
  readonly traditional: ReadonlySet<string>
}

let scripts: Scripts | undefined

type ByteRange = readonly [first: number, last: number]

/**
 * The characters of either script are those of the character set made for it: GB 2312 (1980), and
 * Big5 (1984) without what was added to it later.
 */
function readScripts(): Scripts {
  const high: ByteRange = [0xa1, 0xfe]
  const both: readonly ByteRange[] = [[0x40, 0x7e], high]
  return {
    simplified: decoded('gbk', [[[0xb0, 0xf7], [high]]]),
    traditional: decoded('big5', [
      [[0xa4, 0xc5], both],
      [[0xc6, 0xc6], [[0x40, 0x7e]]],
      [[0xc9, 0xf8], both],
      [
        [0xf9, 0xf9],
        [
          [0x40, 0x7e],
          [0xa1, 0xd5],
        ],
      ],
    ]),
  }
}

function decoded(
  encoding: string,
  rows: readonly (readonly [leading: ByteRange, trailing: readonly ByteRange[]])[],
): Set<string> {
  const bytes: number[] = []
  for (const [[first, last], trailing] of rows) {
    for (let leading = first; leading <= last; leading += 1) {
      for (const [from, to] of trailing) {
        for (let second = from; second <= to; second += 1) bytes.push(leading, second)
      }
    }
  }
  return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)))
}
