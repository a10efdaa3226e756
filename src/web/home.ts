import { setTimeout } from 'node:timers/promises'
import { maxQuestionLength } from '../answer/answer.ts'
import { FootnoteError } from '../errors.ts'
import type { ConcurrencyLimit } from '../server/concurrency-limit.ts'
import type { ApiDependencies } from '../server/dependencies.ts'
import { toProblem } from '../server/problem.ts'
import { problemTypes } from '../server/problem-types.ts'
import type { Asked } from './ask/asked-filters.ts'
import { filterChoices } from './ask/filter-choices.ts'
import type { Titles } from './ask/filter-words.ts'
import {
  applyEvent,
  type ChatState,
  historyOf,
  newTurn,
  type PageFacts,
  startChat,
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
  language?: string,
): Promise<PageFacts> {
  const index = dependencies.currentIndex()
  return {
    ready: index !== undefined,
    status: dependencies.status(),
    articles: index?.articles.length ?? 0,
    samples: index ? await samplesWithin(dependencies, patience, language) : [],
    maxQuestionLength,
    choices: filterChoices(index),
    index: index?.hash ?? null,
    feedback: dependencies.feedback !== undefined,
  }
}

/** No samples rather than no page, when they cannot be had or not in time. */
async function samplesWithin(
  dependencies: ApiDependencies,
  patience: number,
  language: string | undefined,
): Promise<readonly string[]> {
  const leave = new AbortController()
  const tooLate = setTimeout(patience, [], { signal: leave.signal }).catch(() => [])
  const samples = dependencies.sampleQuestions(language).catch(() => [])
  return Promise.race([samples, tooLate]).finally(() => leave.abort())
}

export interface ReplayOptions {
  readonly signal: AbortSignal
  readonly limit: ConcurrencyLimit
  /** Of the page; sample questions in it come first. */
  readonly language?: string
  /** Told of every error that is the server's own fault. */
  readonly onError: (error: unknown) => void
}

/**
 * The conversation an address stands for, answered again question by question: the same index gives
 * the same answers, so nothing but questions needs to travel.
 */
export async function replayConversation(
  dependencies: ApiDependencies,
  asked: readonly Asked[],
  options: ReplayOptions,
): Promise<ChatState> {
  const facts = await pageFacts(dependencies, samplePatience, options.language)
  const turns: Turn[] = []
  for (const { question, filters = null } of asked) {
    turns.push(await playTurn(dependencies, newTurn(question.trim(), filters), turns, options))
  }
  const filters = turns.at(-1)?.filters ?? null
  return { ...startChat(facts, turns), filters, titles: namedTitles(dependencies, turns) }
}

/** Titles of the articles that the questions were narrowed to. */
export function namedTitles(
  dependencies: ApiDependencies,
  asked: readonly Pick<Asked, 'filters'>[],
): Titles {
  const ids = new Set(asked.flatMap(({ filters }) => filters?.source_ids ?? []))
  const index = dependencies.currentIndex()
  const titled = [...ids].flatMap((id) => {
    const title = index?.articleById.get(id)?.title
    return title === undefined ? [] : [[id, title]]
  })
  return Object.fromEntries(titled)
}

async function playTurn(
  dependencies: ApiDependencies,
  asked: Turn,
  before: readonly Turn[],
  { signal, limit, onError }: ReplayOptions,
): Promise<Turn> {
  let turn = asked
  const { question, filters } = asked
  let release = () => {}
  try {
    release = await limit.acquire(signal)
    const messages = historyOf(before)
    const request = {
      ...{ question, messages },
      ...(filters ? { filters } : {}),
      // An address shows everybody the same, and opening one asks no model.
      ...(dependencies.languageModel ? { mode: 'extractive' as const } : {}),
    }
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
