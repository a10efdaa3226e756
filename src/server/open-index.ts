import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { ApiDependencies } from './dependencies.ts'

/**
 * The index that answers now.
 * @throws FootnoteError `not_ready` with what is under way, before there is one
 */
export function requireIndex(dependencies: ApiDependencies): OpenIndex {
  const index = dependencies.currentIndex()
  if (index) return index
  const { detail } = dependencies.status()
  throw new FootnoteError('not_ready', detail || 'There is no index yet.', {
    nextStep: 'Ask again in a few seconds, or see GET /v1/index.',
  })
}

/**
 * The article with this id; only ids of the right shape are looked up at all.
 * @throws FootnoteError `invalid_id`, `source_not_found`
 */
export function requireArticle(index: OpenIndex, id: string): Article {
  if (!/^src_[0-9a-f]{12}$/.test(id)) {
    throw new FootnoteError('invalid_id', 'A source id is src_ and 12 hexadecimal digits.', {
      nextStep: 'Take the id from GET /v1/sources.',
    })
  }
  const article = index.articleById.get(id)
  if (article) return article
  throw new FootnoteError('source_not_found', `No article has the id ${id}.`, {
    nextStep: 'Take the id from GET /v1/sources.',
  })
}
