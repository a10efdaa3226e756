import type { Passage } from '../passage/passage.ts'
import { mergeRankings } from './best-scores.ts'
import { indexPassages } from './index-passages.ts'
import { countLive, type LexicalPart, lexicalPartOf, liveSize, saturate } from './lexical-part.ts'
import { lexicalTerms } from './lexical-terms.ts'
import { scorePassages } from './score-passages.ts'
import { type WordSearch, wordSearch } from './search-words.ts'
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
  /** `scoreText` of each passage's text, without reading those that the index holds again. */
  scorePassages(query: string, passages: readonly Passage[]): number[]
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

/**
 * Builds the index in memory; nothing of it is stored.
 * A term that the query repeats counts once.
 */
export function buildLexicalIndex(
  passages: readonly Passage[],
  options: LexicalIndexOptions = {},
): LexicalIndex {
  const { headingWeight = 1 } = options
  const postings = indexPassages(passages, headingWeight)
  return lexicalIndexOf([lexicalPartOf(postings, passages)], headingWeight)
}

/**
 * One index over parts that share no passage. Statistics are sums over what is live, so scores are
 * those, bit for bit, of an index over the live passages alone.
 */
export function lexicalIndexOf(parts: readonly LexicalPart[], headingWeight = 1): LexicalIndex {
  const sizes = parts.map(liveSize)
  const passageCount = sizes.reduce((sum, { texts }) => sum + texts, 0)
  const termCount = sizes.reduce((sum, { terms }) => sum + terms, 0)
  const averageLength = termCount > 0 ? termCount / passageCount : 1
  const documentFrequency = rememberAll(
    (term) => parts.reduce((sum, part) => sum + countLive(part, term), 0),
    (term) => parts.some(({ postings }) => postings.termNumbers.has(term)),
  )
  const weightsOf = rememberLast((query: string) => {
    const terms = queryTerms(query, documentFrequency)
    const weight = (term: string) => inverseFrequency(passageCount, documentFrequency(term))
    return new Map([...terms].map((term) => [term, weight(term)]))
  })
  const searches = parts.map((part) => wordSearch(part, averageLength))
  const scoreText = (query: string, text: string): number => {
    const { counts, length } = textTerms(text)
    let score = 0
    for (const [term, weight] of weightsOf(query)) {
      const frequency = counts.get(term) ?? 0
      if (frequency > 0) score += weight * saturate(frequency, length, averageLength)
    }
    return score
  }

  return {
    passageCount,
    documentFrequency,
    terms: (text) => textTerms(text).terms,
    search(query, k, { sourceIds } = {}) {
      const weights = weightsOf(query)
      return mergeRankings(
        searches.map((part) => part.search(weights, k, sourceIds)),
        k,
      )
    },
    scoreText,
    scorePassages(query, passages) {
      // Other weights than whole numbers cannot be taken off a sum again without a rest.
      if (headingWeight !== 1) return passages.map(({ text }) => scoreText(query, text))
      const searched = parts.map((part, at) => ({ part, search: searches[at] as WordSearch }))
      const known = scorePassages(searched, weightsOf(query), averageLength, passages)
      return passages.map(({ text }, at) => known[at] ?? scoreText(query, text))
    },
  }
}

/** Inverse document frequency (Robertson and Zaragoza 2009), above 0 for every frequency. */
export function inverseFrequency(passageCount: number, frequency: number): number {
  return Math.log(1 + (passageCount - frequency + 0.5) / (frequency + 0.5))
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

/** Counting may walk the postings; the words of an index are few enough to keep all counts. */
function rememberAll(
  count: (term: string) => number,
  isKnown: (term: string) => boolean,
): (term: string) => number {
  const counts = new Map<string, number>()
  return (term) => {
    const known = counts.get(term)
    if (known !== undefined) return known
    if (!isKnown(term)) return 0
    const counted = count(term)
    counts.set(term, counted)
    return counted
  }
}
