import { isDeepStrictEqual } from 'node:util'
import type { Article } from './article/article.ts'
import type { Standing } from './ingest-summary.ts'
import type { OpenIndex } from './store/open-index.ts'

/** Which articles are as they were, which are not, and which are no more. */
export function compareCorpus(
  articles: readonly Article[],
  previous: OpenIndex | undefined,
): Standing {
  const withPassages = new Set(previous?.passages.map(({ sourceId }) => sourceId))
  // The passages of a text that two files share are kept under the first of them.
  const texts = new Set(
    previous?.articles.filter(({ id }) => withPassages.has(id)).map(({ revision }) => revision),
  )
  const isKept = (article: Article): boolean => {
    const old = previous?.articleById.get(article.id)
    // What the rules say of an unchanged text can change with the program.
    const isSame = old && isDeepStrictEqual(withoutText(old), withoutText(article))
    return Boolean(isSame) && (withPassages.has(article.id) || texts.has(article.revision))
  }
  const kept = articles.filter(isKept)
  const keptIds = new Set(kept.map(({ id }) => id))
  const ids = new Set(articles.map(({ id }) => id))
  const gone = (previous?.articles ?? []).filter(({ id }) => !ids.has(id))
  // With its first file gone or changed, a shared text has to be read again under the other one.
  const orphaned = new Set(
    (previous?.articles ?? [])
      .filter(({ id }) => withPassages.has(id) && !keptIds.has(id))
      .map(({ revision }) => revision),
  )
  const stays = (article: Article): boolean =>
    keptIds.has(article.id) && (withPassages.has(article.id) || !orphaned.has(article.revision))
  return {
    kept: articles.filter(stays),
    fresh: articles.filter((article) => !stays(article)),
    gone,
  }
}

function withoutText({ text: _, ...rest }: Article): Omit<Article, 'text'> {
  return rest
}
