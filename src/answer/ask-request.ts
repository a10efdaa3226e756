import { z } from 'zod'
import { maxQuestionLength, visiblePattern } from '../question/check-question.ts'

const sourceId = z
  .string()
  .refine((id) => /^src_[0-9a-f]{12}$/.test(id), {
    message: 'Must be src_ and 12 hexadecimal digits',
    params: { code: 'invalid_id' },
  })
  .meta({ pattern: '^src_[0-9a-f]{12}$', examples: ['src_d6d28180d3c0'] })

const filters = z
  .strictObject({
    source_ids: z.array(sourceId).max(1000).optional(),
    publisher: z.string().max(200).optional(),
    date_from: z.iso.date().optional(),
    date_to: z.iso.date().optional(),
    as_of: z.iso.date().optional(),
    language: z.string().max(35).optional(),
  })
  .check(({ value, issues }) => {
    const { date_from, date_to } = value
    if (!date_from || !date_to || date_from <= date_to) return
    const add = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message })
    add('date_from', `Must not be later than date_to (${date_to})`)
    add('date_to', `Must not be earlier than date_from (${date_from})`)
  })

/** Checked where it is read, so that an empty one and a long one get errors of their own. */
const question = z.string().meta({
  minLength: 1,
  maxLength: maxQuestionLength,
  pattern: visiblePattern,
  description: 'At least one visible character; at most 2,000 UTF-16 units.',
})

const message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.string().max(20_000),
})

/** Body of `POST /v1/ask`. Unknown fields are refused by name. */
export const askRequest = z.strictObject({
  question,
  messages: z.array(message).max(100).optional(),
  filters: filters.optional(),
  max_quotes: z.int().min(1).max(20).optional(),
  mode: z.enum(['extractive']).optional(),
  stream: z.boolean().optional(),
  explain: z.boolean().optional(),
})

/** Body of `POST /v1/search`. */
export const searchRequest = z.strictObject({
  query: question,
  top_k: z.int().min(1).max(100).optional(),
  filters: filters.optional(),
})

export type AskRequest = z.infer<typeof askRequest>
export type SearchRequest = z.infer<typeof searchRequest>
export type SearchFilters = z.infer<typeof filters>
export type Message = z.infer<typeof message>
