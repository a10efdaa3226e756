import { z } from 'zod'
import { changeKinds } from './change-kind.ts'
import { quotationClasses } from './judge-quotation.ts'

/** UTF-16 units of a text that is sent to be verified, and quotations in one request. */
export const maxTextLength = 200_000
export const maxQuotations = 500
/** UTF-16 units of one quotation in a list. */
export const maxQuoteLength = 20_000

const listedQuote = z.strictObject({
  quote: z.string().max(maxQuoteLength),
  source: z.string().max(2000).optional(),
  speaker: z.string().max(200).optional(),
})

/** Body of `POST /v1/verify`: a text, or a list of quotations. Unknown fields are refused by name. */
export const verifyRequest = z
  .strictObject({
    text: z.string().max(maxTextLength).optional(),
    format: z.enum(['plain', 'markdown', 'html']).optional(),
    quotes: z.array(listedQuote).max(maxQuotations).optional(),
  })
  .check(({ value, issues }) => {
    const add = (path: PropertyKey[], message: string) =>
      issues.push({ code: 'custom', input: value, path, message })
    const { text, format, quotes } = value
    if ((text === undefined) === (quotes === undefined)) {
      add([text === undefined ? 'text' : 'quotes'], 'Send either text or quotes')
    }
    if (format !== undefined && text === undefined) add(['format'], 'Goes with text only')
    for (const [at, { quote }] of (quotes ?? []).entries()) {
      if (!/[\p{L}\p{N}]/u.test(quote)) add(['quotes', at, 'quote'], 'Has no word in it')
    }
  })

/** Where words stand, as in a citation. */
export const place = z
  .object({
    citation_id: z.string(),
    source_id: z.string(),
    source_path: z.string(),
    source_entry: z.string().nullable(),
    title: z.string(),
    publisher: z.string().nullable(),
    published_at: z.string().nullable(),
    url: z.string().nullable(),
    revision: z.string(),
    /** That the text is a kept one: its article has changed since, or is gone. */
    stale: z.boolean(),
    start: z.int(),
    end: z.int(),
    byte_start: z.int(),
    byte_end: z.int(),
    offset_unit: z.literal('utf16'),
    /** The words there, cut from the text. */
    text: z.string(),
    prefix: z.string(),
    suffix: z.string(),
    /** That a word of the text goes on beyond the range. */
    cuts_word: z.boolean(),
    links: z.object({ self: z.string(), reader: z.string() }),
  })
  .meta({ id: 'Place', description: 'Where words stand, as in a citation.' })

export const wordingChange = z.object({
  kind: z.enum(changeKinds),
  /** As in the source; empty where words were added. */
  from: z.string(),
  /** As in the quotation; empty where words were dropped. */
  to: z.string(),
})

export const nearest = z.object({
  /** 0 to 1: the share of characters that both have. */
  similarity: z.number(),
  place,
  /** From the source to the quotation. */
  diff: z.array(z.object({ op: z.enum(['same', 'dropped', 'added']), text: z.string() })),
  changes: z.array(wordingChange),
})

export const splice = z.object({
  order: z.enum(['in_order', 'rearranged', 'several_sources']),
  /** Whether an ellipsis in the quotation says that something is left out. */
  marked: z.boolean(),
  pieces: z.array(z.object({ text: z.string(), start: z.int(), end: z.int(), place })),
  /** What is left out between pieces in order; one fewer than pieces. */
  left_out: z.array(z.string()),
  /** Whether what is left out denies something. */
  leaves_out_negation: z.boolean(),
})

export const claimed = z.object({
  given: z.string(),
  by: z.enum(['given', 'citation', 'note', 'link', 'name']),
  /** Sources of the index that this can mean; empty where there is none. */
  source_ids: z.array(z.string()),
  /** Whether one of them holds the words; null where they stand nowhere in one piece. */
  holds: z.boolean().nullable(),
  /** Of a citation: whether the words stand at its very place. */
  at_place: z.boolean().nullable(),
})

export const verifiedQuotation = z.object({
  /** From 1, in order of place. */
  number: z.int(),
  /** The words; of Markdown without the backslashes of its escapes, but where the article has these. */
  quote: z.string(),
  /** Where it stands in the text that was sent, in UTF-16 units; null in a list. */
  start: z.int().nullable(),
  end: z.int().nullable(),
  form: z.enum(['marks', 'block', 'element', 'listed']),
  depth: z.int(),
  status: z.enum(quotationClasses),
  /** Whether the words stand in the articles character for character; null where they do not stand in one piece. */
  wording: z.enum(['exact', 'normalised']).nullable(),
  /** Too few words to tell anything by. */
  too_short: z.boolean(),
  /** That only a kept text holds the words. */
  stale: z.boolean(),
  claimed: claimed.nullable(),
  speaker: z.object({ name: z.string(), beside: z.boolean().nullable() }).nullable(),
  places: z.array(place),
  places_found: z.int(),
  splice: splice.nullable(),
  nearest: nearest.nullable(),
})

export const verification = z
  .object({
    object: z.literal('verification'),
    format: z.enum(['plain', 'markdown', 'html', 'list']),
    summary: z.object({
      quotations: z.int(),
      exact: z.int(),
      normalised: z.int(),
      misattributed: z.int(),
      spliced: z.int(),
      not_found: z.int(),
      /** Of all of them; they are counted under their class as well. */
      too_short: z.int(),
      stale: z.int(),
      /** Neither exact nor normalised, those too short left out. */
      failed: z.int(),
    }),
    quotations: z.array(verifiedQuotation),
    /** Opening quotation marks that nothing closes, as offsets into the text. */
    unclosed: z.array(z.int()),
    searched: z.object({
      articles: z.int(),
      /** Kept texts that were searched as well; none where the articles held every quotation. */
      kept_texts: z.int(),
      kept_texts_left_out: z.int(),
    }),
    index: z.object({ generation: z.int(), hash: z.string() }),
  })
  .meta({ id: 'Verification', description: 'Of each quotation, whether the articles hold it.' })

export type VerifyRequest = z.infer<typeof verifyRequest>
export type Place = z.infer<typeof place>
export type VerifiedQuotation = z.infer<typeof verifiedQuotation>
export type Verification = z.infer<typeof verification>
