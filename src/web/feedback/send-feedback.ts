import type { FeedbackRequest } from '../../server/feedback/feedback-request.ts'
import type { Problem } from '../problem-words.ts'

/** What became of feedback: the id it can be taken back by, or why it is not kept. */
export type FeedbackReply = { readonly id: string } | { readonly problem: Problem }

export async function sendFeedback(request: FeedbackRequest): Promise<FeedbackReply> {
  try {
    const response = await fetch('/v1/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    })
    const body = await response.json()
    if (response.ok) return { id: body.id }
    const { code, detail, next_step } = body
    return { problem: { code, message: detail, nextStep: next_step ?? null } }
  } catch {
    return { problem: { code: 'unreachable', message: null, nextStep: null } }
  }
}

/** Whether it is taken back. */
export async function undoFeedback(id: string): Promise<boolean> {
  const path = `/v1/feedback/${encodeURIComponent(id)}`
  return fetch(path, { method: 'DELETE' }).then(
    ({ ok }) => ok,
    () => false,
  )
}
