import type { AnswerEvent, AskRequest } from '../answer/answer.ts'
import {
  type ChatAction,
  type ChatState,
  historyOf,
  isUnderWay,
  type PageFacts,
  reduceChat,
} from './chat-state.ts'
import type { Problem } from './problem-words.ts'
import { AskProblem } from './read-events.ts'

/** What the chat needs from outside; tests give their own. */
export interface ChatOutside {
  readEvents(request: AskRequest, signal: AbortSignal): AsyncIterable<AnswerEvent>
  fetchFacts(): Promise<PageFacts>
  /** Resolves after the given milliseconds. */
  pause(milliseconds: number): Promise<void>
}

export interface ChatController {
  getState(): ChatState
  subscribe(listener: () => void): () => void
  dispatch(action: ChatAction): void
  ask(question: string): void
  retry(turn: number): void
  stop(): void
  /** Goes on with what the page was served without: articles still being read, sample questions. */
  resume(): void
}

const factsEvery = 1000

type Store = Pick<ChatController, 'getState' | 'dispatch'>

/** Holds the state and carries questions to the API, one at a time. */
export function createController(initial: ChatState, outside: ChatOutside): ChatController {
  let state = initial
  let running: AbortController | null = null
  const listeners = new Set<() => void>()
  const store: Store = {
    getState: () => state,
    dispatch(action) {
      state = reduceChat(state, action)
      for (const listener of listeners) listener()
    },
  }

  /** One after the other: a question's history is what came of those before it. */
  const start = async () => {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    while (!signal.aborted) {
      const at = state.turns.findIndex(isUnderWay)
      if (at < 0) return
      await play(store, outside, at, signal)
    }
  }

  return {
    ...store,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ask(question) {
      const text = question.trim()
      if (text === '' || state.turns.some(isUnderWay)) return
      store.dispatch({ type: 'ask', question: text })
      void start()
    },
    retry(turn) {
      if (state.turns.some(isUnderWay)) return
      store.dispatch({ type: 'retry', turn })
      void start()
    },
    stop() {
      running?.abort()
      state.turns.forEach((_, at) => {
        store.dispatch({ type: 'stop', turn: at })
      })
    },
    resume() {
      if (state.turns.some(isUnderWay)) void start()
      else if (!state.facts.ready || state.facts.samples.length === 0) {
        void becomeReady(store, outside, new AbortController().signal)
      }
    },
  }
}

/** Asks one question and follows its answer to the end, whichever it is. */
async function play(
  store: Store,
  outside: ChatOutside,
  at: number,
  signal: AbortSignal,
): Promise<void> {
  const { turns, facts } = store.getState()
  const question = turns[at]?.question ?? ''
  try {
    const request = { question, messages: historyOf(turns.slice(0, at)) }
    for await (const event of outside.readEvents(request, signal)) {
      if (signal.aborted) return
      store.dispatch({ type: 'event', turn: at, event })
    }
    if (isUnderWay(store.getState().turns[at])) throw new Error('The stream ended too early.')
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
async function becomeReady(
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
