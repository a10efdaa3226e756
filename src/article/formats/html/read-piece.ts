import { FootnoteError } from '../../../errors.ts'
import type { Reading } from '../../reading.ts'
import { blockRoles } from './block-roles.ts'
import { parsePage } from './parse-page.ts'
import { visibleText } from './visible-text.ts'

/**
 * Reads a piece of a page that is an article and nothing else, as feeds, records and e-mails hold it.
 * @throws FootnoteError `article_unreadable` when it shows no text
 */
export function readPiece(html: string, path: string): Pick<Reading, 'text' | 'blocks'> {
  const isPage = /<(?:html|body)[\s>]/i.test(html.slice(0, 20_000))
  const page = parsePage(isPage ? html : `<article>${html}</article>`, path)
  const { text, blocks } = visibleText(page)
  if (blocks.length === 0) {
    const nextStep = 'Look whether it holds more than pictures.'
    throw new FootnoteError('article_unreadable', `${path} shows no text.`, { nextStep })
  }
  return { text, blocks: blockRoles({ text, blocks, article: undefined, title: undefined }) }
}
