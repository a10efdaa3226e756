import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Article } from '../../article/article.ts'
import { makeFolder, syncFolder } from '../durable-files.ts'
import type { IndexLock } from '../index-lock.ts'
import { generationFolder, listGenerations, writePointer } from '../pointer.ts'
import { recordUnknown } from '../revision-history.ts'
import { storeRevisions } from '../revisions.ts'
import { segmentFolder, segmentsFolder } from '../segments/segment.ts'
import { asUnwritable } from '../unwritable.ts'
import { type ExaminedGenerations, examineGenerations } from './examine-generations.ts'
import { examineRevisions } from './examine-revisions.ts'
import { salvageArticles } from './salvage.ts'

/** Under the index folder: what was damaged and may hold what is nowhere else. */
export const asideName = 'damaged'

/** What was done, one line each, and whether the articles have to be read again. */
export interface Repair {
  readonly done: readonly string[]
  readonly needsIngest: boolean
}

/**
 * Mends what the index can mend by itself: texts from their second copies, the pointer to the last
 * whole generation. Nothing is removed before what it holds has been saved, and never a damaged
 * text of which there is no whole copy.
 * @throws FootnoteError `index_unwritable`, `index_locked`
 */
export async function repairIndex(directory: string, lock: IndexLock): Promise<Repair> {
  try {
    await lock.assertHeld()
    const done: string[] = []
    const generations = await examineGenerations(directory)
    const [newest] = generations.whole
    done.push(...(await restoreTexts(directory, generations)))
    if (newest && newest.generation !== generations.pointer) {
      await writePointer(directory, newest.generation)
      done.push(`Generation ${newest.generation}, built ${newest.builtAt}, answers now.`)
    }
    done.push(...(await removeStray(directory, generations)))
    const isBehind = newest === undefined || newest.generation !== generations.pointer
    const isDamaged = generations.findings.some(({ severity }) => severity !== 'note')
    return { done, needsIngest: isBehind || isDamaged }
  } catch (error) {
    throw asUnwritable(directory, error)
  }
}

/** Writes damaged and missing texts and facts anew from the generations. */
async function restoreTexts(
  directory: string,
  { whole, findings }: ExaminedGenerations,
): Promise<readonly string[]> {
  const damaged = (await examineRevisions(directory, whole[0])).filter(({ code }) =>
    ['text_damaged', 'text_missing', 'facts_damaged', 'cited_lost'].includes(code),
  )
  const done: string[] = []
  const isDamaged = findings.some(({ severity }) => severity !== 'note')
  const copies =
    isDamaged || damaged.length > 0 ? await salvageArticles(directory) : new Map<string, Article>()
  for (const { path } of damaged) {
    const copy = copies.get(`sha256:${basename(path).replace(/\.(txt|json)$/, '')}`)
    if (copy) done.push(`Written anew from its second copy: ${path}`)
  }
  // Whole texts stay as they are. What a damaged generation holds must not go with it.
  await storeRevisions(directory, [...copies.values()])
  const undated = await recordUnknown(directory)
  if (undated > 0) done.push(`Taken into the history: ${undated} texts, without dates.`)
  return done
}

/** Removes leftovers; damaged generations are put aside once a whole one is there. */
async function removeStray(
  directory: string,
  { findings, whole }: ExaminedGenerations,
): Promise<readonly string[]> {
  const done: string[] = []
  const left = [...findings, ...(await examineRevisions(directory, whole[0]))]
  for (const { code, path } of left) {
    if (code !== 'stray') continue
    await rm(path, { recursive: true, force: true })
    done.push(`Removed: ${path}`)
  }
  const kept = new Set(whole.map(({ generation }) => generation))
  if (kept.size === 0) return done
  for (const generation of await listGenerations(directory)) {
    if (kept.has(generation)) continue
    done.push(await putAside(directory, generationFolder(directory, generation)))
  }
  const needed = new Set(
    whole.flatMap(({ segments = [] }) => segments.map(({ segment }) => segment.name)),
  )
  for (const name of await readdir(segmentsFolder(directory)).catch(() => [])) {
    if (needed.has(name)) continue
    done.push(await putAside(directory, segmentFolder(directory, name)))
  }
  return done
}

/** Out of the way of the whole ones, yet not lost: a text in it could be the last copy of one. */
async function putAside(directory: string, folder: string): Promise<string> {
  const aside = join(directory, asideName)
  await makeFolder(aside)
  const to = join(aside, `${basename(folder)}-${randomBytes(4).toString('hex')}`)
  await rename(folder, to)
  await syncFolder(dirname(folder))
  return `Put aside, to be deleted when nothing is missed: ${to}`
}
