import { agreedLanguage } from '../../agreed-language.ts'
import { findDate } from '../../find-date.ts'
import type { Declared } from '../../reading.ts'
import type { MainText } from './main-text.ts'
import { attribute, elementsOf, type Page, type PageElement } from './parse-page.ts'

/** What pages call the same thing, best first. */
const dateNames = [
  'article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'article:modified_time',
]
const publisherNames = ['og:site_name', 'publisher', 'dc.publisher', 'dcterms.publisher']
const longestValue = 300

/**
 * What a page says of its article: JSON-LD and the usual `meta` names as Readability reads them, then
 * the canonical link, `<time>`, and the language where the text does not gainsay it.
 */
export function readDeclared(page: Page, main: MainText | undefined, text: string): Declared {
  const head = readHead(page)
  const values = {
    title: line(main?.title ?? head.meta.get('og:title') ?? head.title),
    byline: bylineOf(main?.byline ?? head.meta.get('author')),
    publisher: publisherOf([main?.publisher, ...publisherNames.map((name) => head.meta.get(name))]),
    publishedAt: dateOf([
      main?.published,
      ...dateNames.map((name) => head.meta.get(name)),
      ...head.times,
    ]),
    language: agreedLanguage(head.language, text),
    url: urlOf([head.canonical, head.meta.get('og:url'), savedFrom(page)]),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}

interface Head {
  title?: string
  canonical?: string | undefined
  language?: string | undefined
  readonly meta: Map<string, string>
  readonly times: string[]
}

function readHead(page: Page): Head {
  const head: Head = { meta: new Map(), times: [] }
  for (const element of elementsOf(page)) {
    if (element.tagName === 'html') head.language = attribute(element, 'lang')
    else if (element.tagName === 'title') head.title ??= textOf(element)
    else if (element.tagName === 'meta') addMeta(head, element)
    else if (element.tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'canonical')
      head.canonical ??= attribute(element, 'href')
    else if (element.tagName === 'time' && isPublication(element))
      head.times.push(attribute(element, 'datetime') ?? textOf(element))
  }
  return head
}

function addMeta(head: Head, element: PageElement): void {
  const name =
    attribute(element, 'property') ?? attribute(element, 'name') ?? attribute(element, 'itemprop')
  const content = attribute(element, 'content')?.trim()
  const key = name?.trim().toLowerCase()
  if (key && content && !head.meta.has(key)) head.meta.set(key, content)
}

/** Times in running text tell of anything; those marked as the article's own tell of it. */
function isPublication(element: PageElement): boolean {
  const marks = ['itemprop', 'pubdate', 'class'].map((name) => attribute(element, name) ?? '')
  return (
    attribute(element, 'pubdate') !== undefined ||
    /publish|posted|entry-date/i.test(marks.join(' '))
  )
}

function bylineOf(shown: string | undefined): string | undefined {
  const [first = ''] = (shown ?? '').split(/[\n|·•]/).filter((part) => part.trim() !== '')
  const name = line(first)?.replace(/^(?:by|作者|文|撰文|记者|記者)(?:\s*[:：]\s*|\s+)/i, '')
  return name && name.length <= 100 && !/^https?:/.test(name) ? name : undefined
}

function publisherOf(candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.map(line).find((name) => name && !/^https?:/.test(name))
}

/** The calendar date as it is written, in the time zone it is written in. */
function dateOf(candidates: readonly (string | undefined)[]): string | undefined {
  for (const shown of candidates) {
    const written = /^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(shown ?? '')
    const date = written ? `${written[1]}-${written[2]}-${written[3]}` : findDate(shown ?? '')?.date
    if (date && !Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return date
  }
  return undefined
}

function urlOf(candidates: readonly (string | undefined)[]): string | undefined {
  return candidates
    .map((candidate) => candidate?.trim())
    .find((url) => url && /^https?:\/\/\S+$/i.test(url) && URL.canParse(url))
}

/** `<!-- saved from url=(0031)https://… -->`, which browsers write into pages they save. */
function savedFrom(page: Page): string | undefined {
  const comments = [
    ...page.childNodes,
    ...page.childNodes.flatMap((node) => ('childNodes' in node ? node.childNodes : [])),
  ]
  for (const node of comments) {
    const found = 'data' in node ? /saved from url=\(\d+\)(\S+)/.exec(node.data) : null
    if (found) return found[1]
  }
  return undefined
}

function textOf(element: PageElement): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
}

function line(value: string | undefined): string | undefined {
  const folded = value?.replace(/\s+/g, ' ').trim()
  return folded && folded.length <= longestValue ? folded : undefined
}
