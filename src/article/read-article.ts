import type { Block } from './article.ts'
import type { ArticleDraft } from './article-draft.ts'
import { decodeText } from './decode-text.ts'
import { formatOfName } from './detect-format.ts'
import { articleId, hashArticle } from './hash-article.ts'
import { readMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'

/** Canonical text to blocks, one reader a format. */
const readers: Record<ArticleDraft['format'], (text: string) => Block[]> = {
  text: readText,
  markdown: readMarkdown,
}

/**
 * Reads one file's bytes as the article at `path` (relative to the corpus, `/` between the parts).
 * @throws FootnoteError `article_unreadable` when the bytes are not text
 */
export function readArticle(path: string, bytes: Uint8Array): ArticleDraft {
  const { text } = decodeText(bytes, path)
  const format = formatOfName(path) ?? 'text'
  const blocks = readers[format](text)
  return { id: articleId(path), path, format, text, revision: hashArticle(text), blocks }
}
