import type {
  Answer,
  AnswerEvent,
  Citation,
  ContentPart,
  Message,
  Refusal,
} from '../answer/answer.ts'
import type { IndexStatus } from '../server/dependencies.ts'
import type { Problem } from './problem-words.ts'

export type TurnPhase = 'asking' | 'waiting' | 'answered' | 'refused' | 'stopped' | 'failed'

/** A part of a question, and why it is not answered. */
export interface UnansweredPart {
  readonly question: string
  readonly refusal: Refusal
}

/** One question and what came of it. Shown the same by the server and in the browser. */
export interface Turn {
  readonly question: string
  /** The standalone question, only where it differs from the one typed. */
  readonly resolvedQuestion: string | null
  readonly phase: TurnPhase
  /** Passages found so far; null before the search is done. */
  readonly passages: number | null
  readonly content: readonly ContentPart[]
  readonly citations: readonly Citation[]
  /** Of the words between the quotes; null before the answer's end. */
  readonly language: string | null
  readonly refusal: Refusal | null
  /** Parts of an answered question that are not answered. */
  readonly unanswered: readonly UnansweredPart[]
  readonly problem: Problem | null
  /** Questions to ask next, where small talk was made. */
  readonly suggestions: readonly string[]
  /** The whole answer in words, as history for the next question. */
  readonly text: string
}

/** What the page says about the corpus, and whether it can answer yet. */
export interface PageFacts {
  readonly ready: boolean
  readonly status: IndexStatus
  readonly articles: number
  readonly samples: readonly string[]
  /** In UTF-16 units. */
  readonly maxQuestionLength: number
}

export interface OpenCitation {
  readonly turn: number
  readonly citation: string
}

/** Whether a turn got into the clipboard; a page that is not from this machine may not use it. */
export interface Copied {
  readonly turn: number
  readonly done: boolean
}

export interface ChatState {
  readonly facts: PageFacts
  readonly turns: readonly Turn[]
  /** The citation in the reader panel. */
  readonly open: OpenCitation | null
  /** What was copied last. */
  readonly copied: Copied | null
}

export type ChatAction =
  | { type: 'ask'; question: string }
  | { type: 'retry'; turn: number }
  | { type: 'event'; turn: number; event: AnswerEvent }
  | { type: 'wait'; turn: number; status: IndexStatus }
  | { type: 'stop'; turn: number }
  | { type: 'fail'; turn: number; problem: Problem }
  | { type: 'facts'; facts: PageFacts }
  | { type: 'open'; open: OpenCitation | null }
  | { type: 'copied'; copied: Copied }

const maxHistoryTurns = 6
const maxHistoryText = 4000

export function newTurn(question: string): Turn {
  return {
    question,
    resolvedQuestion: null,
    phase: 'asking',
    passages: null,
    content: [],
    citations: [],
    language: null,
    refusal: null,
    unanswered: [],
    problem: null,
    suggestions: [],
    text: '',
  }
}

/** Pure: the state after an action. Events for a turn that was stopped or has ended change nothing. */
export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'ask':
      return { ...state, turns: [...state.turns, newTurn(action.question)], copied: null }
    case 'retry':
      return changeTurn(state, action.turn, (turn) => newTurn(turn.question))
    case 'event':
      return changeTurn(state, action.turn, (turn) => applyEvent(turn, action.event))
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
  }
}

/** Pure: a turn after one event of its stream. */
export function applyEvent(turn: Turn, event: AnswerEvent): Turn {
  if (!isUnderWay(turn)) return turn
  switch (event.type) {
    case 'answer.created':
      return { ...turn, phase: 'asking' }
    case 'question.resolved':
      return { ...turn, resolvedQuestion: event.changed ? event.resolved_question : null }
    case 'retrieval.completed':
      return { ...turn, passages: event.passages }
    case 'citation.added':
      return { ...turn, citations: [...turn.citations, event.citation] }
    case 'answer.delta':
      return { ...turn, content: [...turn.content, event.content] }
    case 'answer.completed':
    case 'answer.refused': {
      const { answer } = event
      const changed = answer.resolved_question !== answer.question
      return {
        ...turn,
        phase: answer.refusal ? 'refused' : 'answered',
        resolvedQuestion: changed ? answer.resolved_question : null,
        content: answer.content,
        citations: answer.citations,
        language: answer.language,
        refusal: answer.refusal,
        unanswered: answer.refusal ? [] : unansweredParts(answer),
        suggestions: answer.suggested_questions ?? [],
        text: answer.refusal?.message ?? answer.answer,
      }
    }
  }
}

function unansweredParts({ parts = [] }: Answer): UnansweredPart[] {
  return parts.flatMap(({ question, refusal }) => (refusal ? [{ question, refusal }] : []))
}

export function isUnderWay(turn: Turn | undefined): boolean {
  return turn?.phase === 'asking' || turn?.phase === 'waiting'
}

/** The messages to send with a question that follows these turns; the last few, each cut short. */
export function historyOf(turns: readonly Turn[]): Message[] {
  return turns
    .filter((turn) => turn.phase === 'answered' || turn.phase === 'refused')
    .slice(-maxHistoryTurns)
    .flatMap((turn): Message[] => [
      { role: 'user', content: turn.question },
      { role: 'assistant', content: cutWhole(turn.text, maxHistoryText) },
    ])
}

/** Cuts to at most `length` UTF-16 units, never between the halves of a surrogate pair. */
function cutWhole(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

function changeTurn(state: ChatState, at: number, change: (turn: Turn) => Turn): ChatState {
  return { ...state, turns: state.turns.map((turn, i) => (i === at ? change(turn) : turn)) }
}
