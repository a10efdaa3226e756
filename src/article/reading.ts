import type { FootnoteError } from '../errors.ts'
import type { Block } from './article.ts'
import type { RecordField } from './record-fields.ts'

/** A file of the corpus as its reader gets it. */
export interface SourceFile {
  /** Relative to the corpus folder, with `/` between the parts. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * What a format says of an article beside its text: the head of a web page, the properties of a
 * document, the fields of a record. Each only where it is said; dates as `YYYY-MM-DD`.
 */
export type Declared = {
  readonly [Name in 'title' | 'byline' | 'publisher' | 'publishedAt' | 'language' | 'url']?: string
}

/** One article as its format's reader takes it out of a file. */
export interface Reading {
  /** Canonical: every offset is into it. For formats that are not plain text, what was extracted. */
  readonly text: string
  readonly blocks: readonly Block[]
  readonly declared?: Declared
  /** Where each page starts in `text`, the first at 0, for formats that have pages. */
  readonly pages?: readonly number[]
  /** Which article of its file this is, where a file holds several; the same from run to run. */
  readonly entry?: string
}

/** A part of a file that could not be read, though others could. */
export interface ReadingProblem {
  readonly entry: string
  readonly error: FootnoteError
}

export interface FileReading {
  readonly articles: readonly Reading[]
  readonly problems?: readonly ReadingProblem[]
}

/** How files are read. Plain data, so that it can be handed to another process. */
export interface ReadingOptions {
  /**
   * Where records hold an article's parts, as dotted paths, instead of the names that are tried
   * without; and under `items` where in a JSON file the list of records is.
   */
  readonly fields?: { readonly [Field in RecordField | 'items']?: string }
}

/**
 * PORT. Turns a file of one format into articles: a function of its bytes and options alone.
 * @throws FootnoteError `article_unreadable` naming the file, what is wrong with it and what to do
 */
export type Reader = (
  file: SourceFile,
  options: ReadingOptions,
) => FileReading | Promise<FileReading>
