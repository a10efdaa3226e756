import { extname } from 'node:path'
import type { ArticleFormat } from './article.ts'
import type { SourceFile } from './reading.ts'
import { readSignature } from './signatures.ts'
import { lookAtText, type TextLook } from './text-formats.ts'
import { wideEncoding } from './wide-encoding.ts'

const formats: ReadonlyMap<string, ArticleFormat> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
  ['.pdf', 'pdf'],
  ['.docx', 'docx'],
  ['.json', 'json'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.xml', 'feed'],
  ['.rss', 'feed'],
  ['.atom', 'feed'],
  ['.rdf', 'feed'],
  ['.eml', 'email'],
  ['.mht', 'email'],
  ['.mhtml', 'email'],
  ['.mbox', 'mbox'],
])

/** Each format in plain words, as messages name it. */
export const formatNames: Readonly<Record<ArticleFormat, string>> = {
  text: 'a plain text',
  markdown: 'a Markdown text',
  html: 'a web page',
  pdf: 'a PDF document',
  docx: 'a Word document',
  json: 'a JSON file',
  jsonl: 'a JSON Lines file',
  csv: 'a table (CSV)',
  feed: 'a feed',
  email: 'an e-mail',
  mbox: 'a mailbox',
}

/** Bytes looked at to tell one text format from another. */
const sampleBytes = 64 * 1024

/** The format of a file, or as the rest of a sentence about it why it is none that could be read. */
export type DetectedFormat = { readonly format: ArticleFormat } | { readonly problem: string }

/** The format that a file's name announces, or undefined when it is none that is known. */
export function formatOfName(path: string): ArticleFormat | undefined {
  return formats.get(extname(path).toLowerCase())
}

/** The extensions of some formats, with the dot. */
export function extensionsOf(read: (format: ArticleFormat) => boolean): string[] {
  return [...formats].filter(([, format]) => read(format)).map(([extension]) => extension)
}

/**
 * What a file is: by its first bytes, then by the look of its text, and by its name where the content
 * may be either. A file whose name says one thing and whose content surely is another is what its
 * content says.
 */
export function detectFormat({ path, bytes }: SourceFile): DetectedFormat {
  const signed = readSignature(bytes)
  if (signed?.format) return { format: signed.format }
  if (signed) return { problem: `is ${signed.name}, which is not read` }
  const named = formatOfName(path)
  const look = lookAtText(sampleOf(bytes))
  if (look && 'name' in look) return { problem: `is ${look.name}, which is not read` }
  return settle(path, named, look)
}

function settle(
  path: string,
  named: ArticleFormat | undefined,
  look: Extract<TextLook, { format: ArticleFormat }> | undefined,
): DetectedFormat {
  // One line of JSON is both, and a broken first line tells nothing.
  if (look?.format === 'json' && named === 'jsonl') return { format: 'jsonl' }
  if (look?.sure) return { format: look.format }
  if (named === 'pdf' || named === 'docx') {
    return { problem: `is named like ${formatNames[named]} but is none` }
  }
  // A piece of a page among plain text would be read with its tags as words.
  if (named === 'text' && look?.format === 'html') return { format: 'html' }
  if (named) return { format: named }
  const extension = extensionOf(path)
  if (extension) return { problem: `has the format ${extension}, which is not read` }
  return { format: look?.format ?? 'text' }
}

/** `.css`, but not what follows the point in `Report No. 7` or `v1.2`. */
function extensionOf(path: string): string | undefined {
  const extension = extname(path)
  return /^\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(extension) ? extension : undefined
}

/** The beginning of a file, good enough to see its marks, which are ASCII in every encoding. */
function sampleOf(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes)
  return new TextDecoder(wideEncoding(bytes) ?? 'utf-8').decode(sample)
}
