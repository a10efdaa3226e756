import type { AnswerEvent, AskRequest } from '../answer/answer.ts'
import type { SuggestionsRequest } from '../answer/suggestions.ts'
import type { StreamPlace } from '../client/read-stream.ts'
import { untilBack } from './ask/connection.ts'
import { becomeReady, play } from './ask/play.ts'
import { suggest } from './ask/suggest.ts'
import {
  type ChatAction,
  type ChatState,
  isUnderWay,
  type OpenCitation,
  type PageFacts,
  reduceChat,
} from './chat-state.ts'

/** What the chat needs from outside; tests give their own. */
export interface ChatOutside {
  /** @param place where the stream was left; told how far it comes */
  readEvents(
    request: AskRequest,
    signal: AbortSignal,
    place: StreamPlace,
  ): AsyncIterable<AnswerEvent>
  fetchFacts(): Promise<PageFacts>
  /** Resolves after the given milliseconds, or before, when there is reason to look at once. */
  pause(milliseconds: number): Promise<void>
  /** Questions that follow from an answer; looked for when nothing else is to do. */
  suggest(request: SuggestionsRequest, signal: AbortSignal): Promise<readonly string[]>
}

export interface ChatController {
  getState(): ChatState
  subscribe(listener: () => void): () => void
  dispatch(action: ChatAction): void
  /** Asks, or keeps the question for after the answer under way; false when neither can be. */
  ask(question: string): boolean
  /** Asks again, of the same articles or of all. */
  retry(turn: number, ofAll?: boolean): void
  stop(): void
  /** A conversation that was kept, in place of this one. */
  show(recalled: Pick<ChatState, 'turns' | 'kept'>, open: OpenCitation | null): void
  /** Goes on with what the page was served without: articles still being read, sample questions. */
  resume(): void
  /** Looks whether the server is there and whether the articles have changed. */
  look(): Promise<void>
}

export type Store = Pick<ChatController, 'getState' | 'dispatch'>

/** Holds the state and carries questions to the API, one at a time. */
export function createController(initial: ChatState, outside: ChatOutside): ChatController {
  let state = initial
  let running: AbortController | null = null
  let reconnecting: AbortController | null = null
  /** How far the answers under way have come, by turn. */
  let places = new Map<number, StreamPlace>()
  const listeners = new Set<() => void>()
  const store: Store = {
    getState: () => state,
    dispatch(action) {
      state = reduceChat(state, action)
      for (const listener of listeners) listener()
    },
  }

  const placeOf = (turn: number): StreamPlace => {
    const place = places.get(turn) ?? {}
    places.set(turn, place)
    return place
  }

  /** One after the other: a question's history is what came of those before it. */
  const start = async (left: typeof places = new Map()) => {
    places = left
    running?.abort()
    reconnecting?.abort()
    running = new AbortController()
    const { signal } = running
    while (!signal.aborted) {
      const at = state.turns.findIndex(isUnderWay)
      if (at >= 0) await play(store, outside, at, signal, placeOf(at))
      else if (state.next !== null && !isLost(state)) askNext(store)
      else break
    }
    if (signal.aborted) return
    if (isLost(state)) void reconnect()
    else await suggest(store, outside, signal)
  }

  /** Until the server answers; then a question that could not be sent is asked. */
  const reconnect = async () => {
    reconnecting?.abort()
    reconnecting = new AbortController()
    const { signal } = reconnecting
    store.dispatch({ type: 'connection', connection: 'away' })
    const facts = await untilBack(outside, signal)
    if (!facts || signal.aborted) return
    store.dispatch({ type: 'connection', connection: 'here' })
    store.dispatch({ type: 'facts', facts })
    if (!isLost(state)) return
    store.dispatch({ type: 'go-on', turn: state.turns.length - 1 })
    void start(places)
  }

  return {
    ...store,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ask(question) {
      const text = question.trim()
      if (text === '') return false
      if (state.turns.some(isUnderWay)) {
        if (state.next !== null) return false
        store.dispatch({ type: 'queue', question: text })
        return true
      }
      store.dispatch({ type: 'ask', question: text })
      void start()
      return true
    },
    retry(turn, ofAll = false) {
      if (state.turns.some(isUnderWay)) return
      store.dispatch({ type: 'retry', turn, ofAll })
      void start()
    },
    stop() {
      running?.abort()
      state.turns.forEach((turn, at) => {
        if (isUnderWay(turn)) store.dispatch({ type: 'stop', turn: at })
      })
    },
    show({ turns, kept }, open) {
      running?.abort()
      reconnecting?.abort()
      store.dispatch({ type: 'show', turns, kept, open })
      // Of an old conversation nothing is sent until something is asked.
      if (kept.since !== null || turns.some(isUnderWay)) return
      running = new AbortController()
      void suggest(store, outside, running.signal)
    },
    resume() {
      if (state.turns.some(isUnderWay)) void start()
      else if (!state.facts.ready || state.facts.samples.length === 0) {
        void becomeReady(store, outside, new AbortController().signal)
      } else {
        running = new AbortController()
        void suggest(store, outside, running.signal)
      }
    },
    async look() {
      if (state.connection === 'away' || state.turns.some(isUnderWay)) return
      const facts = await outside.fetchFacts().catch(() => null)
      if (facts) store.dispatch({ type: 'facts', facts })
      else if (!state.turns.some(isUnderWay)) void reconnect()
    },
  }
}

/** Whether the newest question did not get through, or its answer did not. */
function isLost({ turns }: ChatState): boolean {
  const code = turns.at(-1)?.problem?.code
  return code === 'unreachable' || code === 'broken_off'
}

function askNext({ getState, dispatch }: Store): void {
  const { next } = getState()
  dispatch({ type: 'queue', question: null })
  if (next !== null) dispatch({ type: 'ask', question: next })
}
