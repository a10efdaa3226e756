import iconv from 'iconv-lite'

/** Encodings of Chinese, Japanese and Korean fonts by the names PDF has for them (ISO 32000, 9.7.5.2). */
const encodings: readonly (readonly [RegExp, string])[] = [
  [/^(?:(?:GB|GBpc|GBK|GBKp)-EUC|GBK2K)-[HV]$/, 'gb18030'],
  [/^(?:B5pc|HKscs-B5|ETen-B5|ETenms-B5)-[HV]$/, 'big5-hkscs'],
  [/^(?:83pv|90ms|90msp|90pv)-RKSJ-[HV]$/, 'shift_jis'],
  [/^EUC-[HV]$/, 'euc-jp'],
  [/^(?:KSC-EUC|KSCms-UHC|KSCms-UHC-HW|KSCpc-EUC)-[HV]$/, 'cp949'],
]
const unicode = /^Uni(?:GB|CNS|JIS|JISX0213|JIS2004|KS)-(?:UCS2|UTF16)(?:-HW)?-[HV]$/
const toUnicode = /^Adobe-(?:GB1|CNS1|Japan1|Korea1|KR)-UCS2$/

/**
 * The character maps that PDF takes for known. pdf.js has them as files of 1.7 MB; here they are made,
 * in a numbering of our own: a character's number (CID) is its place in Unicode. That serves for
 * reading text, and not for drawing it. One object a document.
 */
export class CharacterMaps {
  /** Names of maps that were asked for and are not at hand: text in them would be lost. */
  readonly missing = new Set<string>()
  private isNumbered = false

  /** pdf.js asks for `{ kind: 'cMapUrl', filename }`, and for fonts, which reading text needs not. */
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const map = kind === 'cMapUrl' ? this.mapOf(filename) : undefined
    if (map === undefined) {
      if (kind === 'cMapUrl') this.missing.add(filename)
      throw new Error(`${filename} is not at hand.`)
    }
    return new Uint8Array(Buffer.from(map, 'latin1'))
  }

  private mapOf(name: string): string | undefined {
    // Fonts that number their characters as Adobe does need Adobe's own map to Unicode.
    if (toUnicode.test(name)) return this.isNumbered ? identityToUnicode() : undefined
    const encoding = encodings.find(([pattern]) => pattern.test(name))?.[1]
    if (!encoding && !unicode.test(name)) return undefined
    this.isNumbered = true
    return encoding ? codesOf(encoding) : identityOfCodes()
  }
}

function identityOfCodes(): string {
  return cmap(
    ['1 begincodespacerange', '<0000> <ffff>', 'endcodespacerange'],
    ['1 begincidrange', '<0000> <ffff> 0', 'endcidrange'],
  )
}

function codesOf(encoding: string): string {
  const characters: string[] = []
  const leads: number[] = []
  for (let lead = 0; lead < 256; lead += 1) {
    const single = characterOf(encoding, [lead])
    if (single !== undefined) {
      characters.push(`<${hex(lead)}> ${single}`)
      continue
    }
    const before = characters.length
    for (let trail = 0x40; trail < 256; trail += 1) {
      const character = characterOf(encoding, [lead, trail])
      if (character !== undefined) characters.push(`<${hex(lead)}${hex(trail)}> ${character}`)
    }
    if (characters.length > before) leads.push(lead)
  }
  const singles = Array.from({ length: 256 }, (_, code) => code).filter(
    (code) => !leads.includes(code),
  )
  const spaces = [
    ...singles.map((code) => `<${hex(code)}> <${hex(code)}>`),
    ...leads.map((lead) => `<${hex(lead)}40> <${hex(lead)}ff>`),
  ]
  return cmap(
    [`${spaces.length} begincodespacerange`, ...spaces, 'endcodespacerange'],
    [`${characters.length} begincidchar`, ...characters, 'endcidchar'],
  )
}

/** The one Unicode unit that bytes are in an encoding, or undefined. */
function characterOf(encoding: string, bytes: readonly number[]): number | undefined {
  const text = iconv.decode(Buffer.from(bytes), encoding)
  return text.length === 1 && text !== '\uFFFD' ? text.charCodeAt(0) : undefined
}

function identityToUnicode(): string {
  const ranges = Array.from({ length: 256 }, (_, high) => {
    const row = hex(high)
    return `<${row}00> <${row}ff> <${row}00>`
  })
  return cmap(
    ['1 begincodespacerange', '<0000> <ffff>', 'endcodespacerange'],
    [`${ranges.length} beginbfrange`, ...ranges, 'endbfrange'],
  )
}

function cmap(spaces: readonly string[], entries: readonly string[]): string {
  const head = ['/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap']
  return [...head, ...spaces, ...entries, 'endcmap', 'end', 'end'].join('\n')
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
