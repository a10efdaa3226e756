import type { ArticleDraft } from './article-draft.ts'
import { decodeText } from './decode-text.ts'
import { formatOfName } from './detect-format.ts'
import { readMarkdown } from './formats/read-markdown.ts'
import { readText } from './formats/read-text.ts'
import { articleId, hashArticle } from './hash-article.ts'
import type {
  ArticleFormat,
  FileReading,
  Reader,
  Reading,
  ReadingProblem,
  SourceFile,
} from './reading.ts'

/** One reader a format; those with a parser of some size load it when it is first needed. */
const readers: Record<ArticleFormat, Reader> = {
  text: asItIs(readText),
  markdown: asItIs(readMarkdown),
}

/** The articles of one file, and the parts of it that could not be read. */
export interface FileDrafts {
  readonly drafts: readonly ArticleDraft[]
  readonly problems: readonly ReadingProblem[]
}

/**
 * Reads one file's articles.
 * @throws FootnoteError `article_unreadable` when none can be read
 */
export async function readArticles(file: SourceFile): Promise<FileDrafts> {
  const format = formatOfName(file.path) ?? 'text'
  const { articles, problems = [] } = await readers[format](file)
  return { drafts: articles.map((reading) => draftOf(file.path, format, reading)), problems }
}

/**
 * Reads the bytes of one plain text or Markdown file as the article at `path`.
 * @throws FootnoteError `article_unreadable` when the bytes are not text
 */
export function readArticle(path: string, bytes: Uint8Array): ArticleDraft {
  const format = formatOfName(path) === 'markdown' ? 'markdown' : 'text'
  const blocksOf = format === 'markdown' ? readMarkdown : readText
  const { text } = decodeText(bytes, path)
  return draftOf(path, format, { text, blocks: blocksOf(text) })
}

/** Files whose canonical text is what they hold. */
function asItIs(blocksOf: (text: string) => Reading['blocks']): Reader {
  return ({ path, bytes }): FileReading => {
    const { text } = decodeText(bytes, path)
    return { articles: [{ text, blocks: blocksOf(text) }] }
  }
}

function draftOf(path: string, format: ArticleFormat, reading: Reading): ArticleDraft {
  const id = articleId(path, reading.entry)
  return { id, path, format, revision: hashArticle(reading.text), ...reading }
}
