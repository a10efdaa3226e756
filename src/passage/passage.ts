import type { Revision } from '../article/article.ts'

/** A range of one article's canonical text, in UTF-16 units, end exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A run of whole sentences of one section of one article: what is retrieved. */
export interface Passage extends TextRange {
  /** `pas_<first 12 hex of revision>-<start>-<end>` */
  readonly id: string
  readonly sourceId: string
  readonly revision: Revision
  /** Always `article.text.slice(start, end)`. */
  readonly text: string
  /** Headings above the passage, outermost first; empty when there are none. */
  readonly headingPath: readonly string[]
  /** The content sentences inside, in order. Noise between two of them is in none of them. */
  readonly sentences: readonly TextRange[]
  /** Tokens of `text` for the embedder the index was built with, without special tokens. */
  readonly tokens: number
}

/** The words of a range inside a passage; offsets of both are into the article's text. */
export function textWithin(passage: Passage, range: TextRange): string {
  return passage.text.slice(range.start - passage.start, range.end - passage.start)
}

/** `sen_<first 12 hex of revision>-<start>-<end>`: the id of a sentence's vector. */
export function sentenceId(revision: Revision, range: TextRange): string {
  return `sen_${shortRevision(revision)}-${range.start}-${range.end}`
}

/** `pas_<first 12 hex of revision>-<start>-<end>` */
export function passageId(revision: Revision, range: TextRange): string {
  return `pas_${shortRevision(revision)}-${range.start}-${range.end}`
}

/** `cit_<first 12 hex of revision>-<start>-<end>`: a quote's address, the same for ever. */
export function citationId(revision: Revision, range: TextRange): string {
  return `cit_${shortRevision(revision)}-${range.start}-${range.end}`
}

/** The first 12 hex digits of a revision, as ids carry them. */
export function shortRevision(revision: Revision): string {
  return revision.slice('sha256:'.length, 'sha256:'.length + 12)
}
