import type { Article } from '../article/article.ts'

/** Which articles may be retrieved; every condition given must hold. */
export interface ArticleFilters {
  readonly source_ids?: readonly string[] | undefined
  /** Compared without regard to case. */
  readonly publisher?: string | undefined
  /** ISO dates, both ends included. An article without a date never passes a date condition. */
  readonly date_from?: string | undefined
  readonly date_to?: string | undefined
  /**
   * ISO date: only what was published up to that day, as one asks what was known then. An article
   * without a date may be from later, so it never passes.
   */
  readonly as_of?: string | undefined
  /** Primary language, such as `en`. */
  readonly language?: string | undefined
}

/** The ids of the articles that pass, or undefined when nothing is filtered out by these conditions. */
export function filterArticles(
  articles: readonly Article[],
  filters: ArticleFilters | undefined,
): ReadonlySet<string> | undefined {
  if (!filters || Object.values(filters).every((value) => value === undefined)) return undefined
  const ids = filters.source_ids && new Set(filters.source_ids)
  const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  const passes = (article: Article): boolean =>
    (!ids || ids.has(article.id)) &&
    (filters.publisher === undefined ||
      (article.publisher !== null && fold(article.publisher) === fold(filters.publisher))) &&
    (filters.date_from === undefined ||
      (article.publishedAt !== null && article.publishedAt >= filters.date_from)) &&
    [filters.date_to, filters.as_of].every(
      (last) => last === undefined || (article.publishedAt !== null && article.publishedAt <= last),
    ) &&
    (filters.language === undefined ||
      article.language.split('-')[0] === filters.language.toLowerCase().split('-')[0])
  return new Set(articles.filter(passes).map((article) => article.id))
}
