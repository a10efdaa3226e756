import { LRUCache } from 'lru-cache'
import type { Suggestion, SuggestionsRequest } from './answer/suggestions.ts'
import type { QuestionCandidate } from './question/candidates/candidate.ts'
import { followingCandidates } from './question/following-questions.ts'
import { resolveQuestion } from './question/resolve-question.ts'
import { keepsPromise, lastAnswer } from './sample-answers.ts'
import type { ApiDependencies } from './server/dependencies.ts'
import type { OpenIndex } from './store/open-index.ts'

/** Questions suggested after an answer, and candidates tried for them. */
const suggestionsShown = 3
const suggestionsTried = 10
/** Verdicts kept: what follows from one answer often follows from the next one, too. */
const verdictsKept = 1000

/** What came of a candidate when it was asked: the ids of its quotes; null where it is not answered. */
type Verdict = { readonly citations: readonly string[] } | null

/**
 * Questions that follow from an answer or a refusal, each of them asked and answered before it is
 * suggested. The same index and request give the same ones. Verdicts are kept by index.
 */
export function rememberSuggestions(ask: ApiDependencies['ask']) {
  const verdicts = new LRUCache<string, { verdict: Verdict }>({ max: verdictsKept })

  async function judge(
    index: OpenIndex,
    candidate: QuestionCandidate,
    { filters }: SuggestionsRequest,
    signal: AbortSignal | undefined,
  ): Promise<Verdict> {
    const { question } = candidate
    const key = JSON.stringify([index.hash, question, filters ?? null])
    const known = verdicts.get(key)
    if (known) return known.verdict
    const answer = await lastAnswer(ask, { question, ...(filters ? { filters } : {}) }, signal)
    const isKept = answer !== undefined && keepsPromise(candidate, answer)
    const verdict = isKept ? { citations: answer.citations.map(({ id }) => id) } : null
    verdicts.set(key, { verdict })
    return verdict
  }

  return async (
    index: OpenIndex,
    request: SuggestionsRequest,
    signal?: AbortSignal,
  ): Promise<Suggestion[]> => {
    const shown = new Set(request.citation_ids)
    const suggestions: Suggestion[] = []
    const candidates = followingCandidates(index, request)
      .filter(({ question }) => standsAlone(question, request))
      .slice(0, suggestionsTried)
    for (const candidate of candidates) {
      signal?.throwIfAborted()
      const verdict = await judge(index, candidate, request, signal)
      const { question, sourceId } = candidate
      // What would only show the same quotes again leads nowhere.
      if (!verdict || verdict.citations.every((id) => shown.has(id))) continue
      const article = index.articleById.get(sourceId)
      suggestions.push({ question, source_id: sourceId, title: article?.title ?? '' })
      for (const id of verdict.citations) shown.add(id)
      if (suggestions.length === suggestionsShown) break
    }
    return suggestions
  }
}

/** Asked within the conversation it must be the same question that was asked without it. */
function standsAlone(question: string, request: SuggestionsRequest): boolean {
  const history = [
    ...(request.messages ?? []),
    { role: 'user' as const, content: request.question },
    { role: 'assistant' as const, content: '' },
  ]
  return !resolveQuestion(question, history).changed
}
