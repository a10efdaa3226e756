import type { ArticleFormat } from './article.ts'

/**
 * What the first bytes of common files that are not text look like, each byte as one character and
 * `?` for any, and in plain words what they are. Each holds something that no article begins with.
 */
const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF document'],
  ['PK\u0003\u0004', 'a ZIP container'],
  ['PK\u0005\u0006', 'an empty ZIP container'],
  ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'an old Office document'],
  ['{\\rtf', 'an RTF document'],
  ['%!PS-', 'a PostScript document'],
  ['\u0089PNG', 'a PNG image'],
  ['\u00ff\u00d8\u00ff', 'a JPEG image'],
  ['GIF87a', 'a GIF image'],
  ['GIF89a', 'a GIF image'],
  ['II*\0', 'a TIFF image'],
  ['MM\0*', 'a TIFF image'],
  ['RIFF????WEBP', 'a WebP image'],
  ['RIFF????WAVE', 'a recording'],
  ['RIFF????AVI ', 'a video'],
  ['\0\0\0?ftyp', 'a video, or an image in HEIF or AVIF'],
  ['\u001aE\u00df\u00a3', 'a video'],
  ['OggS\0', 'a recording'],
  ['fLaC\0', 'a recording'],
  ['ID3\u0002', 'a recording'],
  ['ID3\u0003', 'a recording'],
  ['ID3\u0004', 'a recording'],
  ['\u001f\u008b', 'a gzip archive'],
  ['BZh?1AY&SY', 'a bzip2 archive'],
  ['\u00fd7zXZ\0', 'an xz archive'],
  ['\u0028\u00b5\u002f\u00fd', 'a Zstandard archive'],
  ['7z\u00bc\u00af\u0027\u001c', 'a 7-Zip archive'],
  ['Rar!\u001a\u0007', 'a RAR archive'],
  [`${'?'.repeat(257)}ustar`, 'a tar archive'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['\u007fELF', 'a program'],
]

/** What stands in ZIP containers of one kind, in the names of the files they hold. */
const zipKinds: readonly (readonly [string, string])[] = [
  ['word/', 'a Word document'],
  ['xl/workbook', 'an Excel workbook'],
  ['ppt/presentation', 'a PowerPoint presentation'],
  ['application/epub+zip', 'an EPUB book'],
  ['application/vnd.oasis.opendocument.text', 'an OpenDocument text'],
  ['application/vnd.oasis.opendocument', 'an OpenDocument file'],
]

/** The same for the containers of old Office programs, whose names are in UTF-16. */
const oleKinds: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'an Office document protected by a password'],
  ['WordDocument', 'a document of an old Word (.doc)'],
  ['Workbook', 'a workbook of an old Excel (.xls)'],
  ['PowerPoint Document', 'a presentation of an old PowerPoint (.ppt)'],
  ['__substg1.0_', 'an Outlook message (.msg)'],
]

/** Formats that are no text, by the name their signature gives them. */
const formats: ReadonlyMap<string, ArticleFormat> = new Map([
  ['a PDF document', 'pdf'],
  ['a Word document', 'docx'],
])

/** A format whose signature bytes begin with: in plain words, and which of ours it is, if one. */
export interface Signed {
  readonly name: string
  readonly format?: ArticleFormat
}

/** What bytes are that are not text, as far as their first ones (and names inside containers) tell. */
export function readSignature(bytes: Uint8Array): Signed | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = buffer.toString('latin1', 0, 1024)
  const found = signatures.find(([mark]) => begins(head, mark))?.[1]
  if (!found) return lateHeader(head)
  const name = kindOf(buffer, found)
  const format = formats.get(name)
  return format ? { name, format } : { name }
}

function begins(head: string, mark: string): boolean {
  if (head.length < mark.length) return false
  for (let at = 0; at < mark.length; at += 1) {
    if (mark[at] !== '?' && mark[at] !== head[at]) return false
  }
  return true
}

function kindOf(buffer: Buffer, name: string): string {
  const kind = (
    kinds: readonly (readonly [string, string])[],
    encoding: 'latin1' | 'utf16le',
  ): string | undefined => kinds.find(([mark]) => buffer.includes(mark, 0, encoding))?.[1]
  if (name === 'an old Office document') return kind(oleKinds, 'utf16le') ?? name
  if (name !== 'a ZIP container') return name
  const found = kind(zipKinds, 'latin1') ?? name
  // Any archive may hold a folder named so; an Office document says what each of its parts is.
  return found === 'a Word document' && !buffer.includes('[Content_Types].xml') ? name : found
}

/** A PDF may begin with some other bytes: readers look for its header in the first 1024. */
function lateHeader(head: string): Signed | undefined {
  // The line behind it is there to show that the file is binary.
  const isPdf = /%PDF-\d\.\d\s{1,2}%[\x80-\xff]{2}/.test(head)
  return isPdf ? { name: 'a PDF document', format: 'pdf' } : undefined
}
