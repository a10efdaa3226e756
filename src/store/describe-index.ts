import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readCited } from './cited-revisions.ts'
import { listRevisions } from './kept-revisions.ts'
import { openIndex } from './open-generation.ts'
import { listGenerations } from './pointer.ts'
import { readPruned } from './pruned-revisions.ts'

/** What an index folder holds. Bytes are of whole files. */
export interface IndexDescription {
  readonly directory: string
  readonly generation: number
  readonly builtAt: string
  readonly model: string
  readonly bytes: number
  readonly generations: readonly number[]
  readonly articles: number
  readonly passages: number
  readonly sentences: number
  readonly revisions: { readonly current: number; readonly old: number; readonly bytes: number }
  readonly cited: {
    readonly ranges: number
    readonly revisions: number
    /** Of texts that are no longer current. */
    readonly old: number
  }
  readonly pruned: number
  readonly notice: string | null
}

/** @throws FootnoteError `index_missing`, `index_corrupt` */
export async function describeIndex(directory: string): Promise<IndexDescription> {
  const index = await openIndex(directory)
  const current = new Set(index.articles.map(({ revision }) => revision))
  const kept = await listRevisions(directory)
  const cited = await readCited(directory)
  const citedRevisions = new Set(cited.map(({ revision }) => revision))
  return {
    directory,
    generation: index.generation,
    builtAt: index.builtAt,
    model: index.model.name,
    bytes: await folderBytes(directory),
    generations: await listGenerations(directory),
    articles: index.articles.length,
    passages: index.passages.length,
    sentences: index.vectors.count('sentence'),
    revisions: {
      current: kept.filter(({ revision }) => current.has(revision)).length,
      old: kept.filter(({ revision }) => !current.has(revision)).length,
      bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    cited: {
      ranges: cited.length,
      revisions: citedRevisions.size,
      old: [...citedRevisions].filter((revision) => !current.has(revision)).length,
    },
    pruned: (await readPruned(directory)).length,
    notice: index.notice ?? null,
  }
}

async function folderBytes(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    // A writer can have removed it meanwhile.
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined)
    bytes += found?.size ?? 0
  }
  return bytes
}
