import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import { makeFolder } from './durable-files.ts'
import type { IndexChange, IndexContents } from './index-contents.ts'
import type { IndexLock } from './index-lock.ts'
import type { IndexModel, OpenIndex } from './open-index.ts'
import { generationsFolder, listGenerations, readPointer } from './pointer.ts'
import { rememberClean, removeLeftovers } from './remove-leftovers.ts'
import { revisionsFolder, storeRevisions } from './revisions.ts'
import { addSegment } from './segments/add-segment.ts'
import { gatherChange, gatherFirst, type SegmentContents } from './segments/gather-segment.ts'
import type { LiveSegment } from './segments/live-segment.ts'
import { planChange } from './segments/plan-change.ts'
import { type Segment, segmentsFolder } from './segments/segment.ts'
import { wholeSegments } from './segments/whole-segments.ts'
import { swapGeneration } from './swap-generation.ts'
import { asUnwritable } from './unwritable.ts'

export interface CommitOptions {
  /** Of the same folder, held by this process. */
  readonly lock: IndexLock
  /** Counts the articles whose texts are kept safe; the rest of a commit has no steps to count. */
  readonly onProgress?: (done: number, total: number) => void
  /** Writes all as one segment, which a change otherwise does only little by little. */
  readonly compact?: boolean
}

/**
 * Makes the contents the current generation, whole or not at all: writes it beside the old one,
 * opens and checks what was written, renames it into place, then turns the pointer to it. The last
 * good generation before it stays as the one to fall back to.
 * @throws FootnoteError `index_unwritable`, `index_locked`, `index_corrupt` when the contents do
 * not fit together; the index is then as it was
 */
export async function commitGeneration(
  directory: string,
  contents: IndexContents,
  options: CommitOptions,
): Promise<OpenIndex> {
  return commit(directory, options, async () => ({
    model: contents.model,
    kept: [],
    whole: new Map(),
    added: await gatherFirst(contents),
    newTexts: contents.articles,
  }))
}

/**
 * Makes what `previous` becomes by a change the current generation, as `commitGeneration` does. Only
 * what is new is written and read; the rest is shared with `previous`, on disk and in memory. What
 * has disappeared or changed on disk since `previous` was opened is written anew from memory.
 * @throws FootnoteError as `commitGeneration` does
 */
export async function commitChange(
  previous: OpenIndex,
  change: IndexChange,
  options: CommitOptions,
): Promise<OpenIndex> {
  const { directory } = options.lock
  const { model, segments } = previous
  if (!segments) throw new FootnoteError('internal', 'An index in memory cannot be changed.')
  return commit(directory, options, async () => {
    const whole = await wholeSegments(directory, segments)
    const known = new Set(whole.values())
    const plan = planChange(segments, change, { whole: known, compact: options.compact ?? false })
    const hasNew = plan.written.length > 0
    const added = hasNew ? await gatherChange(model, plan, change.material) : undefined
    const newTexts = plan.written.filter(({ id }) => !plan.copied.has(id))
    return { model, kept: plan.kept, whole, added, newTexts }
  })
}

/** A generation to be: the segments it shares and the one that is written for it. */
interface Planned {
  readonly model: IndexModel
  readonly kept: readonly LiveSegment[]
  /** By name, what is in memory and whole on disk, whether shared or not. */
  readonly whole: ReadonlyMap<string, Segment>
  readonly added: SegmentContents | undefined
  readonly newTexts: readonly Article[]
}

async function commit(
  directory: string,
  options: CommitOptions,
  plan: () => Promise<Planned>,
): Promise<OpenIndex> {
  if (options.lock.directory !== directory) {
    const held = `The lock is of ${options.lock.directory}, not of ${directory}.`
    throw new FootnoteError('internal', held)
  }
  try {
    await options.lock.assertHeld()
    for (const folder of [generationsFolder, segmentsFolder, revisionsFolder]) {
      await makeFolder(folder(directory))
    }
    await removeLeftovers(directory)
    const { model, kept, whole, added, newTexts } = await plan()
    await storeTexts(directory, newTexts, options)
    const [newest = 0] = await listGenerations(directory)
    const generation = Math.max(newest, (await readPointer(directory)) ?? 0) + 1
    const segment = added && (await addSegment(directory, generation, added))
    return await swapGeneration(
      directory,
      { generation, model, kept, segment, whole },
      options.lock,
    )
  } catch (error) {
    throw asUnwritable(directory, error)
  }
}

async function storeTexts(
  directory: string,
  articles: readonly Article[],
  { onProgress }: CommitOptions,
): Promise<void> {
  let done = 0
  await storeRevisions(directory, articles, () => onProgress?.(++done, articles.length))
  await rememberClean(directory)
}
