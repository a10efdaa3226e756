import { z } from 'zod'

const links = z.object({ self: z.string(), reader: z.string() })

/** Where another article says the same as a quote: whole sentences of it. */
const copy = z.object({
  citation_id: z.string(),
  source_id: z.string(),
  source_path: z.string(),
  source_entry: z.string().nullable(),
  title: z.string(),
  publisher: z.string().nullable(),
  published_at: z.string().nullable(),
  start: z.int(),
  end: z.int(),
  links,
})

/** The address and the words of a quote. */
export const citation = z
  .object({
    id: z.string(),
    number: z.int(),
    type: z.literal('char_location'),
    quote: z.string(),
    cited_text: z.string(),
    source_id: z.string(),
    source_path: z.string(),
    /** Which article of its file, where a file holds several. */
    source_entry: z.string().nullable(),
    title: z.string(),
    title_origin: z.enum(['file', 'first-sentence', 'file-name']),
    publisher: z.string().nullable(),
    published_at: z.string().nullable(),
    url: z.string().nullable(),
    language: z.string(),
    revision: z.string(),
    start: z.int(),
    end: z.int(),
    start_char_index: z.int(),
    end_char_index: z.int(),
    byte_start: z.int(),
    byte_end: z.int(),
    offset_unit: z.literal('utf16'),
    /** The page the quote begins on, and the one it ends on where that is another; null without pages. */
    page: z.int().nullable(),
    page_end: z.int().nullable(),
    /** Where the quote stands in `answer`, in UTF-16 units; null where it is not part of an answer. */
    answer_start: z.int().nullable(),
    answer_end: z.int().nullable(),
    /** Up to 64 UTF-16 units of canonical text on either side, never half a surrogate pair. */
    prefix: z.string(),
    suffix: z.string(),
    heading_path: z.array(z.string()),
    /** Whether the quote begins behind the beginning of a sentence, and ends before the end of one. */
    starts_mid_sentence: z.boolean(),
    ends_mid_sentence: z.boolean(),
    score: z.number(),
    verification: z.object({ status: z.literal('exact') }),
    /** Other articles that say the same in nearly the same words, each cut and compared as the quote. */
    also_in: z.array(copy).optional(),
    links,
  })
  .meta({ id: 'Citation', description: 'The address and the words of a quote.' })

export type Citation = z.infer<typeof citation>
