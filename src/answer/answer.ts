import { z } from 'zod'
import { refusalReasons } from '../evidence/refuse.ts'
import { citation } from './citation.ts'
import { fallbackReasons } from './language-model/language-model.ts'

export { maxQuestionLength, visiblePattern } from '../question/check-question.ts'
export {
  type AskRequest,
  askRequest,
  type Message,
  type SearchFilters,
  type SearchRequest,
  searchRequest,
} from './ask-request.ts'
export { type Citation, citation } from './citation.ts'

export const refusal = z
  .object({
    reason: z.enum(refusalReasons),
    message: z.string(),
    /** Words of the question that no article uses. */
    unknown_terms: z.array(z.string()),
    /** What comes nearest, shown as not an answer. */
    nearest: z.array(citation),
  })
  .meta({ id: 'Refusal', description: 'Why there is no answer, and what comes nearest.' })

export const contentPart = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string(),
    /** Only on connecting words of a language model: neither quoted nor fixed. */
    by: z.literal('model').optional(),
  }),
  z.object({ type: z.literal('quote'), text: z.string(), citation_ids: z.array(z.string()) }),
])

/** The verdict on one part of a question that was taken apart. */
export const answerPart = z.object({
  /** The part as a question, as it was asked. */
  question: z.string(),
  answerable: z.boolean(),
  refusal: refusal.nullable(),
  /** Citations of the answer that belong to this part. */
  citation_ids: z.array(z.string()),
})

/** What a question supposes and an article says otherwise. */
export const premise = z.object({
  kind: z.enum(['year', 'ordinal', 'number', 'name', 'direction', 'opposite']),
  /** As typed in the question. */
  asked: z.string(),
  /** Cut from the correcting quote. */
  found: z.string(),
  /** Where `found` stands in the article, in UTF-16 units. */
  start: z.int(),
  end: z.int(),
  /** The correcting quote, among `refusal.nearest`. */
  citation_id: z.string(),
})

/** Different values for what was asked, in the order of how well their quotes answer. */
export const disagreement = z.object({
  values: z.array(
    z.object({
      /** Cut from the quote of the citation. */
      text: z.string(),
      citation_id: z.string(),
      /** Where `text` stands in the article, in UTF-16 units. */
      start: z.int(),
      end: z.int(),
      /** The year that its sentence names, or else the date of its article. */
      date: z.string().nullable(),
    }),
  ),
})

/** Only where the operator has set a language model. */
export const languageModelUse = z.object({
  /** `fallback`: it was asked, and the answer is the extractive one. */
  status: z.enum(['used', 'fallback', 'not_asked']),
  /** Why it was not used; only with `fallback`. */
  reason: z.enum(fallbackReasons).optional(),
  /** As its server knows it. */
  model: z.string(),
})

export const answer = z
  .object({
    id: z.string(),
    object: z.literal('answer'),
    /**
     * `answer`: of what the articles tell. `collection`: of the articles themselves, by their titles,
     * dates and first sentences. `small_talk`: a fixed reply, neither answered nor refused.
     */
    kind: z.enum(['answer', 'collection', 'small_talk']),
    question: z.string(),
    resolved_question: z.string(),
    /** What was searched for in place of a Chinese question, where the articles are in English. */
    searched_for: z.string().optional(),
    answerable: z.boolean(),
    refusal: refusal.nullable(),
    /** `llm`: a language model chose which sentences are quoted. They are cut and compared all the same. */
    mode: z.enum(['extractive', 'llm']),
    llm: languageModelUse.optional(),
    language: z.string(),
    answer: z.string(),
    content: z.array(contentPart),
    citations: z.array(citation),
    sources: z.array(
      z.object({
        id: z.string(),
        path: z.string(),
        entry: z.string().nullable(),
        title: z.string(),
        cited: z.boolean(),
      }),
    ),
    /** Only where the question was taken apart: a verdict for each part. */
    parts: z.array(answerPart).optional(),
    /** Only where the question supposes what an article says otherwise. */
    premise: premise.optional(),
    /** Only where articles, or editions within one, give different values for what was asked. */
    disagreements: z.array(disagreement).optional(),
    /** Probability, 0 to 1, that the quotes answer the question; of several parts the mean. */
    confidence: z.number(),
    index: z.object({ generation: z.int(), hash: z.string() }),
    timings_ms: z.object({
      embed: z.number(),
      retrieve: z.number(),
      compose: z.number(),
      /** Only where a language model was asked. */
      llm: z.number().optional(),
    }),
    /** Only with small talk: questions that these articles answer. */
    suggested_questions: z.array(z.string()).optional(),
    /** Only with `explain: true`: what each score was made of. */
    explain: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Answer', description: 'An answer made of quotes, or a refusal.' })

export const searchResult = z.object({
  passage_id: z.string(),
  source_id: z.string(),
  source_path: z.string(),
  source_entry: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  start: z.int(),
  end: z.int(),
  page: z.int().nullable(),
  page_end: z.int().nullable(),
  heading_path: z.array(z.string()),
  score: z.number(),
  dense_score: z.number(),
  lexical_score: z.number(),
})

export const searchResponse = z
  .object({
    object: z.literal('search'),
    query: z.string(),
    results: z.array(searchResult),
    index: z.object({ generation: z.int(), hash: z.string() }),
  })
  .meta({ id: 'SearchResponse' })

/** What a stream is made of, in this order; the last one is always completed, refused or error. */
export const answerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer.created'), id: z.string(), question: z.string() }),
  z.object({
    type: z.literal('question.resolved'),
    resolved_question: z.string(),
    changed: z.boolean(),
  }),
  z.object({
    type: z.literal('retrieval.completed'),
    passages: z.int(),
    sources: answer.shape.sources,
  }),
  /** Sent only once the quote has been cut again from the stored revision and found equal. */
  z.object({ type: z.literal('citation.added'), citation }),
  /** One whole part of `content`; a quote comes after its citation. */
  z.object({ type: z.literal('answer.delta'), index: z.int(), content: contentPart }),
  z.object({ type: z.literal('answer.completed'), answer }),
  z.object({ type: z.literal('answer.refused'), answer }),
])

export type Refusal = z.infer<typeof refusal>
export type Premise = z.infer<typeof premise>
export type Disagreement = z.infer<typeof disagreement>
export type LanguageModelUse = z.infer<typeof languageModelUse>
export type ContentPart = z.infer<typeof contentPart>
export type Answer = z.infer<typeof answer>
export type SearchResponse = z.infer<typeof searchResponse>
export type AnswerEvent = z.infer<typeof answerEvent>
