import { parseDocument } from 'yaml'
import { findDate } from './find-date.ts'
import type { Declared } from './reading.ts'

const names: Readonly<Record<keyof Declared, readonly string[]>> = {
  title: ['title', 'headline'],
  byline: ['author', 'authors', 'byline', 'by'],
  publisher: ['publisher', 'source', 'site', 'site_name', 'sitename', 'publication'],
  publishedAt: [
    'date',
    'published',
    'published_at',
    'publishedat',
    'publish_date',
    'pubdate',
    'updated',
  ],
  language: ['language', 'lang', 'locale'],
  url: ['url', 'canonical', 'canonical_url', 'link', 'permalink', 'source_url', 'source'],
}

/**
 * Reads YAML front matter, given with or without its `---` lines. Malformed front matter says nothing:
 * it is still a block of the article, and no reason to lose it.
 */
export function readFrontMatter(source: string): Declared {
  const values = fieldsOf(source.replace(/^---[ \t]*\r?\n|(?:^|\r?\n)---[ \t]*$/g, ''))
  const found: { -readonly [Name in keyof Declared]: string } = {}
  for (const name of Object.keys(names) as (keyof Declared)[]) {
    const candidates = names[name].map((key) => textOf(values.get(key)))
    const value = candidates.map((text) => text && accept(name, text)).find(Boolean)
    if (value) found[name] = value
  }
  return found
}

function fieldsOf(yaml: string): Map<string, unknown> {
  try {
    const document = parseDocument(yaml, { logLevel: 'silent' })
    const value: unknown = document.errors.length > 0 ? undefined : document.toJS()
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
    return new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]))
  } catch {
    // An alias that expands without end: the file is no worse an article for it.
    return new Map()
  }
}

/** A value, a list of them, or an object with a name; two levels, for aliases can make circles. */
function textOf(value: unknown, levels = 2): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim()
  if (typeof value !== 'object' || value === null || levels === 0) return undefined
  if (!Array.isArray(value)) return 'name' in value ? textOf(value.name, levels - 1) : undefined
  return value
    .map((item) => textOf(item, levels - 1))
    .filter(Boolean)
    .join(', ')
}

function accept(name: keyof Declared, text: string): string | undefined {
  const isUrl = /^https?:\/\/\S+$/.test(text)
  if (name === 'url') return isUrl ? text : undefined
  if (name === 'publishedAt') return findDate(text)?.date
  if (name === 'language') return /^[a-z]{2,3}(?=$|[-_])/i.exec(text)?.[0].toLowerCase()
  return isUrl || text.length > 300 ? undefined : text.replace(/\s+/g, ' ')
}
