import type { AnswerEvent, SearchFilters } from '../answer/answer.ts'
import type { IndexStatus } from '../server/dependencies.ts'
import type { FilterChoices } from './ask/filter-choices.ts'
import type { Titles } from './ask/filter-words.ts'
import { type Kept, notKept } from './keep/kept.ts'
import type { Problem } from './problem-words.ts'
import { applyEvent, isUnderWay, newTurn, type Turn } from './turn-state.ts'

export {
  applyEvent,
  historyOf,
  isUnderWay,
  newTurn,
  type Turn,
  type TurnPhase,
  type UnansweredPart,
} from './turn-state.ts'

/** What the page says about the corpus, and whether it can answer yet. */
export interface PageFacts {
  readonly ready: boolean
  readonly status: IndexStatus
  readonly articles: number
  readonly samples: readonly string[]
  /** In UTF-16 units. */
  readonly maxQuestionLength: number
  /** What questions can be narrowed to. */
  readonly choices: FilterChoices
  /** Hash of the index; null before there is one. */
  readonly index: string | null
  /** Whether what people say of answers is kept. */
  readonly feedback?: boolean
}

export interface OpenCitation {
  readonly turn: number
  readonly citation: string
}

/** Whether a turn got into the clipboard; a page that is not from this machine may not use it. */
export interface Copied {
  readonly turn: number
  /** The quote it was of; null for the whole turn. */
  readonly citation: string | null
  readonly what: 'words' | 'link'
  readonly done: boolean
}

export interface ChatState {
  readonly facts: PageFacts
  readonly turns: readonly Turn[]
  /** The citation in the reader panel. */
  readonly open: OpenCitation | null
  /** What was copied last. */
  readonly copied: Copied | null
  /** The articles that the next question is asked of; null for all. */
  readonly filters: SearchFilters | null
  /** Titles of the articles that filters name, where the facts do not list them. */
  readonly titles: Titles
  /** A question that was typed while an answer was under way; asked after it. */
  readonly next: string | null
  /** `away` while nothing answers at the page's address. */
  readonly connection: 'here' | 'away'
  /** What the box has to say of its length; null while there is room enough. */
  readonly room: Room | null
  readonly kept: Kept
}

/** How much more fits into the box, and how much of what was pasted did not; in UTF-16 units. */
export interface Room {
  readonly left: number
  readonly cut: number
}

/** A conversation with these turns, at its rest. */
export function startChat(facts: PageFacts, turns: readonly Turn[] = []): ChatState {
  return {
    facts,
    turns,
    open: null,
    copied: null,
    filters: null,
    titles: {},
    next: null,
    connection: 'here',
    room: null,
    kept: notKept,
  }
}

export type ChatAction =
  | { type: 'ask'; question: string }
  /** Asked of the same articles as before, or of all. */
  | { type: 'retry'; turn: number; ofAll?: boolean }
  /** An answer that broke off is asked for again; what has come of it stays. */
  | { type: 'go-on'; turn: number }
  | { type: 'event'; turn: number; event: AnswerEvent }
  | { type: 'wait'; turn: number; status: IndexStatus }
  | { type: 'stop'; turn: number }
  | { type: 'fail'; turn: number; problem: Problem }
  | { type: 'facts'; facts: PageFacts }
  | { type: 'open'; open: OpenCitation | null }
  | { type: 'copied'; copied: Copied }
  | { type: 'suggest'; turn: number; questions: readonly string[] }
  | { type: 'filter'; filters: SearchFilters | null; titles?: Titles }
  | { type: 'queue'; question: string | null }
  | { type: 'connection'; connection: ChatState['connection'] }
  | { type: 'room'; room: Room | null }
  | { type: 'kept'; kept: Kept }
  /** A conversation that was kept, in place of this one. */
  | { type: 'show'; turns: readonly Turn[]; kept: Kept; open: OpenCitation | null }

/** Pure: the state after an action. Events for a turn that was stopped or has ended change nothing. */
export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'ask':
      return {
        ...state,
        turns: [...state.turns, newTurn(action.question, state.filters)],
        copied: null,
      }
    case 'retry':
      return changeTurn(state, action.turn, (turn) =>
        newTurn(turn.question, action.ofAll ? null : turn.filters),
      )
    case 'go-on':
      return changeTurn(state, action.turn, (turn) => ({
        ...turn,
        phase: 'asking',
        problem: null,
      }))
    case 'event':
      return followIndex(
        changeTurn(state, action.turn, (turn) => applyEvent(turn, action.event)),
        action.event,
      )
    case 'stop':
      return changeTurn(state, action.turn, (turn) =>
        isUnderWay(turn) ? { ...turn, phase: 'stopped' } : turn,
      )
    case 'fail':
      return changeTurn(state, action.turn, (turn) =>
        isUnderWay(turn) ? { ...turn, phase: 'failed', problem: action.problem } : turn,
      )
    case 'wait': {
      const facts = { ...state.facts, ready: false, status: action.status }
      return changeTurn({ ...state, facts }, action.turn, (turn) =>
        isUnderWay(turn) ? { ...turn, phase: 'waiting' } : turn,
      )
    }
    case 'facts':
      return { ...state, facts: action.facts }
    case 'open':
      return { ...state, open: action.open }
    case 'copied':
      return { ...state, copied: action.copied }
    case 'suggest':
      return changeTurn(state, action.turn, (turn) => ({ ...turn, suggestions: action.questions }))
    case 'filter':
      return {
        ...state,
        filters: action.filters,
        titles: { ...state.titles, ...action.titles },
      }
    case 'queue':
      return { ...state, next: action.question }
    case 'connection':
      return { ...state, connection: action.connection }
    case 'room':
      return { ...state, room: action.room }
    case 'kept':
      return { ...state, kept: action.kept }
    case 'show': {
      const { turns, kept, open } = action
      const filters = turns.at(-1)?.filters ?? null
      return { ...state, turns, kept, open, filters, copied: null, next: null }
    }
  }
}

/** An answer from a newer index than the page knew says that the articles have changed. */
function followIndex(state: ChatState, event: AnswerEvent): ChatState {
  if (!('answer' in event) || state.facts.index === event.answer.index.hash) return state
  return { ...state, facts: { ...state.facts, index: event.answer.index.hash } }
}

function changeTurn(state: ChatState, at: number, change: (turn: Turn) => Turn): ChatState {
  return { ...state, turns: state.turns.map((turn, i) => (i === at ? change(turn) : turn)) }
}
