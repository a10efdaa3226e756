import { answer } from './answer.ts'
import { asking } from './asking.ts'
import { chat } from './chat.ts'
import { feedback } from './feedback.ts'
import type { InterfaceLanguage } from './interface-language.ts'
import { keep } from './keep.ts'
import { model } from './model.ts'
import { pages } from './pages.ts'
import { problems } from './problems.ts'
import { reader } from './reader.ts'
import { signIn } from './sign-in.ts'
import { sources } from './sources.ts'
import { upload } from './upload.ts'

/**
 * Every word that the page shows. To add a message: put a line with its three languages in the file of
 * its part (a new file is named here), then say it with `useWords()`. Types ask for all three and for
 * each value; `test/web/messages.test.ts` holds the three to the same values.
 */
export const catalogue = {
  ...chat,
  ...asking,
  ...answer,
  ...model,
  ...reader,
  ...pages,
  ...problems,
  ...sources,
  ...upload,
  ...keep,
  ...feedback,
  ...signIn,
}

export type MessageKey = keyof typeof catalogue

/** What a message says in English, as a literal type: its values are read from it. */
export type EnglishOf<Key extends MessageKey> = (typeof catalogue)[Key][0]

const places: Readonly<Record<InterfaceLanguage, 0 | 1 | 2>> = {
  en: 0,
  'zh-Hant-HK': 1,
  'zh-Hans': 2,
}

/** All messages in one language, not compiled. */
export function messagesIn(language: InterfaceLanguage): Record<MessageKey, string> {
  const place = places[language]
  const messages = Object.entries(catalogue).map(([key, message]) => [key, message[place]])
  return Object.fromEntries(messages)
}
