import { type Messages, setupI18n } from '@lingui/core'
import type { Child } from 'hono/jsx'
import { ageOf } from './age-of.ts'
import type { EnglishOf, MessageKey } from './catalogue.ts'
import type { InterfaceLanguage } from './interface-language.ts'
import type { ElementsOf, PlaceholdersOf } from './message.ts'

export type CompiledMessages = Messages

/** Makes an element of the words between its tags. */
export type AroundWords = (words: Child) => Child

type PlainValues<Text extends string> = Record<PlaceholdersOf<Text>, string | number>
type RichValues<Text extends string> = Record<PlaceholdersOf<Text>, Child> &
  Record<ElementsOf<Text>, AroundWords>
type Given<Values> = keyof Values extends never ? [] : [values: Values]

/** Everything that is said in one language. */
export interface Words {
  readonly language: InterfaceLanguage
  /** A message as text. Numbers choose the plural; other values stand as they are. */
  say<Key extends MessageKey>(key: Key, ...values: Given<PlainValues<EnglishOf<Key>>>): string
  /** A message with elements in it, to be shown. */
  rich<Key extends MessageKey>(key: Key, values: RichValues<EnglishOf<Key>>): Child
  /** A message whose key is made as the program runs; null when there is none. It has no values. */
  sayIfKnown(key: string): string | null
  /** `2023-03-21` as the language writes a day; anything else as it stands. */
  date(date: string): string
  /** How long ago that was, in whole years, months or days; null for what is no date or not yet. */
  age(date: string, now?: number): string | null
  number(value: number): string
}

/** Marks where a value goes. Values are put in afterwards, so nothing in them is read as a message. */
const mark = (at: number) => `\uE000${at}\uE001`
const marked = /\uE000(\d+)\uE001/

/** Dates in English are written day first. */
const formatLocales: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'en-GB',
  'zh-Hant-HK': 'zh-Hant-HK',
  'zh-Hans': 'zh-Hans-CN',
}

/** Says messages that `compileMessages` made. */
export function makeWords(language: InterfaceLanguage, messages: CompiledMessages): Words {
  const i18n = setupI18n({ locale: language, messages: { [language]: messages } })
  const locale = formatLocales[language]
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const numbers = new Intl.NumberFormat(locale)
  const spans = new Intl.RelativeTimeFormat(locale)
  const days = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  /** The message with marks, cut at them, and the values they stand for. */
  const pieces = (key: MessageKey, values: Readonly<Record<string, unknown>>) => {
    const names = Object.keys(values)
    const given = names.map((name, at) =>
      typeof values[name] === 'number' ? values[name] : mark(at),
    )
    const text = i18n._(key, Object.fromEntries(names.map((name, at) => [name, given[at]])))
    return { text, valueAt: (at: number) => values[names[at] ?? ''] }
  }
  return {
    language,
    say(key, ...[values = {}]) {
      const { text, valueAt } = pieces(key, values)
      return text.split(marked).reduce((said, piece, at) => {
        return said + (at % 2 === 0 ? piece : String(valueAt(Number(piece))))
      }, '')
    },
    rich(key, values) {
      const { text, valueAt } = pieces(key, values)
      return putElements(text, values as Readonly<Record<string, unknown>>, valueAt)
    },
    sayIfKnown: (key) => (Object.hasOwn(messages, key) ? i18n._(key) : null),
    date(date) {
      const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
      return Number.isNaN(time) ? date : day.format(time)
    },
    age(date, now = Date.now()) {
      const age = ageOf(date, now)
      return age && (age.unit === 'day' ? days : spans).format(-age.count, age.unit)
    },
    number: (value) => numbers.format(value),
  }
}

/** The text as children: elements where it has tags, values where it has marks. */
function putElements(
  text: string,
  values: Readonly<Record<string, unknown>>,
  valueAt: (at: number) => unknown,
): Child[] {
  const children: Child[] = []
  let at = 0
  for (const match of text.matchAll(/<(\w+)>(.*?)<\/\1>|\uE000(\d+)\uE001/gs)) {
    if (match.index > at) children.push(text.slice(at, match.index))
    at = match.index + match[0].length
    const around = values[match[1] ?? ''] as AroundWords | undefined
    if (match[1] === undefined) children.push(valueAt(Number(match[3])) as Child)
    else children.push(around?.(putElements(match[2] ?? '', values, valueAt)) ?? match[2])
  }
  if (at < text.length) children.push(text.slice(at))
  return children
}
