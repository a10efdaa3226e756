import { z } from 'zod'
import { maxQuestionLength } from '../../answer/answer.ts'

/** What can be said of a whole answer or refusal. */
export const answerKinds = [
  'helpful',
  'wrong',
  'incomplete',
  'should_have_refused',
  'should_have_answered',
] as const
/** What can be said of one quote. */
export const citationKinds = ['helpful', 'wrong_source', 'does_not_support', 'stale'] as const

export type FeedbackKind = (typeof answerKinds)[number] | (typeof citationKinds)[number]

/** Quotes of one answer that are kept with what is said of it. */
const mostCitations = 100

const citationId = z
  .string()
  .refine((id) => /^cit_[0-9a-f]{12}-\d{1,12}-\d{1,12}$/.test(id), {
    message: 'Must be cit_, 12 hexadecimal digits, and where the quote starts and ends',
    params: { code: 'invalid_id' },
  })
  .meta({ pattern: '^cit_[0-9a-f]{12}-[0-9]{1,12}-[0-9]{1,12}$' })
const question = z.string().min(1).max(maxQuestionLength)

/**
 * An answer as `POST /v1/ask` gave it, as far as it matters here: other fields may be there and are
 * left. Of citations only the ids are taken; the words are cut from the kept texts.
 */
const givenAnswer = z.object({
  id: z.string().max(100).optional(),
  question,
  resolved_question: question.optional(),
  answerable: z.boolean(),
  language: z.string().max(35).optional(),
  refusal: z.object({ reason: z.string().max(100) }).nullish(),
  citations: z.array(z.object({ id: citationId })).max(mostCitations),
})

/** Body of `POST /v1/feedback`. Unknown fields are refused by name, but those of `answer`. */
export const feedbackRequest = z
  .strictObject({
    kind: z.enum([...new Set([...answerKinds, ...citationKinds])]),
    question: question.optional(),
    answer_id: z
      .string()
      .regex(/^ans_[0-9a-f]{12,64}$/)
      .optional(),
    citation_id: citationId.optional(),
    comment: z.string().max(2000).optional(),
    answer: givenAnswer.optional(),
  })
  .check(({ value, issues }) => {
    const add = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message })
    const { kind, citation_id, question, answer_id, answer } = value
    if (!question && !answer_id && !answer) add('question', 'Or answer_id or answer is required')
    const kinds: readonly string[] = citation_id ? citationKinds : answerKinds
    if (kinds.includes(kind)) return
    const what = citation_id ? 'With citation_id it is' : 'Without citation_id it is'
    add('kind', `${what} one of ${kinds.join(', ')}`)
  })

export type FeedbackRequest = z.infer<typeof feedbackRequest>
export type GivenAnswer = z.infer<typeof givenAnswer>
