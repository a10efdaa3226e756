import { detectLanguage } from './detect-language.ts'

/**
 * The language a document declares, as a BCP 47 primary language, unless its text shows for certain
 * that it is another: templates say `en` over Chinese text.
 */
export function agreedLanguage(declared: string | undefined, text: string): string | undefined {
  const language = /^[a-z]{2,3}(?=$|[-_])/i.exec(declared?.trim() ?? '')?.[0].toLowerCase()
  const shown = language ? detectLanguage(text) : 'und'
  return shown === 'und' || shown === language ? language : undefined
}
