import { sentenceId, textWithin } from '../passage/passage.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import { normaliseScores } from '../retrieve/fuse-scores.ts'
import { type RankedPassage, type RetrievalQuery, readableOf } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { PassageAlignment } from './align-passages.ts'
import { type AlignedWord, alignment } from './align-words.ts'
import { kindInText } from './asked-kind.ts'
import type { Evidence } from './evidence.ts'
import { coverage, type QuestionTerms } from './question-terms.ts'

/** How much each score says in picking a sentence; measured in docs/quality.md. */
export const sentenceWeights = {
  dense: 0.7,
  lexical: 0.3,
  passage: 0.5,
  alignment: 0.3,
  kind: 0.2,
} as const

/** A sentence that cannot tell what kind of thing it holds is halfway between those that do and do not. */
const unknownKind = 0.5

/** A question as sentences are held against it. */
export interface SentenceCase {
  readonly queries: readonly RetrievalQuery[]
  readonly terms: QuestionTerms
  /** The question alone, and what kind of thing it asks for. */
  readonly question: string
  readonly kind: QuestionKind
  /** By passage id; none where words are not aligned. */
  readonly alignments: ReadonlyMap<string, PassageAlignment>
}

/** Scores every sentence of the passages as evidence for the question, best first. */
export async function scoreSentences(
  index: OpenIndex,
  { queries, terms, question, kind, alignments }: SentenceCase,
  passages: readonly RankedPassage[],
): Promise<Evidence[]> {
  const sentences = passages.flatMap((ranked) =>
    ranked.passage.sentences.map((range, position) => {
      const text = textWithin(ranked.passage, range)
      return { ranked, position, text, start: range.start, end: range.end }
    }),
  )
  if (sentences.length === 0) return []
  const ids = sentences.map((one) => sentenceId(one.ranked.passage.revision, one))
  const products = await Promise.all(
    queries.map(({ vector }) => index.vectors.products(vector, ids)),
  )
  const dense = sentences.map((_, at) => mean(products.map((own) => own[at] ?? 0)))
  const lexical = sentences.map((sentence) =>
    mean(queries.map((query) => index.lexical.scoreText(query.text, sentence.text))),
  )
  const aligned = sentences.map(({ ranked, position }) => {
    const forms = alignments.get(ranked.passage.id) ?? []
    return mean(forms.map((words) => alignedShare(words, position)))
  })
  const holdsKind = sentences.map(({ text }) => kindInText(kind, text, question))
  // What the model cannot read of the question is left to the words themselves.
  const readable = readableOf(queries)
  const lexicalWeight = sentenceWeights.lexical + sentenceWeights.dense * (1 - readable)
  const denseShare = normaliseScores(dense)
  const lexicalShare = normaliseScores(lexical)
  const alignedShares = normaliseScores(aligned)
  return sentences
    .map((sentence, at) => ({
      ...sentence,
      holdsKind: holdsKind[at],
      similarity: dense[at] ?? 0,
      lexicalScore: lexical[at] ?? 0,
      alignment: aligned[at] ?? 0,
      coverage: coverage(index.lexical, terms, [
        sentence.text,
        sentence.ranked.article.title,
        ...sentence.ranked.passage.headingPath,
      ]),
      score:
        sentenceWeights.dense * readable * (denseShare[at] ?? 0) +
        lexicalWeight * (lexicalShare[at] ?? 0) +
        sentenceWeights.passage * sentence.ranked.score +
        sentenceWeights.alignment * readable * (alignedShares[at] ?? 0) +
        sentenceWeights.kind * (holdsKind[at] ?? unknownKind),
    }))
    .sort((left, right) => right.score - left.score || left.start - right.start)
}

/** A question without a word of weight is as near to one sentence as to another. */
function alignedShare(words: readonly AlignedWord[], position: number): number {
  return alignment(words, ({ inSentences }) => inSentences[position] ?? -1) ?? 0
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
