import { setTimeout } from 'node:timers/promises'
import { maxQuestionLength } from '../answer/answer.ts'
import { FootnoteError } from '../errors.ts'
import type { ConcurrencyLimit } from '../server/concurrency-limit.ts'
import type { ApiDependencies } from '../server/dependencies.ts'
import { toProblem } from '../server/problem.ts'
import { problemTypes } from '../server/problem-types.ts'
import {
  applyEvent,
  type ChatState,
  historyOf,
  newTurn,
  type PageFacts,
  type Turn,
} from './chat-state.ts'
import type { Problem } from './problem-words.ts'

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

export interface ReplayOptions {
  readonly signal: AbortSignal
  readonly limit: ConcurrencyLimit
  /** Told of every error that is the server's own fault. */
  readonly onError: (error: unknown) => void
}

/**
 * The conversation an address stands for, answered again question by question: the same index gives
 * the same answers, so nothing but questions needs to travel.
 */
export async function replayConversation(
  dependencies: ApiDependencies,
  questions: readonly string[],
  options: ReplayOptions,
): Promise<ChatState> {
  const facts = await pageFacts(dependencies, samplePatience)
  const turns: Turn[] = []
  for (const question of questions) {
    turns.push(await playTurn(dependencies, question.trim(), turns, options))
  }
  return { facts, turns, open: null, copied: null }
}

async function playTurn(
  dependencies: ApiDependencies,
  question: string,
  before: readonly Turn[],
  { signal, limit, onError }: ReplayOptions,
): Promise<Turn> {
  let turn = newTurn(question)
  let release = () => {}
  try {
    release = await limit.acquire(signal)
    const request = { question, messages: historyOf(before) }
    for await (const event of dependencies.ask(request, signal)) turn = applyEvent(turn, event)
    return turn
  } catch (error) {
    if (error instanceof FootnoteError && error.code === 'not_ready') {
      return { ...turn, phase: 'waiting' }
    }
    return { ...turn, phase: 'failed', problem: plainProblem(error, onError) }
  } finally {
    release()
  }
}

/** Said as the API says it; what is the server's own fault reveals nothing and is reported. */
function plainProblem(error: unknown, onError: ReplayOptions['onError']): Problem {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { code: 'timeout', message: null, nextStep: null }
  }
  const { code, detail, next_step } = toProblem(error, '')
  if (problemTypes[code].showsMessage) {
    return { code, message: detail, nextStep: next_step ?? null }
  }
  onError(error)
  return { code: 'internal', message: null, nextStep: null }
}
