import type { TextRange } from '../passage/passage.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'
import type { QuestionTerms } from './question-terms.ts'

/** A word of a sentence that speaks of what is asked. */
export interface RelevantWord extends TextRange {
  /** Which word of the question it answers to: words of one topic can stand for each other. */
  readonly topic: string
  /** More than 0: how much the topic tells, times how near the word comes to it. */
  readonly weight: number
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu

/** The words of a sentence that share an index term with the question, in order. */
export function relevantWords(
  lexical: LexicalIndex,
  terms: QuestionTerms,
  sentence: string,
): RelevantWord[] {
  const found: RelevantWord[] = []
  for (const { 0: typed, index: start } of sentence.matchAll(word)) {
    const end = start + typed.replace(/[.'’-]+$/, '').length
    for (const topic of lexical.terms(typed)) {
      const weight = terms.weights.get(topic)
      if (weight) found.push({ start, end, topic, weight })
    }
  }
  return found
}
