import type { AnswerEvent, AskRequest } from '../answer/answer.ts'
import {
  type ChatAction,
  type ChatState,
  historyOf,
  isUnderWay,
  type PageFacts,
  type Problem,
  reduceChat,
} from './chat-state.ts'
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

function plainProblem(error: unknown): Problem {
  return error instanceof AskProblem
    ? { message: error.message, nextStep: error.nextStep }
    : { message: 'Something went wrong in this page.', nextStep: 'Retry, or reload the page.' }
}

/** Holds the state and carries questions to the API, one at a time. */
export function createController(initial: ChatState, outside: ChatOutside): ChatController {
  let state = initial
  let running: AbortController | null = null
  const listeners = new Set<() => void>()

  const dispatch = (action: ChatAction) => {
    state = reduceChat(state, action)
    for (const listener of listeners) listener()
  }

  const becomesReady = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const facts = await outside.fetchFacts().catch(() => null)
      if (facts) dispatch({ type: 'facts', facts })
      if (facts?.ready) return
      await outside.pause(factsEvery)
    }
  }

  const play = async (at: number, signal: AbortSignal): Promise<void> => {
    const turn = state.turns[at]
    if (!turn) return
    const request = { question: turn.question, messages: historyOf(state.turns.slice(0, at)) }
    try {
      for await (const event of outside.readEvents(request, signal)) {
        if (signal.aborted) return
        dispatch({ type: 'event', turn: at, event })
      }
      if (isUnderWay(state.turns[at])) throw new Error('The stream ended before its answer.')
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof AskProblem && error.code === 'not_ready')) {
        dispatch({ type: 'fail', turn: at, problem: plainProblem(error) })
        return
      }
      dispatch({ type: 'wait', turn: at, status: state.facts.status })
      await becomesReady(signal)
      if (!signal.aborted) await play(at, signal)
    }
  }

  /** One after the other: a question's history is what came of those before it. */
  const start = async () => {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    while (!signal.aborted) {
      const at = state.turns.findIndex(isUnderWay)
      if (at < 0) return
      await play(at, signal)
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch,
    ask(question) {
      const text = question.trim()
      if (text === '' || state.turns.some(isUnderWay)) return
      dispatch({ type: 'ask', question: text })
      void start()
    },
    retry(turn) {
      if (state.turns.some(isUnderWay)) return
      dispatch({ type: 'retry', turn })
      void start()
    },
    stop() {
      running?.abort()
      state.turns.forEach((turn, at) => {
        if (isUnderWay(turn)) dispatch({ type: 'stop', turn: at })
      })
    },
    resume() {
      if (state.turns.some(isUnderWay)) void start()
      else if (!state.facts.ready || state.facts.samples.length === 0) {
        void becomesReady(new AbortController().signal)
      }
    },
  }
}
