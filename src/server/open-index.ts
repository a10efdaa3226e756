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
 * Only ids of the right shape are looked up at all.
 * @throws FootnoteError `invalid_id`
 */
export function requireSourceId(id: string): void {
  if (/^src_[0-9a-f]{12}$/.test(id)) return
  throw new FootnoteError('invalid_id', 'A source id is src_ and 12 hexadecimal digits.', {
    nextStep: 'Take the id from GET /v1/sources.',
  })
}
