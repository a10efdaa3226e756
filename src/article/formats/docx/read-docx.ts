import { FootnoteError } from '../../../errors.ts'
import { agreedLanguage } from '../../agreed-language.ts'
import type { Block } from '../../article.ts'
import { isMadeTitle } from '../../made-title.ts'
import type { Declared, FileReading, SourceFile } from '../../reading.ts'
import type { PageBlock } from '../html/line-writer.ts'
import { headingLevel } from '../html/page-elements.ts'
import { ancestors, attribute, elementsOf, parsePage } from '../html/parse-page.ts'
import { visibleText } from '../html/visible-text.ts'
import { documentHtml } from './document-html.ts'
import { broken, packDocument, unpackDocument } from './unpack.ts'

/**
 * Reads a Word document: its paragraphs, headings with their levels, lists, tables row by row, and
 * behind them its notes. What stands at the edges of pages is not among them.
 * @throws FootnoteError `article_unreadable` for a document that is broken, too large or without text
 */
export async function readDocx({ path, bytes }: SourceFile): Promise<FileReading> {
  const parts = unpackDocument(bytes, path)
  const properties = propertiesOf(parts.get('docProps/core.xml'), path)
  const page = parsePage(await bodyOf(parts, path), path)
  const { text, blocks } = visibleText(page)
  if (blocks.length === 0) {
    throw new FootnoteError('article_unreadable', `${path} holds no text.`, {
      nextStep: 'If its pages are pictures, make a PDF of it and put a text layer into that.',
    })
  }
  return {
    articles: [{ text, blocks: blocks.map(blockOf), declared: declaredOf(properties, text) }],
  }
}

async function bodyOf(parts: Map<string, Uint8Array>, path: string): Promise<string> {
  try {
    return await documentHtml(packDocument(parts))
  } catch (cause) {
    throw broken(path, cause)
  }
}

function blockOf({ start, end, element }: PageBlock): Block {
  for (const around of ancestors(element)) {
    const style = attribute(around, 'class')
    if (style === 'title') return { start, end, role: 'title' }
    if (style === 'caption') return { start, end, role: 'caption' }
    const level = headingLevel(around)
    if (level) return { start, end, role: 'heading', level }
    if (around.tagName === 'td' || around.tagName === 'li') break
  }
  return { start, end, role: 'content' }
}

/** The core properties (ECMA-376, part 2, 11), by the names of their elements. */
function propertiesOf(core: Uint8Array | undefined, path: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  if (!core) return properties
  for (const element of elementsOf(parsePage(new TextDecoder().decode(core), path))) {
    const [node] = element.childNodes
    const text = node && 'value' in node ? node.value.replace(/\s+/g, ' ').trim() : ''
    if (text !== '' && text.length <= 300) properties.set(element.tagName, text)
  }
  return properties
}

/** When a document was begun or saved is no date of publication. */
function declaredOf(properties: ReadonlyMap<string, string>, text: string): Declared {
  const title = properties.get('dc:title')
  const values = {
    title: title && !isMadeTitle(title) ? title : undefined,
    byline: properties.get('dc:creator'),
    publisher: properties.get('dc:publisher'),
    language: agreedLanguage(properties.get('dc:language'), text),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}
