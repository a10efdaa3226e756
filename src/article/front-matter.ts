import { parseDocument } from 'yaml'
import { acceptDeclared, wordsOf } from './declared-value.ts'
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
    const candidates = names[name].map((key) => wordsOf(values.get(key)))
    const value = candidates.map((text) => text && acceptDeclared(name, text)).find(Boolean)
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
