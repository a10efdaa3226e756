import type { Passage } from '../passage/passage.ts'
import { inTurns } from './in-turns.ts'
import { lexicalTerms } from './lexical-terms.ts'
import { type Postings, packPostings } from './postings.ts'

/**
 * Reads the words of passages, the first of them being text 0. A word of the headings above a
 * passage counts `headingWeight`, a word of its text 1.
 */
export function indexPassages(passages: readonly Passage[], headingWeight = 1): Postings {
  return packPostings(passages.map((passage) => countPassage(passage, headingWeight)))
}

/** `indexPassages` that lets others have their turn: reading many words takes seconds. */
export async function indexPassagesInTurns(passages: readonly Passage[]): Promise<Postings> {
  return packPostings(await inTurns(passages, (passage) => countPassage(passage, 1)))
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
