import { FootnoteError } from '../errors.ts'
import type { ArticleFormat } from './article.ts'
import type { ArticleDraft } from './article-draft.ts'
import { decodeText } from './decode-text.ts'
import { detectFormat, extensionsOf, formatNames } from './detect-format.ts'
import { readText } from './formats/read-text.ts'
import { articleId, hashArticle } from './hash-article.ts'
import type {
  FileReading,
  Reader,
  Reading,
  ReadingOptions,
  ReadingProblem,
  SourceFile,
} from './reading.ts'

/** One reader a format; those with a parser of some size load it when it is first needed. */
const readers: Partial<Record<ArticleFormat, Reader>> = {
  text: asItIs(readText),
  markdown: async (file) => asItIs((await import('./formats/read-markdown.ts')).readMarkdown)(file),
  pdf: async (file) => (await import('./formats/pdf/read-pdf.ts')).readPdf(file),
  docx: async (file) => (await import('./formats/docx/read-docx.ts')).readDocx(file),
  html: async (file) => (await import('./formats/html/read-html.ts')).readHtml(file),
  json: async (...file) => (await import('./formats/read-json.ts')).readJson(...file),
  jsonl: async (...file) => (await import('./formats/read-json.ts')).readJsonLines(...file),
  csv: async (...file) => (await import('./formats/read-csv.ts')).readCsv(...file),
  feed: async (file) => (await import('./formats/read-feed.ts')).readFeed(file),
  email: async (file) => (await import('./formats/read-email.ts')).readEmail(file),
  mbox: async (file) => (await import('./formats/read-email.ts')).readMailbox(file),
}

/** Formats that are read. */
export const readFormats = Object.keys(readers) as readonly ArticleFormat[]

/** The articles of one file, and the parts of it that could not be read. */
export interface FileDrafts {
  readonly drafts: readonly ArticleDraft[]
  readonly problems: readonly ReadingProblem[]
}

/**
 * Reads one file's articles.
 * @throws FootnoteError `article_unreadable` when none can be read
 */
export async function readArticles(
  file: SourceFile,
  options: ReadingOptions = {},
): Promise<FileDrafts> {
  const detected = detectFormat(file)
  if ('problem' in detected) throw notRead(file.path, detected.problem)
  return readAs(detected.format, file, options)
}

/**
 * Reads one file's articles as those of a format, whatever it looks like.
 * @throws FootnoteError `article_unreadable` when none can be read
 */
export async function readAs(
  format: ArticleFormat,
  file: SourceFile,
  options: ReadingOptions = {},
): Promise<FileDrafts> {
  const reader = readers[format]
  if (!reader) throw notRead(file.path, `is ${formatNames[format]}, which is not read`)
  const { articles, problems = [] } = await reader(file, options)
  return { drafts: articles.map((reading) => draftOf(file.path, format, reading)), problems }
}

function notRead(path: string, problem: string): FootnoteError {
  const extensions = extensionsOf((format) => readers[format] !== undefined)
  const nextStep = `Formats read: ${extensions.join(', ')}. Convert it, or take it away.`
  return new FootnoteError('article_unreadable', `${path} ${problem}.`, { nextStep })
}

/** Files whose canonical text is what they hold. */
function asItIs(blocksOf: (text: string) => Reading['blocks']): (file: SourceFile) => FileReading {
  return ({ path, bytes }): FileReading => {
    const { text } = decodeText(bytes, path)
    return { articles: [{ text, blocks: blocksOf(text) }] }
  }
}

/** The article that a reader took out of the file at `path`. */
export function draftOf(path: string, format: ArticleFormat, reading: Reading): ArticleDraft {
  const id = articleId(path, reading.entry)
  return { id, path, format, revision: hashArticle(reading.text), ...reading }
}
