import { FootnoteError } from '../errors.ts'
import { wrong } from './index-contents.ts'
import { OtherLayoutError } from './manifest.ts'
import type { IndexModel, OpenIndex } from './open-index.ts'
import { generationFolder, listGenerations, readPointer } from './pointer.ts'
import { type ReadOptions, readGeneration } from './read-generation.ts'
import type { SegmentReading } from './segments/read-segment.ts'
import { damagedSegments, wholeSegments } from './segments/whole-segments.ts'

/** A writer that commits faster than we read could keep us turning: then this many times is enough. */
const maxTurns = 20

export interface OpenIndexOptions {
  /** The model that questions will be embedded with; absent means any. */
  readonly model?: IndexModel
  /** An index of this folder that is open: what it shares with the one to open is not read again. */
  readonly previous?: OpenIndex
  /** How much is read at once; absent means all of it but what stays in large files, checked. */
  readonly reading?: SegmentReading
}

/**
 * Opens the generation that the pointer names. When it is damaged, or the pointer is, opens the
 * newest whole one instead; when none is whole, what is whole of the newest. `notice` says so.
 * @throws FootnoteError `index_missing`, `index_corrupt`, `index_other_model`
 */
export async function openIndex(
  directory: string,
  options: OpenIndexOptions = {},
): Promise<OpenIndex> {
  try {
    return await openWhole(directory, options)
  } catch (error) {
    if (error instanceof FootnoteError) throw error
    throw wrong(`The index ${directory} cannot be read: ${(error as Error).message}.`, error)
  }
}

async function openWhole(directory: string, options: OpenIndexOptions): Promise<OpenIndex> {
  for (let turn = 1; ; turn++) {
    const pointer = await readPointer(directory)
    const attempt = await openNewestWhole(directory, pointer, options)
    if (attempt instanceof Error || attempt.generation !== pointer) {
      // The writer removes old generations while we read: only a still pointer tells of damage.
      if (turn < maxTurns && (await readPointer(directory)) !== pointer) continue
    }
    if (attempt instanceof Error) throw attempt
    checkModel(directory, attempt.model, options.model)
    return attempt
  }
}

async function openNewestWhole(
  directory: string,
  pointer: number | undefined,
  { previous, reading }: OpenIndexOptions,
): Promise<OpenIndex | FootnoteError> {
  const open = previous?.segments ?? []
  const known = await wholeSegments(directory, open)
  const suspected = new Set(damagedSegments(open).map(({ name }) => name))
  const reads = { known, reading, suspected }
  const others = (await listGenerations(directory)).filter((generation) => generation !== pointer)
  const candidates = pointer === undefined ? others : [pointer, ...others]
  let firstError: FootnoteError | undefined
  for (const generation of candidates) {
    try {
      const folder = generationFolder(directory, generation)
      const index = await readGeneration(directory, folder, reads)
      if (generation === pointer) return index
      return { ...index, notice: noticeOf(index, directory, pointer, firstError) }
    } catch (error) {
      // Nothing is wrong with it: an older one would hide that it only needs the other program.
      if (error instanceof OtherLayoutError) return error
      firstError ??= error as FootnoteError
    }
  }
  const rest = await openRest(directory, candidates, reads)
  return rest ?? firstError ?? missing(directory)
}

/** Generations share segments, so that one damaged file can be of all: its articles are left out. */
async function openRest(
  directory: string,
  candidates: readonly number[],
  reads: ReadOptions,
): Promise<OpenIndex | undefined> {
  for (const generation of candidates) {
    const damage: string[] = []
    let lost = 0
    const onDamage = (error: FootnoteError, articles: number): void => {
      damage.push(error.message)
      lost += articles
    }
    const folder = generationFolder(directory, generation)
    const index = await readGeneration(directory, folder, { ...reads, onDamage }).catch(
      () => undefined,
    )
    if (index === undefined || index.articles.length === 0) continue
    const of = `${lost} of ${lost + index.articles.length} articles`
    const answers = `Generation ${generation} answers without ${of}, until the next ingest reads them again.`
    return { ...index, notice: `The index is damaged: ${damage.join(' ')} ${answers}` }
  }
  return undefined
}

function noticeOf(
  index: OpenIndex,
  directory: string,
  pointer: number | undefined,
  damage: FootnoteError | undefined,
): string {
  const why =
    pointer === undefined
      ? `The file ${directory}/current is missing or damaged.`
      : `Generation ${pointer} is damaged: ${damage?.message}`
  return `${why} Generation ${index.generation}, built ${index.builtAt}, answers instead.`
}

function checkModel(directory: string, found: IndexModel, wanted: IndexModel | undefined): void {
  if (wanted === undefined || describe(found) === describe(wanted)) return
  const message = `The index ${directory} was built with ${describe(found)}, not ${describe(wanted)}.`
  throw new FootnoteError('index_other_model', message, {
    nextStep: 'Run `npm run ingest` with this model, or start with the other one (--model).',
  })
}

function describe({ name, revision, dimensions }: IndexModel): string {
  return `${name} (revision ${revision}, ${dimensions} dimensions)`
}

function missing(directory: string): FootnoteError {
  return new FootnoteError('index_missing', `There is no index in ${directory}.`, {
    nextStep: 'Run `npm run ingest` to build one from the articles.',
  })
}
