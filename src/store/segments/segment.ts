import { join } from 'node:path'
import type { Article } from '../../article/article.ts'
import type { Passage } from '../../passage/passage.ts'
import type { FileStamp } from '../generation-files.ts'
import type { LexicalPart } from '../lexical-part.ts'
import type { FileEntry } from '../manifest.ts'
import type { SegmentVectors } from './segment-vectors.ts'

/**
 * Some articles of an index with all that is made of them. A segment never changes; generations
 * share it, each saying which of its articles it no longer has, as in Lucene.
 */
export interface Segment {
  readonly name: string
  readonly files: readonly FileEntry[]
  /** Of the files when they were checked. */
  readonly stamps: readonly FileStamp[]
  /** In order of path. */
  readonly articles: readonly SegmentArticle[]
  /** In order of article, then of place. */
  readonly passages: readonly Passage[]
  readonly vectors: SegmentVectors
  /** Of all its passages, text `n` being passage `n`. */
  readonly words: LexicalPart
}

export interface SegmentArticle {
  readonly article: Article
  readonly digests: ArticleDigests
  /** Place of its first passage among those of the segment. */
  readonly firstPassage: number
  readonly passages: readonly Passage[]
}

/** sha256 in hex digits; what the hash of an index is made of. */
export interface ArticleDigests {
  /** Of all that is known of the article, its text by its revision. */
  readonly facts: string
  readonly passages: string
}

export const articlesName = 'articles.jsonl'
export const passagesName = 'passages.jsonl'
export const postingsName = 'words.postings'

export function segmentsFolder(directory: string): string {
  return join(directory, 'segments')
}

export function segmentFolder(directory: string, name: string): string {
  return join(segmentsFolder(directory), name)
}
