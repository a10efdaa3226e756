import type { Article } from '../article/article.ts'
import type { OpenIndex } from '../store/open-index.ts'

/** Passages of each article, counted once for each index. */
const passageCounts = new WeakMap<OpenIndex, ReadonlyMap<string, number>>()

/**
 * An article as lists of sources show it. `characters` are UTF-16 units of canonical text.
 * @param copies of the index: see `nearCopies`
 */
export function sourceSummary(
  index: OpenIndex,
  article: Article,
  copies: ReadonlyMap<string, readonly Article[]>,
) {
  return {
    id: article.id,
    object: 'source' as const,
    path: article.path,
    entry: article.entry ?? null,
    paths: article.paths,
    format: article.format,
    title: article.title,
    title_origin: article.titleOrigin,
    byline: article.byline,
    publisher: article.publisher,
    published_at: article.publishedAt,
    language: article.language,
    url: article.url,
    revision: article.revision,
    characters: article.text.length,
    passages: countsOf(index).get(article.id) ?? 0,
    also_in: (copies.get(article.id) ?? []).map(({ id, title, path, publisher, publishedAt }) => ({
      id,
      title,
      path,
      publisher,
      published_at: publishedAt,
    })),
    links: {
      self: `/v1/sources/${article.id}`,
      text: `/v1/sources/${article.id}/text`,
      revisions: `/v1/sources/${article.id}/revisions`,
      reader: `/sources/${article.id}`,
    },
  }
}

/** Which index a reply was made from. */
export function indexReference(index: OpenIndex) {
  return { generation: index.generation, hash: index.hash }
}

function countsOf(index: OpenIndex): ReadonlyMap<string, number> {
  const known = passageCounts.get(index)
  if (known) return known
  const counts = new Map<string, number>()
  for (const { sourceId } of index.passages) counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1)
  passageCounts.set(index, counts)
  return counts
}
