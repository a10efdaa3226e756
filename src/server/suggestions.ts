import { Hono } from 'hono'
import { suggestionsRequest } from '../answer/suggestions.ts'
import { createConcurrencyLimit } from './concurrency-limit.ts'
import type { ApiDependencies } from './dependencies.ts'
import { limitedWork } from './limited-work.ts'
import { requireIndex } from './open-index.ts'
import { checkQuestion } from './question-limits.ts'
import { readJson } from './read-json.ts'
import { indexReference } from './source-summary.ts'

/** Looked for one after another, in a line of their own: nobody's question waits behind them. */
const longestLine = 16

/**
 * `POST /v1/suggestions`: questions that follow from an answer and that the articles answer. A
 * client that goes away ends the work before the next candidate.
 */
export function suggestionsRoute(dependencies: ApiDependencies): Hono {
  const limit = createConcurrencyLimit(1, longestLine)
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, suggestionsRequest)
    checkQuestion(request.question, 'question')
    const index = requireIndex(dependencies)
    const limits = { limit, milliseconds: dependencies.requestTimeoutMs }
    const find = (signal: AbortSignal) => dependencies.suggestQuestions(request, signal)
    const suggestions = await limitedWork(limits, c.req.raw.signal, find)
    return c.json({ object: 'suggestions', suggestions, index: indexReference(index) })
  })
}
