import { commitChange } from './generation.ts'
import type { IndexLock } from './index-lock.ts'
import { openIndex } from './open-generation.ts'

/**
 * Writes an index anew without what is dead in it: the words and vectors of articles that were
 * removed or replaced. Twice, since the generation before stays to fall back to, and it would keep
 * them. The contents and their hash stay the same. Does nothing where nothing is dead.
 * @returns whether it was written anew
 * @throws FootnoteError `index_missing`, `index_unwritable`, `index_locked`, `index_corrupt`
 */
export async function compactIndex(directory: string, lock: IndexLock): Promise<boolean> {
  const before = await openIndex(directory)
  if (!before.segments?.some(({ dead }) => dead.length > 0)) return false
  const none = { fresh: new Set<string>(), material: { passages: [], vectors: [] } }
  let index = before
  for (let time = 0; time < 2; time += 1) {
    const change = { articles: index.articles, ...none }
    index = await commitChange(index, change, { lock, compact: true })
  }
  return true
}
