import { sentenceId, textWithin } from '../passage/passage.ts'
import { normaliseScores } from '../retrieve/fuse-scores.ts'
import { type RankedPassage, type RetrievalQuery, similarity } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Evidence } from './evidence.ts'
import { coverage, type QuestionTerms } from './question-terms.ts'

/** How much each score says in picking a sentence; measured in docs/quality.md. */
export const sentenceWeights = { dense: 0.7, lexical: 0.3, passage: 0.5 } as const

/** Scores every sentence of the passages as evidence for the question, best first. */
export async function scoreSentences(
  index: OpenIndex,
  queries: readonly RetrievalQuery[],
  terms: QuestionTerms,
  passages: readonly RankedPassage[],
): Promise<Evidence[]> {
  const sentences = passages.flatMap((ranked) =>
    ranked.passage.sentences.map((range, position) => {
      const text = textWithin(ranked.passage, range)
      return { ranked, position, text, start: range.start, end: range.end }
    }),
  )
  if (sentences.length === 0) return []
  const dense = await Promise.all(
    sentences.map(async (sentence) => {
      const id = sentenceId(sentence.ranked.passage.revision, sentence)
      const record = await index.vectors.get(id)
      if (!record) return 0
      return mean(queries.map((query) => similarity(query.vector, record.vector)))
    }),
  )
  const lexical = sentences.map((sentence) =>
    mean(queries.map((query) => index.lexical.scoreText(query.text, sentence.text))),
  )
  const denseShare = normaliseScores(dense)
  const lexicalShare = normaliseScores(lexical)
  return sentences
    .map((sentence, at) => ({
      ...sentence,
      similarity: dense[at] ?? 0,
      lexicalScore: lexical[at] ?? 0,
      coverage: coverage(index.lexical, terms, [
        sentence.text,
        sentence.ranked.article.title,
        ...sentence.ranked.passage.headingPath,
      ]),
      score:
        sentenceWeights.dense * (denseShare[at] ?? 0) +
        sentenceWeights.lexical * (lexicalShare[at] ?? 0) +
        sentenceWeights.passage * sentence.ranked.score,
    }))
    .sort((left, right) => right.score - left.score || left.start - right.start)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
