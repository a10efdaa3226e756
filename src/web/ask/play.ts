import type { StreamPlace } from '../../client/read-stream.ts'
import type { ChatOutside, Store } from '../chat-controller.ts'
import { historyOf, isUnderWay } from '../chat-state.ts'
import type { Problem } from '../problem-words.ts'
import { AskProblem } from '../read-events.ts'

const factsEvery = 1000

/**
 * Asks one question and follows its answer to the end, whichever it is.
 * @param place how far the answer has come before; told how far it comes
 */
export async function play(
  store: Store,
  outside: ChatOutside,
  at: number,
  signal: AbortSignal,
  place: StreamPlace,
): Promise<void> {
  const { turns, facts } = store.getState()
  const { question = '', filters = null } = turns[at] ?? {}
  try {
    const request = {
      question,
      messages: historyOf(turns.slice(0, at)),
      ...(filters ? { filters } : {}),
    }
    for await (const event of outside.readEvents(request, signal, place)) {
      if (signal.aborted) return
      store.dispatch({ type: 'event', turn: at, event })
    }
    if (isUnderWay(store.getState().turns[at])) throw new Error('The stream ended too early.')
    if (store.getState().connection === 'away') {
      store.dispatch({ type: 'connection', connection: 'here' })
    }
  } catch (error) {
    if (signal.aborted) return
    if (error instanceof AskProblem && error.problem.code === 'not_ready') {
      store.dispatch({ type: 'wait', turn: at, status: facts.status })
      await outside.pause(factsEvery)
      await becomeReady(store, outside, signal)
    } else {
      store.dispatch({ type: 'fail', turn: at, problem: plainProblem(error) })
    }
  }
}

/** Keeps the page's facts fresh until there is an index to answer from. */
export async function becomeReady(
  { dispatch }: Store,
  outside: ChatOutside,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const facts = await outside.fetchFacts().catch(() => null)
    if (facts) dispatch({ type: 'facts', facts })
    if (facts?.ready) return
    await outside.pause(factsEvery)
  }
}

function plainProblem(error: unknown): Problem {
  return error instanceof AskProblem
    ? error.problem
    : { code: 'page_fault', message: null, nextStep: null }
}
