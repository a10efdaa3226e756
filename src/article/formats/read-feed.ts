import { FootnoteError } from '../../errors.ts'
import { acceptDeclared } from '../declared-value.ts'
import type { FieldValues } from '../find-fields.ts'
import type { Declared, FileReading, SourceFile } from '../reading.ts'
import { type FeedField, type FeedPart, readFeedElements } from './feed-elements.ts'
import { decodeHtml } from './html/decode-html.ts'
import { type Markup, plainWords } from './read-field-text.ts'
import { type FoundRecord, readRecords } from './read-records.ts'

/**
 * Articles of a feed: RSS 0.9 to 2.0, RSS 1.0 (RDF) or Atom, one an item, with the fullest text that it
 * has of it. The feed's title is the publisher, unless an item says which other feed it is from.
 * @throws FootnoteError `article_unreadable` when it is no feed or no item has a text
 */
export async function readFeed({ path, bytes }: SourceFile): Promise<FileReading> {
  const { root, head, items } = readFeedElements(decodeHtml(bytes, path))
  if (root !== 'rss' && root !== 'feed' && root !== 'rdf') {
    const what = root === undefined ? 'holds no XML' : 'is no feed (RSS or Atom)'
    const nextStep = 'Convert it to a format that is read, or take it away.'
    throw new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep })
  }
  const base = addressOf(head, undefined)
  const records = items.map((item, at) => recordOf(item, at + 1, base))
  const declared = await declaredOf(head)
  const nextStep = 'Feeds often tell of an article without its text; save its page instead.'
  return readRecords({ path, noun: 'item', records, declared, nextStep }, {})
}

async function declaredOf(head: FeedPart): Promise<Declared> {
  const publisher = acceptDeclared('publisher', await plainWords(wordsOf(head, 'title') ?? ''))
  const said = wordsOf(head, 'language', 'dc:language') ?? head.attributes['xml:lang'] ?? ''
  const language = acceptDeclared('language', said)
  const byline = authorsOf(head)
  return {
    ...(publisher ? { publisher } : {}),
    ...(language ? { language } : {}),
    ...(byline ? { byline } : {}),
  }
}

function recordOf(item: FeedPart, number: number, base: string | undefined): FoundRecord {
  if (item.isCut) return { number, broken: 'is cut off' }
  const [text, markup] = textOf(item)
  const source = item.fields.get('source')?.[0]
  const values: FieldValues = {
    id: wordsOf(item, 'guid', 'id') ?? item.attributes['rdf:about'],
    title: wordsOf(item, 'title', 'dc:title'),
    author: authorsOf(item),
    date: wordsOf(item, 'pubDate', 'published', 'issued', 'dc:date', 'updated', 'modified'),
    publisher: source?.inner.get('title') ?? source?.text,
    url: addressOf(item, base) ?? permanentAddress(item),
    language: item.attributes['xml:lang'] ?? wordsOf(item, 'dc:language'),
    text,
  }
  return { number, values, markup }
}

/** The fullest text of an item, and how it is written. */
function textOf(item: FeedPart): [string | undefined, Markup] {
  for (const name of ['content:encoded', 'content', 'description', 'summary', 'dc:description']) {
    for (const field of item.fields.get(name) ?? []) {
      const text = field.html ?? field.text
      if (text.trim() !== '') return [text, markupOfField(name, field)]
    }
  }
  return [undefined, 'text']
}

/** Atom says how its texts are written; RSS holds HTML, or words without a mark of it. */
function markupOfField(name: string, { attributes, text, html }: FeedField): Markup {
  if (html !== undefined) return 'html'
  const { type } = attributes
  const isAtom = name === 'content' || name === 'summary'
  if (isAtom && (type === undefined || /^text(?:\/plain)?$/.test(type))) return 'text'
  if (type === 'text/markdown') return 'markdown'
  return /<\/?[a-z!]|&(?:#\w+|[a-z]\w*);/i.test(text) ? 'html' : 'text'
}

function wordsOf(part: FeedPart, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const words = part.fields
      .get(name)
      ?.find(({ text }) => text.trim() !== '')
      ?.text.trim()
    if (words) return words
  }
  return undefined
}

/** `Ann Lee`, of Atom's elements, Dublin Core's, or RSS's `ann@post.example (Ann Lee)`. */
function authorsOf(item: FeedPart): string {
  const fields = [...(item.fields.get('author') ?? []), ...(item.fields.get('dc:creator') ?? [])]
  const names = fields.map(({ inner, text, html }) => {
    const words = html === undefined ? text : (inner.get('name') ?? '')
    return (/\(([^()]+)\)\s*$/.exec(words)?.[1] ?? words).trim()
  })
  return [...new Set(names.filter((name) => name !== '' && !/^\S+@\S+$/.test(name)))].join(', ')
}

/** Where a feed or an item stands on the web, if it says so. */
function addressOf(part: FeedPart, base: string | undefined): string | undefined {
  const links = part.fields.get('link') ?? []
  const alternate = links.find(
    ({ attributes }) => attributes.href && (attributes.rel ?? 'alternate') === 'alternate',
  )
  const words = links.find(({ text }) => text.trim() !== '')?.text.trim()
  const address = words ?? alternate?.attributes.href
  return address && URL.canParse(address, base) ? new URL(address, base).href : undefined
}

function permanentAddress(item: FeedPart): string | undefined {
  const guid = item.fields.get('guid')?.[0]
  return guid?.attributes.isPermaLink === 'false' ? undefined : guid?.text.trim()
}
