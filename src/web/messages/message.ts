/**
 * One message in every language of the page, in ICU MessageFormat: `{title}` stands for a value,
 * `{count, plural, one {# quote} other {# quotes}}` for a count in words, `<link>…</link>` for an
 * element around words. Inside a plural every branch holds `#`.
 */
export type Message = readonly [english: string, traditional: string, simplified: string]

/** Messages of one part of the page, by key. */
export type Topic = Readonly<Record<string, Message>>

/** Names of the values in a message: a word after a brace, up to a comma or the brace's end. */
export type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Rest}`
  ? NameAtStart<Rest> | PlaceholdersOf<Rest>
  : never

type NameAtStart<Rest extends string> = Rest extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? OneWord<Name>
    : OneWord<Inside>
  : never

type OneWord<Name extends string> = Name extends `${string}${' ' | '#' | '{'}${string}`
  ? never
  : Name

/** Names of the elements in a message. */
export type ElementsOf<Text extends string> = Text extends `${string}</${infer Name}>${infer Rest}`
  ? Name | ElementsOf<Rest>
  : never
