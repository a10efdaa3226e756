import { Hono } from 'hono'
import type { OpenIndex } from '../store/open-index.ts'
import type { ApiDependencies } from './dependencies.ts'

/** `GET /v1/index`: what is going on with the index, and what the one that answers holds. */
export function indexStatusRoute(dependencies: ApiDependencies): Hono {
  return new Hono().get('/', (c) => {
    const { state, detail, done, total } = dependencies.status()
    const index = dependencies.currentIndex()
    return c.json({
      object: 'index',
      state,
      detail,
      following: followingOf(dependencies),
      progress: done === undefined ? null : { done, total: total ?? null },
      generation: index?.generation ?? null,
      hash: index?.hash ?? null,
      built_at: index?.builtAt ?? null,
      model: index?.model ?? null,
      counts: index ? counts(index) : null,
    })
  })
}

/** How the server keeps up with its corpus, for programs; null where it does not. */
export function followingOf(dependencies: ApiDependencies) {
  const following = dependencies.following?.()
  if (!following) return null
  const { by, last = null, problem = null } = following
  return { by, last, problem }
}

function counts(index: OpenIndex) {
  return {
    articles: index.articles.length,
    passages: index.passages.length,
    sentences: index.vectors.count('sentence'),
  }
}
