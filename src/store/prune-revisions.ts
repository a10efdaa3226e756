import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Revision } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import { readCited } from './cited-revisions.ts'
import type { IndexLock } from './index-lock.ts'
import {
  type KeptRevision,
  listRevisions,
  removeRevisions,
  revisionLeftovers,
  revisionsInUse,
} from './kept-revisions.ts'
import { openIndex } from './open-generation.ts'
import { recordPruned } from './pruned-revisions.ts'
import { type RevisionSpan, readHistory } from './revision-history.ts'
import { readRevision, revisionsFolder } from './revisions.ts'
import { asUnwritable } from './unwritable.ts'

/** Which old texts may go. With neither limit none may. */
export interface PruneRules {
  /** Days that a text is kept after it was replaced. */
  readonly keepDays?: number
  /** Newest old texts of each source that are kept, however old. */
  readonly keepRevisions?: number
  /** Also texts that a citation points into. */
  readonly evenCited?: boolean
  readonly now?: Date
}

export interface PrunedText extends KeptRevision {
  readonly sourceId: string
  readonly path: string
  readonly title: string
  /** ISO 8601; null where nobody knows. */
  readonly replacedAt: string | null
}

/** What pruning would remove, and what it leaves for which reason. */
export interface PrunePlan {
  readonly remove: readonly PrunedText[]
  readonly kept: {
    /** Of a generation on disk. */
    readonly current: number
    /** Old ones within the limits. */
    readonly recent: number
    /** A citation is recorded. */
    readonly cited: number
    /** From before citations were recorded: nobody knows whether one points there. */
    readonly perhapsCited: number
  }
  /** Remains of killed writers under `revisions/`. */
  readonly leftovers: readonly string[]
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * Looks for old texts that may go. Current ones never may, nor ones that a citation needs, unless
 * the rules say so.
 * @throws FootnoteError `index_missing`, `index_corrupt` for an index that needs mending first
 */
export async function planPrune(directory: string, rules: PruneRules): Promise<PrunePlan> {
  const { notice } = await openIndex(directory)
  if (notice) {
    throw new FootnoteError('index_corrupt', `A damaged index is not pruned. ${notice}`, {
      nextStep: 'Run `npm run doctor -- --repair` first.',
    })
  }
  const used = await revisionsInUse(directory)
  const cited = new Set((await readCited(directory)).map(({ revision }) => revision))
  const history = await readHistory(directory)
  const spans = groupSpans(history)
  const ranks = rankOld(history, used)
  const kept = { current: 0, recent: 0, cited: 0, perhapsCited: 0 }
  const remove: PrunedText[] = []
  for (const revision of await listRevisions(directory)) {
    const own = spans.get(revision.revision) ?? []
    const isUnknown = own.length === 0 || own.some(({ indexedAt }) => indexedAt === null)
    if (used.has(revision.revision) || own.some(({ isCurrent }) => isCurrent)) kept.current += 1
    else if (!isPast(own, history, ranks.get(revision.revision) ?? 0, rules)) kept.recent += 1
    else if (cited.has(revision.revision) && !rules.evenCited) kept.cited += 1
    else if (isUnknown && !rules.evenCited) kept.perhapsCited += 1
    else remove.push(await describe(directory, revision, own))
  }
  return { remove, kept, leftovers: await revisionLeftovers(directory) }
}

/**
 * Removes what a plan made under this lock says. A kill at any moment leaves a whole index: first it
 * is on disk that the texts are gone, then they go, one by one.
 * @throws FootnoteError `index_unwritable`, `index_locked`
 */
export async function prune(directory: string, plan: PrunePlan, lock: IndexLock): Promise<void> {
  try {
    await lock.assertHeld()
    const prunedAt = new Date().toISOString()
    await recordPruned(
      directory,
      plan.remove.map(({ revision, sourceId }) => ({ revision, sourceId, prunedAt })),
    )
    await lock.assertHeld()
    await removeRevisions(
      directory,
      plan.remove.map(({ revision }) => revision),
    )
    for (const name of plan.leftovers) await rm(join(revisionsFolder(directory), name))
  } catch (error) {
    throw asUnwritable(directory, error)
  }
}

/** Whether a text is past both limits; one that is not set holds nothing back. */
function isPast(
  own: readonly RevisionSpan[],
  history: readonly RevisionSpan[],
  rank: number,
  { keepDays, keepRevisions, now = new Date() }: PruneRules,
): boolean {
  if (keepDays === undefined && keepRevisions === undefined) return false
  if (keepRevisions !== undefined && rank < keepRevisions) return false
  if (keepDays === undefined) return true
  const known = own.flatMap(({ replacedAt }) => replacedAt ?? [])
  // One from before the history was old already when the history began.
  const [began] = (own.length > 0 ? own : history).map(({ recordedAt }) => recordedAt).sort()
  const replaced = known.sort().at(-1) ?? began
  return replaced !== undefined && now.getTime() - Date.parse(replaced) > keepDays * dayMs
}

/** How many newer old texts its source has; of several sources the fewest. */
function rankOld(
  history: readonly RevisionSpan[],
  used: ReadonlySet<Revision>,
): ReadonlyMap<Revision, number> {
  const seen = new Map<string, Set<Revision>>()
  const ranks = new Map<Revision, number>()
  for (const { sourceId, revision } of [...history].reverse()) {
    const newer = seen.get(sourceId) ?? new Set()
    seen.set(sourceId, newer)
    if (used.has(revision) || newer.has(revision)) continue
    ranks.set(revision, Math.min(ranks.get(revision) ?? Number.POSITIVE_INFINITY, newer.size))
    newer.add(revision)
  }
  return ranks
}

function groupSpans(history: readonly RevisionSpan[]): ReadonlyMap<Revision, RevisionSpan[]> {
  const groups = new Map<Revision, RevisionSpan[]>()
  for (const span of history) {
    const group = groups.get(span.revision)
    if (group) group.push(span)
    else groups.set(span.revision, [span])
  }
  return groups
}

async function describe(
  directory: string,
  revision: KeptRevision,
  own: readonly RevisionSpan[],
): Promise<PrunedText> {
  const stored = await readRevision(directory, revision.revision)
  return {
    ...revision,
    sourceId: own.at(-1)?.sourceId ?? stored?.article.id ?? 'src_000000000000',
    path: stored?.article.path ?? '(damaged)',
    title: stored?.article.title ?? '',
    replacedAt: own.flatMap(({ replacedAt }) => replacedAt ?? []).at(-1) ?? null,
  }
}
