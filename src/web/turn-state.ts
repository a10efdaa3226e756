import type {
  AnswerEvent,
  Citation,
  ContentPart,
  Message,
  Refusal,
  SearchFilters,
} from '../answer/answer.ts'
import { finishedTurn } from './finished-turn.ts'
import type { KeptAnswer } from './keep/kept-conversation.ts'
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
  /** The articles that it was asked of; null for all. */
  readonly filters: SearchFilters | null
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
  /** Questions to ask next: sent with small talk, found afterwards for answers and refusals. */
  readonly suggestions: readonly string[]
  /** The whole answer in words, as history for the next question. */
  readonly text: string
  /** Hash of the index that it was answered from; null before its end. */
  readonly index: string | null
  /** As the API gave it, to be kept and saved; null before its end. */
  readonly answer: KeptAnswer | null
}

const maxHistoryTurns = 6
const maxHistoryText = 4000

export function newTurn(question: string, filters: SearchFilters | null = null): Turn {
  return {
    question,
    filters,
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
    index: null,
    answer: null,
  }
}

/** Pure: a turn after one event of its stream. */
export function applyEvent(turn: Turn, event: AnswerEvent): Turn {
  if (!isUnderWay(turn)) return turn
  switch (event.type) {
    case 'answer.created':
      // One that broke off may begin anew: the articles have changed meanwhile.
      return newTurn(turn.question, turn.filters)
    case 'question.resolved':
      return { ...turn, resolvedQuestion: event.changed ? event.resolved_question : null }
    case 'retrieval.completed':
      return { ...turn, passages: event.passages }
    case 'citation.added':
      return { ...turn, citations: [...turn.citations, event.citation] }
    case 'answer.delta':
      return { ...turn, content: [...turn.content, event.content] }
    case 'answer.completed':
    case 'answer.refused':
      return finishedTurn(turn, event.answer)
  }
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
