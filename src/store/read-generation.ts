import { basename } from 'node:path'
import type { FootnoteError } from '../errors.ts'
import { asWrong, wrong } from './index-contents.ts'
import { type Manifest, readManifest, type SegmentEntry } from './manifest.ts'
import type { OpenIndex } from './open-index.ts'
import { assembleIndex } from './segments/assemble-index.ts'
import type { LiveSegment } from './segments/live-segment.ts'
import { readSegment, type SegmentReading } from './segments/read-segment.ts'
import { type Segment, segmentFolder } from './segments/segment.ts'

export interface ReadOptions {
  /** Segments in memory whose files are still those that were checked, by name. */
  readonly known?: ReadonlyMap<string, Segment>
  /** Called for each segment that is no good, which is then left out; without it, that is an error. */
  readonly onDamage?: (error: FootnoteError, articles: number) => void
  readonly reading?: SegmentReading | undefined
  /** Names of segments in which a read has found damage: these are checked whole. */
  readonly suspected?: ReadonlySet<string>
}

/**
 * Opens the generation in `folder`, of the index in `directory`, and checks all that is not known:
 * the segments, their counts, and that the manifest says what they hold.
 * @throws FootnoteError `index_corrupt` naming what is damaged
 */
export async function readGeneration(
  directory: string,
  folder: string,
  options: ReadOptions = {},
): Promise<OpenIndex> {
  const { onDamage } = options
  try {
    const manifest = await readManifest(folder)
    if (String(manifest.generation) !== basename(folder)) {
      throw wrong(`The manifest in ${folder} is that of generation ${manifest.generation}.`)
    }
    const segments: LiveSegment[] = []
    let damaged = 0
    for (const entry of manifest.segments) {
      try {
        const segment = await openSegment(directory, manifest, entry, options)
        segments.push({ segment, dead: entry.dead })
      } catch (error) {
        if (!onDamage) throw error
        damaged += 1
        onDamage(asWrong(folder, error), entry.articles - entry.dead.length)
      }
    }
    const index = assembleIndex(directory, manifest, segments)
    if (damaged === 0) checkCounts(folder, manifest, index)
    return index
  } catch (error) {
    throw asWrong(folder, error)
  }
}

async function openSegment(
  directory: string,
  { model }: Manifest,
  entry: SegmentEntry,
  { known = new Map(), reading = {}, suspected }: ReadOptions,
): Promise<Segment> {
  const { name, files } = entry
  const folder = segmentFolder(directory, name)
  const how = suspected?.has(name) ? { ...reading, checksAsRead: false } : reading
  const segment =
    findKnown(known, entry) ?? (await readSegment(folder, { name, files }, model.dimensions, how))
  const found = { articles: segment.articles.length, passages: segment.passages.length }
  if (found.articles === entry.articles && found.passages === entry.passages) return segment
  throw wrong(`The segment ${name} has ${found.passages} passages instead of ${entry.passages}.`)
}

/** Names are given anew when an index is deleted and built again: the checksums tell. */
function findKnown(known: ReadonlyMap<string, Segment>, { name, files }: SegmentEntry) {
  const segment = known.get(name)
  const isSame =
    segment?.files.length === files.length &&
    segment.files.every(({ sha256 }, at) => sha256 === files[at]?.sha256)
  return isSame ? segment : undefined
}

/** What an index has of each, for its manifest. */
export function countsOf(index: OpenIndex): Manifest['counts'] {
  return {
    articles: index.articles.length,
    passages: index.passages.length,
    sentences: index.vectors.count('sentence'),
    vectors: index.vectors.count(),
  }
}

function checkCounts(folder: string, { counts, hash }: Manifest, index: OpenIndex): void {
  const found = countsOf(index)
  for (const name of ['articles', 'passages', 'sentences', 'vectors'] as const) {
    if (found[name] === counts[name]) continue
    throw wrong(`The index ${folder} has ${found[name]} ${name} instead of ${counts[name]}.`)
  }
  if (index.hash !== hash) throw wrong(`The index ${folder} does not hold what its hash says.`)
}
