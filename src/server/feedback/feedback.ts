import { Hono } from 'hono'
import { z } from 'zod'
import { FootnoteError } from '../../errors.ts'
import { withinDeadline } from '../deadline.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { readJson } from '../read-json.ts'
import { readQuery } from '../read-query.ts'
import { sameOrigin } from '../same-origin.ts'
import type { FeedbackBook } from './feedback-book.ts'
import type { FeedbackRecord } from './feedback-record.ts'
import { type FeedbackRequest, feedbackRequest, type GivenAnswer } from './feedback-request.ts'
import { makeRecord } from './make-record.ts'

/**
 * `POST /v1/feedback`: what somebody says of an answer or of one of its quotes, kept on this machine
 * with the question and the quoted words. `DELETE /v1/feedback/{id}` takes it back.
 */
export function feedbackRoute(dependencies: ApiDependencies): Hono {
  return new Hono()
    .post('/', sameOrigin, async (c) => {
      requireBook(dependencies)
      const request = await readJson(c, feedbackRequest)
      const record = await keepFeedback(dependencies, request, c.req.raw.signal)
      return c.json({ object: 'feedback', ...record }, 201)
    })
    .delete('/:id', sameOrigin, async (c) => {
      readQuery(c, z.strictObject({}))
      const id = c.req.param('id')
      if (!/^fb_[0-9a-f]{12}$/.test(id)) {
        throw new FootnoteError('invalid_id', 'A feedback id is fb_ and 12 hexadecimal digits.', {
          nextStep: 'Take the id from the reply to POST /v1/feedback.',
        })
      }
      await requireBook(dependencies).undo(id)
      return c.body(null, 204)
    })
}

/**
 * Keeps what a checked request says; what was kept.
 * @throws FootnoteError `not_found`, `answer_not_found`, `feedback_full`, `feedback_unwritable`
 */
export function keepFeedback(
  dependencies: ApiDependencies,
  request: FeedbackRequest,
  signal: AbortSignal,
): Promise<FeedbackRecord> {
  const book = requireBook(dependencies)
  return withinDeadline(dependencies.requestTimeoutMs, signal, async () => {
    const answer = answerOf(dependencies, request)
    const made = await makeRecord(dependencies.currentIndex(), request, answer)
    await book.add(made)
    return made
  })
}

function requireBook({ feedback }: ApiDependencies): FeedbackBook {
  if (feedback) return feedback
  throw new FootnoteError('not_found', 'This server keeps no feedback.', {
    nextStep: 'Start it as `npm start` does.',
  })
}

/** The answer that a request is about, from the request itself or from what was answered lately. */
function answerOf(
  dependencies: ApiDependencies,
  { answer, answer_id, question }: FeedbackRequest,
): GivenAnswer | undefined {
  if (answer || !answer_id) return answer
  const known = dependencies.recentAnswer?.(answer_id)
  if (known || question) return known
  const message = `${answer_id} is not among the answers that this server gave last.`
  throw new FootnoteError('answer_not_found', message, {
    nextStep: 'Send the whole answer as `answer`, or its question as `question`.',
  })
}
