import { isDeepStrictEqual } from 'node:util'
import type { Article, Block } from './article/article.ts'
import type { OpenIndex } from './store/open-index.ts'

/** How an article of the corpus stands to the one of the same id in the index before. */
export interface Change {
  readonly kind: 'added' | 'changed' | 'moved' | 'unchanged'
  readonly article: Article
  readonly former?: Article
}

/** How a corpus stands to the index before it. */
export interface Standing {
  /** One of each article, in their order. */
  readonly changes: readonly Change[]
  /** All of them; those in which nothing at all differs are the index's own objects. */
  readonly articles: readonly Article[]
  /** Those whose passages and vectors have to be made. */
  readonly fresh: readonly Article[]
  readonly gone: readonly Article[]
}

/** Which articles are as they were, which are not, and which are no more. */
export function compareCorpus(
  articles: readonly Article[],
  previous: OpenIndex | undefined,
): Standing {
  const fresh: Article[] = []
  const changes = articles.map((article): Change => {
    const former = previous?.articleById.get(article.id)
    // What the rules say of an unchanged text can change with the program, or with its neighbours.
    const isSame = former !== undefined && hasSameMaterial(article, former)
    if (!isSame) fresh.push(article)
    if (!former) return { kind: 'added', article }
    if (isSame && isSamePlace(article, former)) {
      return { kind: 'unchanged', article: former, former }
    }
    return { kind: kindOf(article, former, isSame), article, former }
  })
  const ids = new Set(articles.map(({ id }) => id))
  return {
    changes,
    articles: changes.map(({ article }) => article),
    fresh,
    gone: (previous?.articles ?? []).filter(({ id }) => !ids.has(id)),
  }
}

/** The standing of a corpus in which no file has changed. */
export function unchangedCorpus({ articles }: OpenIndex): Standing {
  const changes = articles.map((article): Change => {
    return { kind: 'unchanged', article, former: article }
  })
  return { changes, articles, fresh: [], gone: [] }
}

function kindOf(article: Article, former: Article, isSame: boolean): Change['kind'] {
  if (article.revision !== former.revision) return 'changed'
  const isGone = former.paths.some((path) => !article.paths.includes(path))
  const isNew = article.paths.some((path) => !former.paths.includes(path))
  // A copy that comes or goes leaves the article what it is.
  if (isGone && isNew) return 'moved'
  return isSame ? 'unchanged' : 'changed'
}

function isSamePlace(article: Article, former: Article): boolean {
  if (article.entry !== former.entry || article.paths.length !== former.paths.length) return false
  return article.paths.every((path, at) => path === former.paths[at])
}

/** What passages and vectors do not depend on, and what the revision stands for. */
const apart = new Set<keyof Article>(['path', 'paths', 'entry', 'text', 'blocks'])

/** Articles that were cleaned once and are the same each time something else has changed. */
const foundSame = new WeakMap<Article, Article>()

/** Whether all is the same but where it stands: passages and vectors do not depend on that. */
function hasSameMaterial(article: Article, former: Article): boolean {
  if (article === former || foundSame.get(article) === former) return true
  if (article.revision !== former.revision || !haveSameBlocks(article.blocks, former.blocks)) {
    return false
  }
  if (!hasAll(article, former) || !hasAll(former, article)) return false
  foundSame.set(article, former)
  return true
}

function hasAll(left: Article, right: Article): boolean {
  for (const name of Object.keys(left) as (keyof Article)[]) {
    if (apart.has(name) || left[name] === right[name]) continue
    if (!isDeepStrictEqual(left[name], right[name])) return false
  }
  return true
}

// Written out: it is asked of every block of the corpus whenever a file changes.
function haveSameBlocks(left: readonly Block[], right: readonly Block[]): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  return left.every(({ start, end, role, level }, at) => {
    const other = right[at]
    return (
      start === other?.start && end === other.end && role === other.role && level === other.level
    )
  })
}
