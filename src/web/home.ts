import { setTimeout } from 'node:timers/promises'
import { maxQuestionLength } from '../answer/answer.ts'
import { FootnoteError } from '../errors.ts'
import type { ApiDependencies } from '../server/dependencies.ts'
import { boundEarlier } from './addresses.ts'
import {
  applyEvent,
  type ChatState,
  historyOf,
  newTurn,
  type PageFacts,
  type Turn,
} from './chat-state.ts'

/** How long a page waits for its sample questions, in milliseconds. */
const samplePatience = 800

/**
 * What the page says of the corpus just now. Sample questions are found by asking them, which takes a
 * while on a new index; after `patience` milliseconds the page goes without them.
 */
export async function pageFacts(
  dependencies: ApiDependencies,
  patience: number,
): Promise<PageFacts> {
  const index = dependencies.currentIndex()
  return {
    ready: index !== undefined,
    status: dependencies.status(),
    articles: index?.articles.length ?? 0,
    samples: index ? await samplesWithin(dependencies, patience) : [],
    maxQuestionLength,
  }
}

/** No samples rather than no page, when they cannot be had or not in time. */
async function samplesWithin(
  dependencies: ApiDependencies,
  patience: number,
): Promise<readonly string[]> {
  const leave = new AbortController()
  const tooLate = setTimeout(patience, [], { signal: leave.signal }).catch(() => [])
  const samples = dependencies.sampleQuestions().catch(() => [])
  return Promise.race([samples, tooLate]).finally(() => leave.abort())
}

/**
 * The conversation an address stands for, answered again question by question: the same index gives
 * the same answers, so nothing but questions needs to travel.
 */
export async function replayConversation(
  dependencies: ApiDependencies,
  earlier: readonly string[],
  question: string | undefined,
  signal: AbortSignal,
): Promise<ChatState> {
  const facts = await pageFacts(dependencies, samplePatience)
  const turns: Turn[] = []
  if (question === undefined || question.trim() === '') return { facts, turns, open: null }
  for (const each of [...boundEarlier(earlier), question]) {
    turns.push(await playTurn(dependencies, each.trim(), turns, signal))
  }
  return { facts, turns, open: null }
}

async function playTurn(
  dependencies: ApiDependencies,
  question: string,
  before: readonly Turn[],
  signal: AbortSignal,
): Promise<Turn> {
  let turn = newTurn(question)
  try {
    for await (const event of dependencies.ask({ question, messages: historyOf(before) }, signal)) {
      turn = applyEvent(turn, event)
    }
  } catch (error) {
    if (error instanceof FootnoteError && error.code === 'not_ready')
      return { ...turn, phase: 'waiting' }
    return { ...turn, phase: 'failed', problem: plainProblem(error) }
  }
  return turn
}

/** Only our own errors are shown; what is unexpected reveals nothing. */
function plainProblem(error: unknown): NonNullable<Turn['problem']> {
  if (error instanceof FootnoteError) {
    return { message: error.message, nextStep: error.nextStep ?? null }
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return {
      message: 'The answer took too long.',
      nextStep: 'Ask again, or ask something shorter.',
    }
  }
  return { message: 'Something went wrong here.', nextStep: 'Ask again; the log says more.' }
}
