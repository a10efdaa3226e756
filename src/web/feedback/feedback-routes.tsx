import type { Hono } from 'hono'
import type { ApiDependencies } from '../../server/dependencies.ts'
import { keepFeedback } from '../../server/feedback/feedback.ts'
import { feedbackRequest } from '../../server/feedback/feedback-request.ts'
import { sameOrigin } from '../../server/same-origin.ts'
import { bodyPointer, validate } from '../../server/validate.ts'
import { MessagePage } from '../message-page.tsx'

/** `POST /feedback`: what is said by a form, without script. */
export function addFeedbackRoutes(pages: Hono, dependencies: ApiDependencies): void {
  pages.post('/feedback', sameOrigin, async (c) => {
    const form = await c.req.parseBody({ all: true })
    const text = (name: string): string | undefined => {
      const value = form[name]
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const refusal = text('refusal')
    const citations = [form.citation ?? []].flat().filter((id) => typeof id === 'string')
    const request = validate(
      feedbackRequest,
      {
        kind: text('kind'),
        citation_id: text('citation_id'),
        comment: text('comment'),
        answer: {
          question: text('question'),
          resolved_question: text('resolved'),
          answerable: refusal === undefined,
          language: text('language'),
          refusal: refusal === undefined ? null : { reason: refusal },
          citations: citations.map((id) => ({ id })),
        },
      },
      bodyPointer,
    )
    await keepFeedback(dependencies, request, c.req.raw.signal)
    const { say } = c.get('words')
    const title = say('feedback.thanks-title')
    return c.render(<MessagePage title={title} message={say('feedback.thanks')} />, { title })
  })
}
