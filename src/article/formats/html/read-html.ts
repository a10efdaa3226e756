import { FootnoteError } from '../../../errors.ts'
import type { Block } from '../../article.ts'
import { findDate } from '../../find-date.ts'
import type { Declared, FileReading, SourceFile } from '../../reading.ts'
import { blockRoles } from './block-roles.ts'
import { readDeclared } from './declared.ts'
import { decodeHtml } from './decode-html.ts'
import { findMainText } from './main-text.ts'
import { parsePage } from './parse-page.ts'
import { visibleText } from './visible-text.ts'

/**
 * Reads a web page. The canonical text is all that the page shows, in order; which of it is the
 * article is said by the roles of the blocks.
 * @throws FootnoteError `article_unreadable` when the page shows no text or cannot be decoded
 */
export function readHtml({ path, bytes }: SourceFile): FileReading {
  return { articles: [readPage(decodeHtml(bytes, path), path)] }
}

/** One page, decoded: see `readHtml`. */
export function readPage(html: string, path: string): FileReading['articles'][number] {
  const page = parsePage(html, path)
  const { text, blocks } = visibleText(page)
  if (blocks.length === 0) {
    throw new FootnoteError('article_unreadable', `${path} shows no text without its scripts.`, {
      nextStep: 'Open it in a browser, save the page as shown, and ingest again.',
    })
  }
  const main = findMainText(page)
  const ofArticle = blocks.filter(({ element }) => !main || main.elements.has(element))
  const sample = ofArticle.map(({ start, end }) => text.slice(start, end)).join('\n')
  const declared = readDeclared(page, main, sample)
  const roles = blockRoles({ text, blocks, article: main?.elements, title: declared.title })
  return { text, blocks: roles, declared: { ...declared, ...shownBy(text, roles, declared) } }
}

/** What the page's own lines say better than its head: the title without the site's name, a date. */
function shownBy(
  text: string,
  blocks: readonly Block[],
  { title, publishedAt }: Declared,
): Declared {
  const shown = (role: Block['role']) =>
    blocks.filter((block) => block.role === role).map(({ start, end }) => text.slice(start, end))
  const heading = shown('title')[0]?.replace(/\s+/g, ' ')
  const date = shown('metadata').flatMap((line) => findDate(line)?.date ?? [])[0]
  return {
    ...(heading && title?.startsWith(heading) ? { title: heading } : {}),
    ...(!publishedAt && date ? { publishedAt: date } : {}),
  }
}
