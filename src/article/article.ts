/** `sha256:` and 64 hex digits, over the UTF-8 bytes of an article's canonical text. */
export type Revision = `sha256:${string}`

/**
 * What a block is for. Only `content` and `heading` are ever retrieved or quoted; the reader page
 * shows the others dimmed.
 */
export const blockRoles = [
  'content',
  'heading',
  'title',
  'metadata',
  'caption',
  'navigation',
  'related-link',
  'contact',
  'boilerplate',
] as const

export type BlockRole = (typeof blockRoles)[number]

/** A run of canonical text between breaks: a paragraph, heading, list item, caption. */
export interface Block {
  /** UTF-16 units into the canonical text, end exclusive, white space at both ends left out. */
  readonly start: number
  readonly end: number
  readonly role: BlockRole
  /** 1 to 6 for headings, absent elsewhere. */
  readonly level?: number
}

/** Where a title was taken from, so that a made one is never shown as the publisher's own. */
export const titleOrigins = ['file', 'first-sentence', 'file-name'] as const

export type TitleOrigin = (typeof titleOrigins)[number]

/** What kind of file an article was read from. */
export const articleFormats = [
  'text',
  'markdown',
  'html',
  'pdf',
  'docx',
  'json',
  'jsonl',
  'csv',
  'feed',
  'email',
  'mbox',
] as const

export type ArticleFormat = (typeof articleFormats)[number]

/** One article of the corpus. `text` is canonical: every offset anywhere is into it, in UTF-16 units. */
export interface Article {
  /** `src_` and 12 hex digits; the same path keeps the same id from ingest to ingest. */
  readonly id: string
  /** Relative to the corpus folder, with `/` between the parts. */
  readonly path: string
  /** Every file that holds this text, in code-unit order; the first is `path`. */
  readonly paths: readonly string[]
  /** Which article of its file, where a file holds several. */
  readonly entry?: string
  readonly format: ArticleFormat
  readonly text: string
  readonly revision: Revision
  readonly blocks: readonly Block[]
  /** Where each page starts in `text`, in order, for formats that have pages. */
  readonly pages?: readonly number[]
  readonly title: string
  readonly titleOrigin: TitleOrigin
  readonly byline: string | null
  readonly publisher: string | null
  /** ISO 8601 calendar date, `YYYY-MM-DD`; only ever one that the file itself shows whole. */
  readonly publishedAt: string | null
  /** BCP 47 primary language of the text, such as `en` or `zh`; `und` when it cannot be told. */
  readonly language: string
  readonly url: string | null
}
