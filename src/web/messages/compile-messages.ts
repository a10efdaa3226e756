import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { messagesIn } from './catalogue.ts'
import { type InterfaceLanguage, interfaceLanguages } from './interface-language.ts'
import { type CompiledMessages, makeWords, type Words } from './words.ts'

/** One language ready to be said: the browser gets these, and no parser. */
export function compileMessages(language: InterfaceLanguage): CompiledMessages {
  const messages = Object.entries(messagesIn(language))
  return Object.fromEntries(messages.map(([key, text]) => [key, compileMessageOrThrow(text)]))
}

/** The words of every language, for pages made here. */
export const wordsIn = Object.fromEntries(
  interfaceLanguages.map((language) => [language, makeWords(language, compileMessages(language))]),
) as Readonly<Record<InterfaceLanguage, Words>>
