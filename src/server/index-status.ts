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
      left_out: leftOutOf(dependencies),
      waiting: waitingOf(dependencies),
      progress: done === undefined ? null : { done, total: total ?? null },
      generation: index?.generation ?? null,
      hash: index?.hash ?? null,
      built_at: index?.builtAt ?? null,
      model: index?.model ?? null,
      counts: index ? counts(index) : null,
    })
  })
}

/** Files named at most. */
const mostNamed = 200

/** Files that the last ingest could not take in, and why; null before there was one. */
function leftOutOf(dependencies: ApiDependencies) {
  const all = dependencies.leftOut?.()
  if (!all) return null
  const data = all.slice(0, mostNamed).map(({ path, message, nextStep }) => ({
    path,
    message,
    next_step: nextStep ?? null,
  }))
  return { count: all.length, data }
}

/** Files added over HTTP that no ingest has looked at yet; null where none may be added. */
function waitingOf(dependencies: ApiDependencies) {
  if (!dependencies.uploads) return null
  const done = new Set(dependencies.currentIndex()?.articles.flatMap(({ paths }) => paths))
  for (const { path } of dependencies.leftOut?.() ?? []) done.add(path)
  const paths = dependencies.uploads.added().filter((path) => !done.has(path))
  return { count: paths.length, paths: paths.slice(0, mostNamed) }
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
