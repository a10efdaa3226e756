import type { Child } from 'hono/jsx'
import { wordsIn } from '../../src/web/messages/compile-messages.ts'
import type { InterfaceLanguage } from '../../src/web/messages/interface-language.ts'
import { WordsContext } from '../../src/web/messages/use-words.ts'

/** A view as markup, in English unless another language is named. */
export function renderIn(view: Child, language: InterfaceLanguage = 'en'): string {
  return (
    <WordsContext.Provider value={wordsIn[language]}>{view}</WordsContext.Provider>
  ).toString()
}
