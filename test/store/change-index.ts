import { commitChange } from '../../src/store/generation.ts'
import type { IndexContents } from '../../src/store/index-contents.ts'
import type { IndexLock } from '../../src/store/index-lock.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'

/** Makes of an index what `contents` holds: what it already has stays, the rest is fresh. */
export async function changeTo(
  previous: OpenIndex,
  contents: IndexContents,
  lock: IndexLock,
  compact = false,
): Promise<OpenIndex> {
  const withPassages = new Set(previous.passages.map(({ sourceId }) => sourceId))
  const isKept = ({ id, revision }: IndexContents['articles'][number]): boolean =>
    withPassages.has(id) && previous.articleById.get(id)?.revision === revision
  const fresh = new Set(contents.articles.filter((one) => !isKept(one)).map(({ id }) => id))
  const isFresh = ({ sourceId }: { sourceId: string }): boolean => fresh.has(sourceId)
  const material = {
    passages: contents.passages.filter(isFresh),
    vectors: contents.vectors.filter(isFresh),
  }
  return commitChange(previous, { articles: contents.articles, fresh, material }, { lock, compact })
}
