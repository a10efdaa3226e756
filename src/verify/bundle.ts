import { createHash } from 'node:crypto'
import { z } from 'zod'
import { answer } from '../answer/answer.ts'
import { stableJson } from '../store/stable-json.ts'

/** The answer of a bundle: as the API gave it, without what is of the moment. */
export const bundledAnswer = answer.omit({
  timings_ms: true,
  explain: true,
  suggested_questions: true,
})

const range = { start: z.int(), end: z.int() }
const checkedCitation = z.looseObject({
  id: z.string(),
  number: z.int(),
  quote: z.string(),
  source_id: z.string(),
  source_path: z.string(),
  title: z.string(),
  ...range,
  answer_start: z.int().nullable(),
  answer_end: z.int().nullable(),
  also_in: z
    .array(z.looseObject({ citation_id: z.string(), source_id: z.string(), ...range }))
    .optional(),
})
const checkedRefusal = z.looseObject({ nearest: z.array(checkedCitation) }).nullable()

/**
 * What a check reads of an answer. It stands by itself: answers get new fields, and a bundle of
 * version 1 is checked for ever as it was made.
 */
export const checkedAnswer = z.looseObject({
  question: z.string(),
  answer: z.string(),
  content: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('text'), text: z.string() }),
      z.looseObject({
        type: z.literal('quote'),
        text: z.string(),
        citation_ids: z.array(z.string()),
      }),
    ]),
  ),
  citations: z.array(checkedCitation),
  refusal: checkedRefusal,
  parts: z.array(z.looseObject({ refusal: checkedRefusal })).optional(),
  disagreements: z
    .array(
      z.looseObject({
        values: z.array(z.looseObject({ text: z.string(), citation_id: z.string(), ...range })),
      }),
    )
    .optional(),
  premise: z.looseObject({ found: z.string(), citation_id: z.string(), ...range }).optional(),
})

/** The whole text of a revision that the answer quotes, and what was known of its article. */
export const bundledText = z.object({
  revision: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  source_id: z.string(),
  source_path: z.string(),
  title: z.string(),
  byline: z.string().nullable(),
  publisher: z.string().nullable(),
  published_at: z.string().nullable(),
  language: z.string(),
  url: z.string().nullable(),
  /** Canonical: all offsets are into it, in UTF-16 units, and its UTF-8 bytes have the revision's hash. */
  text: z.string(),
})

const sealed = {
  object: z.literal('bundle'),
  /** In order of revision, each once. */
  texts: z.array(bundledText),
  /** `sha256:…` of the bundle without this field, as JSON with the keys of every object in order. */
  digest: z.string(),
}

/** An answer, or those of a conversation, that can be checked without the server or the index. */
export const bundle = z.discriminatedUnion('version', [
  z.object({ ...sealed, version: z.literal(1), answer: checkedAnswer }),
  z.object({ ...sealed, version: z.literal(2), answers: z.array(checkedAnswer).min(1) }),
])

/** Body of `POST /v1/bundles`: one answer, or those of a conversation, oldest first. */
export const bundleRequest = z
  .strictObject({
    answer: bundledAnswer.optional(),
    answers: z.array(bundledAnswer).min(1).max(1000).optional(),
  })
  .check(({ value, issues }) => {
    if ((value.answer === undefined) !== (value.answers === undefined)) return
    const message = 'Either answer or answers'
    issues.push({ code: 'custom', input: value, path: ['answer'], message })
  })

export type BundledAnswer = z.infer<typeof bundledAnswer>
export type CheckedAnswer = z.infer<typeof checkedAnswer>
export type BundledText = z.infer<typeof bundledText>
export type Bundle = z.infer<typeof bundle>
export type AnswerBundle = Extract<Bundle, { version: 1 }>
export type ConversationBundle = Extract<Bundle, { version: 2 }>

/** The digest over all of a bundle but its digest, whatever else it holds. */
export function digestOf(content: object): string {
  const { digest: _, ...rest } = content as { digest?: unknown }
  return `sha256:${createHash('sha256').update(stableJson(rest), 'utf8').digest('hex')}`
}

/** Words that an answer says stand at a place of a text. */
export interface QuotedRange {
  /** JSON Pointer into the bundle: `/answer/citations/0`. */
  readonly pointer: string
  readonly citationId: string
  readonly start: number
  readonly end: number
  /** Undefined where only the place is given. */
  readonly text: string | undefined
  /** Whether the range is the citation's own, or stands within it. */
  readonly isWhole: boolean
}

type BundledCitation = CheckedAnswer['citations'][number]

/** The answers of a bundle, each with its JSON Pointer. */
export function answersOf(given: Bundle): { at: string; answered: CheckedAnswer }[] {
  if (given.version === 1) return [{ at: '/answer', answered: given.answer }]
  return given.answers.map((answered, number) => ({ at: `/answers/${number}`, answered }))
}

/** All citations of an answer: its own, and those that a refusal shows as nearest. */
export function citationsOf(
  answered: CheckedAnswer,
  base = '/answer',
): { at: string; citation: BundledCitation }[] {
  const listed = (citations: readonly BundledCitation[], at: string) =>
    citations.map((citation, number) => ({ at: `${base}/${at}/${number}`, citation }))
  return [
    ...listed(answered.citations, 'citations'),
    ...listed(answered.refusal?.nearest ?? [], 'refusal/nearest'),
    ...(answered.parts ?? []).flatMap(({ refusal }, part) =>
      listed(refusal?.nearest ?? [], `parts/${part}/refusal/nearest`),
    ),
  ]
}

/** Everything in an answer that says words stand at a place. */
export function quotedRanges(answered: CheckedAnswer, base = '/answer'): QuotedRange[] {
  const ranges: QuotedRange[] = citationsOf(answered, base).flatMap(({ at, citation }) => [
    {
      pointer: at,
      citationId: citation.id,
      ...rangeOf(citation),
      text: citation.quote,
      isWhole: true,
    },
    ...(citation.also_in ?? []).map((copy, number) => ({
      ...{ pointer: `${at}/also_in/${number}`, citationId: copy.citation_id },
      ...{ ...rangeOf(copy), text: undefined, isWhole: true },
    })),
  ])
  for (const [number, { values }] of (answered.disagreements ?? []).entries()) {
    for (const [at, { text, citation_id: citationId, ...range }] of values.entries()) {
      const pointer = `${base}/disagreements/${number}/values/${at}`
      ranges.push({ pointer, citationId, ...rangeOf(range), text, isWhole: false })
    }
  }
  const { premise } = answered
  if (premise) {
    const { citation_id: citationId, found: text } = premise
    ranges.push({
      pointer: `${base}/premise`,
      citationId,
      ...rangeOf(premise),
      text,
      isWhole: false,
    })
  }
  return ranges
}

function rangeOf({ start, end }: { start: number; end: number }) {
  return { start, end }
}
