import type { Answer } from '../answer/answer.ts'
import type { ChatState } from './chat-state.ts'
import type { KeptAnswer } from './keep/kept-conversation.ts'
import type { Turn, UnansweredPart } from './turn-state.ts'

/** A turn with its whole answer. */
export function finishedTurn(turn: Turn, given: Answer | KeptAnswer): Turn {
  const { timings_ms: _, explain: __, ...answer } = given as Answer
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
    problem: null,
    suggestions: answer.suggested_questions ?? [],
    text: answer.refusal?.message ?? answer.answer,
    index: answer.index?.hash ?? null,
    answer,
  }
}

function unansweredParts({ parts = [] }: KeptAnswer): UnansweredPart[] {
  return parts.flatMap(({ question, refusal }) => (refusal ? [{ question, refusal }] : []))
}

/** What of a turn is its answer's, and is not written twice. */
const fromAnswer = [
  'resolvedQuestion',
  'content',
  'citations',
  'language',
  'refusal',
  'unanswered',
  'text',
] as const satisfies readonly (keyof Turn)[]

/** The state for the page's markup; `unpackState` reads it. */
export function packState(state: ChatState): string {
  const turns = state.turns.map((turn) => {
    if (!turn.answer) return turn
    const own = Object.entries(turn).filter(([name]) => !fromAnswer.some((other) => other === name))
    return Object.fromEntries(own)
  })
  return JSON.stringify({ ...state, turns })
}

export function unpackState(packed: string): ChatState {
  const state = JSON.parse(packed) as ChatState
  const turns = state.turns.map((turn) => {
    if (!turn.answer) return turn
    // Some are found after the answer.
    return { ...finishedTurn(turn, turn.answer), suggestions: turn.suggestions }
  })
  return { ...state, turns }
}
