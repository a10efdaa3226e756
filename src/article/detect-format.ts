import { extname } from 'node:path'
import type { Article } from './article.ts'

const formats: ReadonlyMap<string, Article['format']> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
])

/** What the first bytes of common files that are not plain text look like. */
const signatures: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'a PDF document', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a ZIP container (DOCX, ODT, EPUB and others)', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an old Office document', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'an RTF document', bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { name: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a gzip archive', bytes: [0x1f, 0x8b] },
]

/** Extensions that are read, with the dot. */
export const readableExtensions: readonly string[] = [...formats.keys()]

/** The format that a file's name announces, or undefined when it is none that is read. */
export function formatOfName(path: string): Article['format'] | undefined {
  return formats.get(extname(path).toLowerCase())
}

/** The name of a format that is not text and whose signature these bytes begin with. */
export function foreignFormat(bytes: Uint8Array): string | undefined {
  const found = signatures.find(({ bytes: expected }) =>
    expected.every((value, index) => bytes[index] === value),
  )
  return found?.name
}
