/** Numbers from 0 up to 1, the same for the same seed (mulberry32, T. Ettinger 2017). */
export type Chance = () => number

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const below = (chance: Chance, limit: number) => Math.floor(chance() * limit)
const oneOf = <Item>(chance: Chance, items: readonly Item[]): Item =>
  items[below(chance, items.length)] as Item

/** What parsers look for, so that random bytes get further than the first of them. */
const tokens = [
  ...['<', '>', '</p>', '<p>', '<div', '<table><tr><td>', '<!--', '-->', '<script>', '&#x', '&lt;'],
  ...['<svg>', '<template>', '<![CDATA[', ']]>', '<?xml version="1.0"?>', '<!DOCTYPE html>', '="'],
  ...['<rss><channel><item>', '<feed><entry>', '<title>', '</title>', '<content type="html">'],
  ...['{', '}', '[', ']', '"', ':', ',', '\\u00', '\\', 'null', '1e999', '{"title":"', '"text":"'],
  ...['title,text\n', ',"', '""', ';', '\t', '\r\n', '\n', '\n\n', '\r', ' ', '\0', '\uFEFF'],
  ...[
    'From: a@b.example\n',
    'Content-Type: multipart/mixed; boundary=x\n\n--x\n',
    '--x--',
    '=?utf-8?B?',
  ],
  ...[
    'Content-Transfer-Encoding: base64\n',
    'Subject: ',
    '=20=\n',
    'begin 644 a\n',
    'charset=big5',
  ],
  ...['%PDF-1.7\n', '1 0 obj\n', '<</Type/Catalog/Pages 1 0 R>>', 'endobj\n', 'stream\n', 'xref\n'],
  ...['trailer<</Root 1 0 R>>', 'startxref\n9\n%%EOF', 'BT /F1 12 Tf (a) Tj ET', '/Kids[1 0 R]'],
  ...[
    'PK\x03\x04',
    'PK\x01\x02',
    'PK\x05\x06',
    'word/document.xml',
    '[Content_Types].xml',
    '<w:p>',
  ],
  ...['# ', '> ', '- ', '```', '---\n', '| a |\n|-|\n', '[a]: b\n', '[^1]', '**', '_', '![](', 'a'],
  ...['。', '第', '“', '\u2028', '\u{1F600}', '\uD800', 'café', 'text of some words. '],
]

/** Up to about 2,000 bytes: noise, tokens of all formats, or both, behind a beginning of its own. */
export function randomBytes(chance: Chance, start = ''): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(start, 'latin1')]
  const noise = oneOf(chance, [0, 0.3, 1])
  const count = below(chance, oneOf(chance, [3, 30, 200]))
  for (let part = 0; part < count; part += 1) {
    const isNoise = chance() < noise
    const bytes = isNoise ? noiseOf(chance, 1 + below(chance, 16)) : tokenOf(chance)
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

function noiseOf(chance: Chance, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => below(chance, 256)))
}

function tokenOf(chance: Chance): Buffer {
  const token = Buffer.from(oneOf(chance, tokens))
  const times = chance() < 0.02 ? 1 + below(chance, 300) : 1
  return Buffer.concat(Array.from({ length: times }, () => token))
}

/** A copy with one to eight wounds: bits flipped, parts cut off, taken out, doubled, or from others. */
export function mutate(
  chance: Chance,
  original: Uint8Array,
  others: readonly Uint8Array[],
): Uint8Array {
  let bytes = Buffer.from(original)
  // Mostly a few: behind many of them nothing is left that a parser goes on with.
  for (let wound = Math.floor(8 * chance() ** 3); wound >= 0; wound -= 1) {
    bytes = Buffer.from(oneOf(chance, wounds)(chance, bytes, others))
  }
  return bytes
}

type Wound = (chance: Chance, bytes: Buffer, others: readonly Uint8Array[]) => Uint8Array

const flip: Wound = (chance, bytes) => {
  for (let flips = below(chance, 20); flips >= 0 && bytes.length > 0; flips -= 1) {
    const at = below(chance, bytes.length)
    bytes[at] = (bytes[at] as number) ^ (1 << below(chance, 8))
  }
  return bytes
}
const truncate: Wound = (chance, bytes) => bytes.subarray(0, below(chance, bytes.length))
const remove: Wound = (chance, bytes) => {
  const [start, end] = chunk(chance, bytes)
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
}
const double: Wound = (chance, bytes) => {
  const [start, end] = chunk(chance, bytes)
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)])
}
const splice: Wound = (chance, bytes, others) => {
  const other = Buffer.from(oneOf(chance, others))
  const [start, end] = chunk(chance, other)
  const at = below(chance, bytes.length)
  return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at)])
}
const insertToken: Wound = (chance, bytes) => {
  const at = below(chance, bytes.length)
  return Buffer.concat([bytes.subarray(0, at), tokenOf(chance), bytes.subarray(at)])
}

// Cutting off leaves little for other wounds: it is rarer.
const wounds = [flip, flip, flip, truncate, remove, remove, double, double, splice, insertToken]

function chunk(chance: Chance, bytes: Uint8Array): [start: number, end: number] {
  const start = below(chance, bytes.length)
  const longest = oneOf(chance, [8, 200, 5000])
  return [start, Math.min(bytes.length, start + 1 + below(chance, longest))]
}
