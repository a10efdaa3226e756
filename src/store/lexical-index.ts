import type { Passage } from '../passage/passage.ts'
import { bestScores, orderOfIds } from './best-scores.ts'
import { lexicalTerms } from './lexical-terms.ts'
import { type Postings, packPostings } from './postings.ts'
import { textTerms } from './text-terms.ts'

/** A passage with its BM25 score (Robertson and Zaragoza 2009), 0 upwards. */
export interface LexicalHit {
  readonly id: string
  readonly score: number
}

/** BM25 over passages and the corpus statistics that evidence and refusal need. */
export interface LexicalIndex {
  /** Best first; only passages that share a term with the query. Equal scores in order of id. */
  search(query: string, k: number, options?: { sourceIds?: ReadonlySet<string> }): LexicalHit[]
  /** BM25 of any text (a sentence, say) for the query, with the statistics of the whole index. */
  scoreText(query: string, text: string): number
  /** The index terms of a text, in order, repeats kept: folded, stop words left out, stemmed. */
  terms(text: string): readonly string[]
  /** In how many passages or headings above them the term stands; 0 for one never used. */
  documentFrequency(term: string): number
  readonly passageCount: number
}

export interface LexicalIndexOptions {
  /** What a word of the headings above a passage counts, a word of its text being 1; 0 is none. */
  readonly headingWeight?: number
}

const k1 = 1.2
const b = 0.75

/**
 * Builds the index in memory; nothing of it is stored.
 * A term that the query repeats counts once.
 */
export function buildLexicalIndex(
  passages: readonly Passage[],
  options: LexicalIndexOptions = {},
): LexicalIndex {
  const headingWeight = options.headingWeight ?? 1
  const postings = packPostings(passages.map((passage) => countPassage(passage, headingWeight)))
  const tieOrder = orderOfIds(passages.map((passage) => passage.id))
  const documentFrequency = (term: string): number => termEntries(postings, term).count
  const idf = (term: string): number => inverseFrequency(passages.length, documentFrequency(term))
  const termsOfQuery = rememberLast((query: string) => queryTerms(query, documentFrequency))

  return {
    passageCount: passages.length,
    documentFrequency,
    terms: (text) => textTerms(text).terms,
    search(query, k, { sourceIds } = {}) {
      const scores = new Float64Array(passages.length)
      const touched = new Set<number>()
      for (const term of termsOfQuery(query)) {
        addTerm(postings, term, idf(term), scores, touched)
      }
      const allowed =
        sourceIds === undefined
          ? touched
          : [...touched].filter((text) => sourceIds.has((passages[text] as Passage).sourceId))
      return bestScores(allowed, scores, tieOrder, k).map((text) => ({
        id: (passages[text] as Passage).id,
        score: scores[text] as number,
      }))
    },
    scoreText(query, text) {
      const { counts, length } = textTerms(text)
      let score = 0
      for (const term of termsOfQuery(query)) {
        const frequency = counts.get(term) ?? 0
        if (frequency > 0) score += idf(term) * saturate(frequency, length, postings.averageLength)
      }
      return score
    },
  }
}

/** Inverse document frequency (Robertson and Zaragoza 2009), above 0 for every frequency. */
export function inverseFrequency(passageCount: number, frequency: number): number {
  return Math.log(1 + (passageCount - frequency + 0.5) / (frequency + 0.5))
}

function saturate(frequency: number, length: number, averageLength: number): number {
  return (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / averageLength))
}

function addTerm(
  postings: Postings,
  term: string,
  weight: number,
  scores: Float64Array,
  touched: Set<number>,
): void {
  const { start, count } = termEntries(postings, term)
  for (let entry = start; entry < start + count; entry++) {
    const text = postings.texts[entry] as number
    const length = postings.lengths[text] as number
    const frequency = postings.frequencies[entry] as number
    scores[text] =
      (scores[text] as number) + weight * saturate(frequency, length, postings.averageLength)
    touched.add(text)
  }
}

function termEntries(postings: Postings, term: string): { start: number; count: number } {
  const number = postings.termNumbers.get(term)
  if (number === undefined) return { start: 0, count: 0 }
  const start = postings.starts[number] as number
  return { start, count: (postings.starts[number + 1] as number) - start }
}

function countPassage(passage: Passage, headingWeight: number): Map<string, number> {
  const counted = countTerms(passage.text)
  if (headingWeight > 0) {
    for (const heading of passage.headingPath) countTerms(heading, headingWeight, counted)
  }
  return counted
}

function countTerms(text: string, weight = 1, counted = new Map<string, number>()) {
  const { terms, joined } = lexicalTerms(text)
  for (const list of [terms, joined]) {
    for (const term of list) counted.set(term, (counted.get(term) ?? 0) + weight)
  }
  return counted
}

/** A compound written as one counts only where the corpus has it: else it would just add noise. */
function queryTerms(query: string, documentFrequency: (term: string) => number): Set<string> {
  const { terms, joined } = lexicalTerms(query)
  return new Set([...terms, ...joined.filter((term) => documentFrequency(term) > 0)])
}

/** One query is scored against hundreds of sentences in a row: its terms are worked out once. */
function rememberLast<Result>(work: (query: string) => Result): (query: string) => Result {
  let last: { query: string; result: Result } | undefined
  return (query) => {
    if (last?.query !== query) last = { query, result: work(query) }
    return last.result
  }
}
