import type { FootnoteError } from '../errors.ts'
import type { ArticleDraft } from './article-draft.ts'
import type { ReadingOptions } from './reading.ts'

/** What a reader process is started with. */
export interface ReaderSettings {
  /** Bytes of memory that it may have in all; above, it ends itself. */
  readonly maxResidentBytes: number
  /** Number of the process that started it: once that is no longer its parent, it ends itself. */
  readonly parent: number
}

/** What it is asked: one file at a time. */
export interface ReadTask {
  /** The corpus folder. */
  readonly directory: string
  /** Relative to the corpus folder, with `/` between the parts. */
  readonly path: string
  /** Bytes; a larger file is not read. */
  readonly maxBytes: number
  readonly reading: ReadingOptions
}

/** An error without its class, which no message carries. */
export type PlainError = { -readonly [Name in 'code' | 'message']: FootnoteError[Name] } & {
  nextStep?: string
}

/** What it says: first whose bytes it holds, so that they are known if it never says more. */
export type ReaderMessage =
  | { readonly type: 'begun'; readonly digest: string }
  | {
      readonly type: 'read'
      readonly drafts: readonly ArticleDraft[]
      readonly problems: readonly PlainError[]
      /** Memory it has in all, in bytes. */
      readonly residentBytes: number
    }

/** An error as a message carries it. */
export function plainOf({ code, message, nextStep }: FootnoteError): PlainError {
  return nextStep === undefined ? { code, message } : { code, message, nextStep }
}
