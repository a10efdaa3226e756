import { z } from 'zod'
import { citation } from '../../answer/citation.ts'
import { quoteStatuses } from '../../answer/quote-standing.ts'

const currentPlace = z.object({
  id: z.string(),
  revision: z.string(),
  start: z.int(),
  end: z.int(),
  byte_start: z.int(),
  byte_end: z.int(),
  links: z.object({ self: z.string(), reader: z.string() }),
})

/** A citation looked up by its id. */
export const citationLookup = z
  .object({
    object: z.literal('citation'),
    ...citation.shape,
    stale: z.boolean().describe('True for every status but current.'),
    status: z.enum(quoteStatuses).describe('What has become of the quoted words.'),
    indexed_at: z.string().nullable(),
    replaced_at: z.string().nullable(),
    current: currentPlace.nullable().describe('Where the same sentences stand now.'),
    nearest: z
      .object({
        is_quote: z.literal(false),
        text: z.string(),
        similarity: z.number(),
        ...currentPlace.shape,
      })
      .nullable()
      .describe('What came in their place; nobody quoted it.'),
  })
  .meta({ id: 'CitationLookup', description: 'A citation, and what has become of its words.' })
