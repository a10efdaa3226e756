import type { Findings } from '../evidence/find-evidence.ts'
import type { Answer, Citation } from './answer.ts'
import type { CitedPart } from './cite-parts.ts'

/** The articles that were read for an answer, and whether a quote is from them. */
export function sourcesOf(
  { passages }: Pick<Findings, 'passages'>,
  citations: readonly Citation[],
): Answer['sources'] {
  const cited = new Set(citations.map((citation) => citation.source_id))
  const sources = new Map(
    passages.map(({ article: { id, path, entry, title } }) => [
      id,
      { id, path, entry: entry ?? null, title, cited: cited.has(id) },
    ]),
  )
  return [...sources.values()]
}

/** The scores that led to an answer or a refusal, for `explain: true`. */
export function explainFindings({
  passages,
  evidence,
  features,
  probability,
}: Omit<Findings, 'reason'>): Record<string, unknown> {
  return {
    probability,
    features,
    passages: passages.map(({ passage, score, denseScore, lexicalScore }) => ({
      passage_id: passage.id,
      score,
      dense_score: denseScore,
      lexical_score: lexicalScore,
    })),
    sentences: evidence.slice(0, 10).map((item) => ({
      source_id: item.ranked.article.id,
      start: item.start,
      end: item.end,
      score: item.score,
      similarity: item.similarity,
      lexical_score: item.lexicalScore,
      coverage: item.coverage,
    })),
  }
}

/** The verdicts on the parts of a question that was taken apart, what it supposes, what differs. */
export function describeParts(
  parts: readonly CitedPart[],
): Pick<Answer, 'parts' | 'premise' | 'disagreements'> {
  const premise = parts.find((part) => part.premise)?.premise
  const described = parts.map(({ question, citations, refusal }) => ({
    question,
    answerable: refusal === null,
    refusal,
    citation_ids: citations.map(({ id }) => id),
  }))
  const disagreements = parts.flatMap(({ disagreement }) => disagreement ?? [])
  return {
    ...(parts.length > 1 ? { parts: described } : {}),
    ...(premise ? { premise } : {}),
    ...(disagreements.length > 0 ? { disagreements } : {}),
  }
}
