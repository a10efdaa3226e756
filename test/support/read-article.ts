import type { ArticleDraft } from '../../src/article/article-draft.ts'
import { decodeText } from '../../src/article/decode-text.ts'
import { formatOfName } from '../../src/article/detect-format.ts'
import { readMarkdown } from '../../src/article/formats/read-markdown.ts'
import { readText } from '../../src/article/formats/read-text.ts'
import { draftOf } from '../../src/article/read-article.ts'

/** Reads the bytes of one plain text or Markdown file, without waiting, as the article at `path`. */
export function readArticle(path: string, bytes: Uint8Array): ArticleDraft {
  const format = formatOfName(path) === 'markdown' ? 'markdown' : 'text'
  const blocksOf = format === 'markdown' ? readMarkdown : readText
  const { text } = decodeText(bytes, path)
  return draftOf(path, format, { text, blocks: blocksOf(text) })
}
