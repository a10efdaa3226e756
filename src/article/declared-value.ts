import { findDate } from './find-date.ts'
import type { Declared } from './reading.ts'

/** Under these names an object keeps its own words: a person, a page, a text that was rendered. */
const nameKeys = ['name', 'rendered', '@value', 'value', '@id']

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * The words of a value, of a list of them, or of an object with a name; a few levels deep, for objects
 * can hold each other in a circle.
 */
export function wordsOf(value: unknown, levels = 3): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim()
  if (typeof value !== 'object' || value === null || levels === 0) return undefined
  if (Array.isArray(value)) {
    const words = value.slice(0, 100).map((item) => wordsOf(item, levels - 1))
    return words.filter(Boolean).join(', ')
  }
  const key = nameKeys.find((name) => Object.hasOwn(value, name))
  return key ? wordsOf((value as Record<string, unknown>)[key], levels - 1) : undefined
}

/** What is declared under a name, in its one form, or undefined where that is not what it says. */
export function acceptDeclared(name: keyof Declared, text: string): string | undefined {
  const isUrl = /^https?:\/\/\S+$/.test(text)
  if (name === 'url') return isUrl ? text : undefined
  if (name === 'publishedAt') return dateOf(text)
  if (name === 'language') return /^[a-z]{2,3}(?=$|[-_])/i.exec(text)?.[0].toLowerCase()
  // A number is the key of a person or a place in some other table.
  const isName = name === 'title' || /\p{L}/u.test(text)
  return isUrl || text.length > 300 || text === '' || !isName
    ? undefined
    : text.replace(/\s+/g, ' ')
}

/**
 * The calendar day of a date, as it is written there: ISO 8601, RFC 5322, seconds or milliseconds since
 * 1970 (their day in UTC), else as in running text.
 */
function dateOf(text: string): string | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?=$|[T\s])/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const mail = /^(?:[a-z]{3,9},\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?\s+(\d{4})\b/i.exec(text)
  const month = months.indexOf((mail?.[2] ?? '').toLowerCase()) + 1
  if (mail && month > 0) return dayOf(Number(mail[3]), month, Number(mail[1]))
  if (/^\d{9,10}(?:\.\d+)?$|^\d{12,13}$/.test(text)) {
    const number = Number(text)
    return new Date(number < 1e11 ? number * 1000 : number).toISOString().slice(0, 10)
  }
  return findDate(text)?.date
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && year >= 1000 ? date.toISOString().slice(0, 10) : undefined
}
