import { z } from 'zod'
import { articleFormats, blockRoles, titleOrigins } from '../../article/article.ts'

export const indexReference = z
  .object({ generation: z.int(), hash: z.string() })
  .meta({ id: 'IndexReference', description: 'Which index a reply was made from.' })

const sourceFields = {
  id: z.string().meta({ pattern: '^src_[0-9a-f]{12}$' }),
  object: z.literal('source'),
  path: z.string().describe('Of its file, within the folder of articles.'),
  entry: z.string().nullable().describe('Which article of its file, where that holds several.'),
  paths: z.array(z.string()).describe('All files of this text.'),
  format: z.enum(articleFormats),
  title: z.string(),
  title_origin: z.enum(titleOrigins),
  byline: z.string().nullable(),
  publisher: z.string().nullable(),
  published_at: z.string().nullable(),
  language: z.string(),
  url: z.string().nullable(),
  revision: z.string().describe('sha256: and the hash of its text in UTF-8.'),
  characters: z.int().describe('UTF-16 units of its text.'),
  passages: z.int(),
  also_in: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        path: z.string(),
        publisher: z.string().nullable(),
        published_at: z.string().nullable(),
      }),
    )
    .describe('Articles that say nearly all the same.'),
  links: z.object({
    self: z.string(),
    text: z.string(),
    revisions: z.string(),
    reader: z.string(),
  }),
}

/** An article as lists of sources show it. */
export const source = z.object(sourceFields).meta({ id: 'Source', description: 'An article.' })

const place = { start: z.int(), end: z.int() }

export const sourceDetail = z
  .object({
    ...sourceFields,
    removed: z.boolean().describe('That it has left the articles; its last kept text is told of.'),
    removed_at: z.string().nullable(),
    offset_unit: z.literal('utf16'),
    outline: z.array(z.object({ level: z.int().nullable(), text: z.string(), ...place })),
    blocks: z.array(z.object({ ...place, role: z.enum(blockRoles), level: z.int().optional() })),
    index: indexReference,
  })
  .meta({ id: 'SourceDetail', description: 'An article with its blocks and headings.' })

export const sourceList = z.object(page(source)).meta({ id: 'SourceList' })

export const sourceText = z
  .object({
    object: z.literal('source.text'),
    source_id: z.string(),
    source_path: z.string(),
    source_entry: z.string().nullable(),
    revision: z.string(),
    current: z.boolean(),
    characters: z.int(),
    offset_unit: z.literal('utf16'),
    ...place,
    byte_start: z.int(),
    byte_end: z.int(),
    page: z.int().nullable(),
    page_end: z.int().nullable(),
    text: z.string(),
    prefix: z.string(),
    suffix: z.string(),
    links: z.object({ source: z.string(), next: z.string().nullable() }),
  })
  .meta({ id: 'SourceText', description: 'Canonical text from one offset to another.' })

export const sourceRevision = z
  .object({
    object: z.literal('source.revision'),
    source_id: z.string(),
    revision: z.string(),
    current: z.boolean(),
    indexed_at: z.string().nullable(),
    replaced_at: z.string().nullable(),
    title: z.string(),
    published_at: z.string().nullable(),
    characters: z.int(),
    links: z.object({ text: z.string() }),
  })
  .meta({ id: 'SourceRevision', description: 'A text of a source that is kept.' })

export const sourceRevisions = z
  .object({ object: z.literal('list'), data: z.array(sourceRevision), index: indexReference })
  .meta({ id: 'SourceRevisionList' })

/** A part of a list, and where it goes on. */
function page<Item extends z.ZodType>(item: Item) {
  return {
    object: z.literal('list'),
    data: z.array(item),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
    next: z.string().nullable(),
    index: indexReference,
  }
}

export const sourceCitations = z
  .object(
    page(
      z.object({
        object: z.literal('source.citation'),
        id: z.string(),
        quote: z.string(),
        revision: z.string(),
        current: z.boolean(),
        ...place,
        page: z.int().nullable(),
        page_end: z.int().nullable(),
        first_cited_at: z.string(),
        links: z.object({ self: z.string(), reader: z.string() }),
      }),
    ),
  )
  .meta({ id: 'SourceCitationList' })
