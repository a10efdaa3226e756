import type { ArticleFormat } from './article.ts'
import { detectFormat, formatOfName } from './detect-format.ts'
import { parsingCost } from './formats/markdown-cost.ts'
import type { SourceFile } from './reading.ts'

/** Reading plain text takes a time in proportion to its length: this much, some 50 ms. */
const longestText = 1_000_000
/** Markdown up to here was parsed in two seconds at worst, whatever it holds (decision 0023). */
const longestMarkdown = 16_000
const greatestCost = 16_000_000

/** Whether a file, by its name and its size in bytes, may turn out to be read in this process. */
export function mayBeReadHere(path: string, size: number): boolean {
  const named = formatOfName(path)
  if (named === 'markdown') return size <= longestMarkdown
  return (named === 'text' || named === undefined) && size <= longestText
}

/**
 * Whether a file is read in this process, rather than in one that can be killed: what no parser gets,
 * and plain text and Markdown that cannot take it long.
 */
export function isReadHere(file: SourceFile): boolean {
  const detected = detectFormat(file)
  return 'problem' in detected || isHarmless(detected.format, file.bytes)
}

function isHarmless(format: ArticleFormat, bytes: Uint8Array): boolean {
  if (format === 'text') return bytes.length <= longestText
  if (format !== 'markdown' || bytes.length > longestMarkdown) return false
  // In UTF-16 no line looks blank so: a run seems longer than it is, never shorter.
  return parsingCost(Buffer.from(bytes).toString('latin1')) <= greatestCost
}
