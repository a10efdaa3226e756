import type { ErrorCode } from '../../errors.ts'
import { type ErrorLogger, loggedProblem, type Problem } from '../problem.ts'

/** What to do next is said for the API by its routes; whoever calls tools has other ways. */
const nextSteps: Partial<Record<ErrorCode, string>> = {
  invalid_id: 'Take ids from the results of ask, search or verify_quote.',
  source_not_found: 'Take the id from the results of ask or search, or list the resources.',
  citation_not_found: 'Ask again for a fresh quote.',
  revision_not_found: 'Leave revision out for the text of today.',
  not_ready: 'Try again in a few seconds.',
}

/** An error as the result of a tool: in words, for a model to correct itself by, and as data. */
export function toolError(error: unknown, requestId: string, logError: ErrorLogger) {
  const problem = loggedProblem(error, requestId, logError)
  const next = problem.errors ? problem.next_step : (nextSteps[problem.code] ?? problem.next_step)
  const detail = problem.detail.replace(/(?<![.…])$/, '.')
  const text = next ? `${detail} ${next}` : detail
  const given: Problem = next ? { ...problem, next_step: next } : problem
  return {
    isError: true,
    content: [{ type: 'text' as const, text: `${text} (${problem.code})` }],
    _meta: { 'footnote/problem': given },
  }
}
