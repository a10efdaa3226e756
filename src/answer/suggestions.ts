import { z } from 'zod'
import { askRequest } from './ask-request.ts'

const citationId = z
  .string()
  .refine((id) => /^cit_[0-9a-f]{12}-\d{1,9}-\d{1,9}$/.test(id), {
    message: 'Must be the id of a citation',
    params: { code: 'invalid_id' },
  })
  .meta({ pattern: '^cit_[0-9a-f]{12}-[0-9]{1,9}-[0-9]{1,9}$' })

/** Body of `POST /v1/suggestions`: a question as it was asked, and what it was answered with. */
export const suggestionsRequest = askRequest
  .pick({ question: true, messages: true, filters: true })
  .extend({
    /** Of the answer, or what a refusal showed as nearest; found by searching when left out. */
    citation_ids: z.array(citationId).max(100).optional(),
  })

export const suggestion = z.object({
  question: z.string(),
  /** The article that answers it first. */
  source_id: z.string(),
  title: z.string(),
})

export type SuggestionsRequest = z.infer<typeof suggestionsRequest>
export type Suggestion = z.infer<typeof suggestion>
