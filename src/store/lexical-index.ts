import type { Passage } from '../passage/passage.ts'

/** A passage with its BM25 score (Robertson and Zaragoza 2009), 0 upwards. */
export interface LexicalHit {
  readonly id: string
  readonly score: number
}

/** BM25 over passages and the corpus statistics that evidence and refusal need. */
export interface LexicalIndex {
  /** Best first; only passages that share a term with the query. */
  search(query: string, k: number, options?: { sourceIds?: ReadonlySet<string> }): LexicalHit[]
  /** BM25 of any text (a sentence, say) for the query, with the statistics of the whole index. */
  scoreText(query: string, text: string): number
  /** The index terms of a text, in order, repeats kept: folded, stop words left out, stemmed. */
  terms(text: string): string[]
  /** In how many passages the term stands; 0 for one the corpus never uses. */
  documentFrequency(term: string): number
  readonly passageCount: number
}

export declare function buildLexicalIndex(passages: readonly Passage[]): LexicalIndex
