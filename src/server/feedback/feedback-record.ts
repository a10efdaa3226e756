import { z } from 'zod'
import { answerKinds, citationKinds } from './feedback-request.ts'

/** A quote as it is kept with what is said of it: it stands without the index. */
const citedPlace = z.object({
  id: z.string(),
  source_id: z.string().nullable(),
  source_path: z.string().nullable(),
  title: z.string().nullable(),
  revision: z.string().nullable(),
  start: z.int(),
  end: z.int(),
  /** Cut from the kept text; null where that is kept no more. */
  quote: z.string().nullable(),
})

/** One line of the feedback file. */
export const feedbackRecord = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  kind: z.enum([...new Set([...answerKinds, ...citationKinds])]),
  question: z.string(),
  resolved_question: z.string(),
  answer_id: z.string().nullable(),
  /** Whether there was an answer; null where only a question was named. */
  answerable: z.boolean().nullable(),
  refusal_reason: z.string().nullable(),
  language: z.string().nullable(),
  /** The quote that this is about; null where it is about the whole answer. */
  citation: citedPlace.nullable(),
  /** All quotes of the answer. */
  citations: z.array(citedPlace),
  comment: z.string().nullable(),
  index: z.object({ generation: z.int(), hash: z.string() }).nullable(),
})

/** A line that takes an earlier one back. */
export const undoRecord = z.object({ undo: z.string(), at: z.string() })

export type CitedPlace = z.infer<typeof citedPlace>
export type FeedbackRecord = z.infer<typeof feedbackRecord>
