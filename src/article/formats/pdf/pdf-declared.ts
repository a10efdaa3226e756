import { agreedLanguage } from '../../agreed-language.ts'
import { findDate } from '../../find-date.ts'
import { isMadeTitle } from '../../made-title.ts'
import type { Declared } from '../../reading.ts'
import type { PdfProperties } from './pdf-document.ts'

const longestValue = 300

/**
 * What a PDF's information dictionary and XMP say of it. When the file was made is no date of
 * publication: only XMP's own date is taken for that.
 */
export function readDeclared(properties: PdfProperties, text: string): Declared {
  const find = (...names: string[]) => names.map((name) => line(properties.get(name))).find(Boolean)
  const title = find('dc:title', 'title')
  const values = {
    title: title && !isMadeTitle(title) ? title : undefined,
    byline: find('dc:creator', 'author'),
    publisher: find('dc:publisher', 'prism:publicationname'),
    publishedAt: dateOf(find('prism:publicationdate', 'dc:date')),
    language: agreedLanguage(find('dc:language', 'language'), text),
    url: find('prism:url')?.match(/^https?:\/\/\S+$/)?.[0],
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value))
}

function dateOf(shown: string | undefined): string | undefined {
  const date = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(shown ?? '')?.[0]
  return date && !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? date : findDate(shown ?? '')?.date
}

function line(value: string | undefined): string | undefined {
  const folded = value?.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return folded && folded.length <= longestValue && !/\p{Surrogate}/u.test(folded)
    ? folded
    : undefined
}
