import type { MiddlewareHandler } from 'hono'
import { setCookie } from 'hono/cookie'
import { type DetectorOptions, languageDetector } from 'hono/language'
import { wordsIn } from './compile-messages.ts'
import {
  type InterfaceLanguage,
  interfaceLanguageFor,
  interfaceLanguages,
} from './interface-language.ts'
import type { Words } from './words.ts'

declare module 'hono' {
  interface ContextVariableMap {
    words: Words
  }
}

const parameter = 'language'
const cookie = 'footnote_language'
const year = 365 * 24 * 60 * 60

const options: Partial<DetectorOptions> = {
  supportedLanguages: [...interfaceLanguages],
  fallbackLanguage: 'en',
  order: ['cookie', 'header'],
  lookupCookie: cookie,
  // Only an explicit choice is kept; what a browser asks for may change with its settings.
  caches: false,
  convertDetectedLanguage: (tag) => interfaceLanguageFor(tag) ?? tag,
}

/**
 * The language of a page: one that was chosen, else the first of `Accept-Language` (RFC 9110 12.5.4) that
 * the page speaks, else English. `?language=` chooses: it is kept in a cookie, and the same address is
 * asked for again without it, so that no link to share holds it.
 */
export const chooseLanguage: MiddlewareHandler[] = [
  async (c, next) => {
    const chosen = c.req.query(parameter)
    const language = chosen === undefined ? undefined : interfaceLanguageFor(chosen)
    if (!language || c.req.method !== 'GET') return next()
    setCookie(c, cookie, language, { path: '/', maxAge: year, sameSite: 'Lax', httpOnly: true })
    return c.redirect(addressWithout(c.req.url), 303)
  },
  languageDetector(options),
  async (c, next) => {
    const language = c.get('language') as InterfaceLanguage
    c.set('words', wordsIn[language])
    await next()
    if (!c.res.headers.get('Content-Type')?.startsWith('text/html')) return
    c.res.headers.set('Content-Language', language)
    c.res.headers.append('Vary', 'Accept-Language, Cookie')
  },
]

/** A path of this server: two slashes at its start would be another one's name. */
function addressWithout(url: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.delete(parameter)
  const query = searchParams.size > 0 ? `?${searchParams}` : ''
  return `${pathname.replace(/^[/\\]+/, '/')}${query}`
}

/** Where a page is in another language. */
export function addressIn(language: InterfaceLanguage, url: string): string {
  const { searchParams } = new URL(url)
  searchParams.set(parameter, language)
  return `?${searchParams}`
}
