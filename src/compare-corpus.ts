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
  const changes = articles.map((article): Change => {
    const former = previous?.articleById.get(article.id)
    if (!former) return { kind: 'added', article }
    // What the rules say of an unchanged text can change with the program, or with its neighbours.
    const isSame = hasSameMaterial(article, former)
    if (isSame && isSamePlace(article, former))
      return { kind: 'unchanged', article: former, former }
    return { kind: kindOf(article, former, isSame), article, former }
  })
  const ids = new Set(articles.map(({ id }) => id))
  return {
    changes,
    articles: changes.map(({ article }) => article),
    fresh: changes.flatMap(({ article, former }) =>
      former && hasSameMaterial(article, former) ? [] : [article],
    ),
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
  return article.entry === former.entry && isDeepStrictEqual(article.paths, former.paths)
}

/** Whether all is the same but where it stands: passages and vectors do not depend on that. */
function hasSameMaterial(article: Article, former: Article): boolean {
  if (article === former) return true
  if (article.revision !== former.revision || !haveSameBlocks(article.blocks, former.blocks)) {
    return false
  }
  return isDeepStrictEqual(withoutPlace(article), withoutPlace(former))
}

// Written out: it is asked of every block of the corpus whenever a file changes.
function haveSameBlocks(left: readonly Block[], right: readonly Block[]): boolean {
  if (left.length !== right.length) return false
  return left.every(({ start, end, role, level }, at) => {
    const other = right[at]
    return (
      start === other?.start && end === other.end && role === other.role && level === other.level
    )
  })
}

function withoutPlace(article: Article) {
  const {
    path: _path,
    paths: _paths,
    entry: _entry,
    text: _text,
    blocks: _blocks,
    ...rest
  } = article
  return rest
}
