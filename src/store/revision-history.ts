import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Article, Revision } from '../article/article.ts'
import { appendLines, readLines } from './append-file.ts'
import { readRevision, revisionsFolder } from './revisions.ts'

/** A revision of a source, from when to when it was the current one. */
export interface RevisionSpan {
  readonly sourceId: string
  readonly revision: Revision
  /** ISO 8601; null for one that is older than the history. */
  readonly indexedAt: string | null
  /** When another revision came or the article left; null while it stands, or when not known. */
  readonly replacedAt: string | null
  readonly isCurrent: boolean
  /** When the history first knew of it. */
  readonly recordedAt: string
}

/** What the history needs to know of a generation. */
export interface HistoryStep {
  readonly generation: number
  readonly builtAt: string
  readonly articles: readonly Pick<Article, 'id' | 'revision'>[]
}

/**
 * `known`: stood already when the history began; `kept`: was old already then; `indexed`: came;
 * `removed`: its article left. Two words more are needed by none, so a torn line is no line.
 */
const change =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (known|kept|indexed|removed) (src_[0-9a-f]{12}) ([0-9a-f]{64}) \.$/
const marker = /^(\S{24}) generation ([1-9]\d{0,14}) \.$/
const tailBytes = 200

type Kind = 'known' | 'kept' | 'indexed' | 'removed'

/**
 * Adds to the history what a commit has changed: which revision of which source came and which
 * went. Where a killed process left some out, they are made up for. Called under the lock, after
 * the commit: a history that cannot be written costs dates, never an index.
 */
export async function recordHistory(
  directory: string,
  previous: HistoryStep | undefined,
  current: HistoryStep,
): Promise<void> {
  const path = historyPath(directory)
  const last = await lastGeneration(path)
  if (last === current.generation) return
  const lines: string[] = []
  let state = previous && last === previous.generation ? stateOf(previous) : undefined
  if (!state) {
    const spans = await readHistory(directory)
    const standing = spans.filter(({ isCurrent }) => isCurrent)
    state = new Map(standing.map(({ sourceId, revision }) => [sourceId, revision]))
    const isNew = spans.length === 0
    if (isNew) lines.push(...(await keptBefore(directory, previous ?? current)))
    // An older generation can stand in for a damaged one: what the history knows of is newer.
    if (previous && (last ?? 0) < previous.generation) {
      lines.push(...difference(state, previous, isNew ? 'known' : 'indexed'))
      state = stateOf(previous)
    }
  }
  lines.push(...difference(state, current, 'indexed'))
  lines.push(`${current.builtAt} generation ${current.generation} .`)
  await appendLines(path, lines)
}

/** All spans of all sources, the oldest first. */
export async function readHistory(directory: string): Promise<readonly RevisionSpan[]> {
  type Open = { -readonly [Key in keyof RevisionSpan]: RevisionSpan[Key] }
  const spans: Open[] = []
  const standing = new Map<string, Open>()
  for (const [, at = '', kind, sourceId = '', digest] of await readLines(
    historyPath(directory),
    change,
  )) {
    const revision: Revision = `sha256:${digest}`
    const before = standing.get(sourceId)
    if (kind !== 'kept' && before) {
      if (kind !== 'removed' && before.revision === revision) continue
      before.isCurrent = false
      before.replacedAt = at
      standing.delete(sourceId)
    }
    if (kind === 'removed') continue
    const indexedAt = kind === 'indexed' ? at : null
    const isCurrent = kind !== 'kept'
    const span = { sourceId, revision, indexedAt, replacedAt: null, isCurrent, recordedAt: at }
    spans.push(span)
    if (span.isCurrent) standing.set(sourceId, span)
  }
  return spans
}

/** Takes kept texts in that the history knows nothing of; how many there were. Under the lock. */
export async function recordUnknown(directory: string): Promise<number> {
  const known = await readHistory(directory)
  const articles = known.map(({ sourceId, revision }) => ({ id: sourceId, revision }))
  const builtAt = new Date().toISOString()
  const lines = await keptBefore(directory, { generation: 0, builtAt, articles })
  const last = await lastGeneration(historyPath(directory))
  // The end goes on saying how far the history goes.
  const end = last === undefined ? [] : [`${builtAt} generation ${last} .`]
  if (lines.length > 0) await appendLines(historyPath(directory), [...lines, ...end])
  return lines.length
}

function stateOf({ articles }: HistoryStep): Map<string, string> {
  return new Map(articles.map(({ id, revision }) => [id, revision]))
}

function difference(from: ReadonlyMap<string, string>, to: HistoryStep, came: Kind): string[] {
  const now = stateOf(to)
  const lines: string[] = []
  for (const [id, revision] of from) {
    if (!now.has(id)) lines.push(lineOf(to.builtAt, 'removed', id, revision))
  }
  for (const [id, revision] of now) {
    if (from.get(id) !== revision) lines.push(lineOf(to.builtAt, came, id, revision))
  }
  return lines
}

/** Texts kept from before there was a history: their facts name their source. */
async function keptBefore(directory: string, { articles, builtAt }: HistoryStep) {
  const standing = new Set<string>(articles.map(({ revision }) => revision))
  const lines: string[] = []
  for (const name of (await readdir(revisionsFolder(directory)).catch(() => [])).sort()) {
    const revision = `sha256:${name.replace(/\.txt$/, '')}`
    if (!name.endsWith('.txt') || standing.has(revision)) continue
    const stored = await readRevision(directory, revision)
    if (stored) lines.push(lineOf(builtAt, 'kept', stored.article.id, revision))
  }
  return lines
}

function lineOf(at: string, kind: Kind, sourceId: string, revision: string): string {
  return `${at} ${kind} ${sourceId} ${revision.slice('sha256:'.length)} .`
}

/** The generation up to which the history goes, from the end of the file; undefined when torn. */
async function lastGeneration(path: string): Promise<number | undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return undefined
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, tailBytes))
    await file.read(tail, 0, tail.length, size - tail.length)
    const line = tail.toString('latin1').split('\n').filter(Boolean).at(-1) ?? ''
    const found = marker.exec(line)?.[2]
    return found === undefined ? undefined : Number(found)
  } finally {
    await file.close()
  }
}

export function historyPath(directory: string): string {
  return join(directory, 'history.txt')
}
