import type { SuggestionsRequest } from '../../answer/suggestions.ts'
import { type ChatAction, type ChatState, historyOf } from '../chat-state.ts'

interface Store {
  getState(): ChatState
  dispatch(action: ChatAction): void
}

interface Outside {
  suggest(request: SuggestionsRequest, signal: AbortSignal): Promise<readonly string[]>
}

/** Refusals after which something near may still be asked. */
const near = new Set(['no_match', 'low_confidence', 'false_premise'])

/**
 * Looks for questions that follow from the newest answer. Where there are none, or they cannot be had,
 * nothing is shown.
 */
export async function suggest(store: Store, outside: Outside, signal: AbortSignal): Promise<void> {
  const { turns } = store.getState()
  const at = turns.length - 1
  const turn = turns[at]
  if (!turn || turn.suggestions.length > 0) return
  const isFollowed =
    turn.phase === 'answered' ? turn.citations.length > 0 : near.has(turn.refusal?.reason ?? '')
  if (!isFollowed) return
  const request: SuggestionsRequest = {
    question: turn.question,
    messages: historyOf(turns.slice(0, at)),
    citation_ids: turn.citations.slice(0, 100).map(({ id }) => id),
    ...(turn.filters ? { filters: turn.filters } : {}),
  }
  const questions = await outside.suggest(request, signal).catch(() => [])
  if (signal.aborted || questions.length === 0) return
  store.dispatch({ type: 'suggest', turn: at, questions })
}
