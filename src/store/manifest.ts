import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { FootnoteError } from '../errors.ts'
import { stableJson } from './stable-json.ts'

/**
 * Goes up when the files of a generation change their meaning, and when passages are made by other
 * rules: unchanged articles keep theirs otherwise. Older generations are then built anew.
 * Up to 2 every generation held all of its files; since 3 they share segments; since 4 a segment has
 * two files of vectors, whose places follow from the passages.
 */
export const layoutVersion = 4

const segment = z.strictObject({
  /** Of its folder. */
  name: z.string().regex(/^[0-9a-f-]+$/),
  articles: z.int(),
  passages: z.int(),
  /** Places of articles in it that this generation no longer has, in order. */
  dead: z.array(z.int()),
  /** Every file of it, in order of path, with `/` between the parts. */
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
})

const manifest = z.strictObject({
  layout: z.literal(layoutVersion),
  generation: z.int().positive(),
  hash: z.string(),
  builtAt: z.string(),
  model: z.strictObject({
    name: z.string(),
    revision: z.string(),
    dimensions: z.int().positive(),
  }),
  counts: z.strictObject({
    articles: z.int(),
    passages: z.int(),
    sentences: z.int(),
    vectors: z.int(),
  }),
  segments: z.array(segment),
})

/** What a generation says of itself. */
export type Manifest = z.infer<typeof manifest>
export type SegmentEntry = Manifest['segments'][number]
export type FileEntry = SegmentEntry['files'][number]

const manifestName = 'manifest.json'

/** The manifest with its own checksum, so that no flipped bit of it goes unseen. */
export function manifestFile(content: Manifest): { name: string; bytes: string } {
  const sha256 = createHash('sha256').update(stableJson(content)).digest('hex')
  return { name: manifestName, bytes: `${stableJson({ manifest: content, sha256 })}\n` }
}

/**
 * Reads and checks the manifest in a generation's folder.
 * @throws FootnoteError `index_corrupt` when it is damaged or of another layout version
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName)
  const bytes = await readFile(path, 'utf8')
  const damaged = (cause?: unknown) =>
    new FootnoteError('index_corrupt', `The manifest ${path} is damaged.`, { cause })
  let value: unknown
  try {
    value = (JSON.parse(bytes) as { manifest?: unknown }).manifest
  } catch (cause) {
    throw damaged(cause)
  }
  const layout = (value as { layout?: unknown } | undefined)?.layout
  if (value === undefined || bytes !== manifestFile(value as Manifest).bytes) throw damaged()
  if (layout !== layoutVersion) throw new OtherLayoutError(folder, layout)
  const parsed = manifest.safeParse(value)
  if (!parsed.success) throw damaged(parsed.error)
  return parsed.data
}

/** A whole generation that another version of this program wrote. */
export class OtherLayoutError extends FootnoteError {
  constructor(folder: string, layout: unknown) {
    const age = typeof layout === 'number' && layout < layoutVersion ? 'an older' : 'another'
    const versions = `layout version ${layout}; this program reads version ${layoutVersion}`
    super('index_corrupt', `The index ${folder} is of ${age} layout (${versions}).`, {
      nextStep: 'Run `npm run ingest` to build it anew from the articles.',
    })
  }
}
