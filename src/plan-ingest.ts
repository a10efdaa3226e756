import { quoteStanding } from './answer/quote-standing.ts'
import type { Article } from './article/article.ts'
import { findStanding } from './build-index.ts'
import type { Change } from './compare-corpus.ts'
import { FootnoteError } from './errors.ts'
import { citationId } from './passage/passage.ts'
import type { CorpusLook } from './read-changed.ts'
import { type CitedRange, readCited } from './store/cited-revisions.ts'
import { openIndex } from './store/open-generation.ts'
import type { IndexModel, OpenIndex } from './store/open-index.ts'

/** Citations that were given of an article's present text, and what the plan makes of them. */
export interface PlannedCitations {
  /** Links that will say that the article has changed since. */
  readonly stale: number
  /** Of these: the quoted words stand in the new text, too. */
  readonly standing: number
  /** The quoted words are not in the new text, or the article is gone. */
  readonly lost: number
  /** The ids of those that go stale. */
  readonly ids: readonly string[]
}

export interface PlannedArticle {
  readonly id: string
  readonly path: string
  readonly paths: readonly string[]
  readonly title: string
  /** Where it was, for one that moves, also one that changes as it does. */
  readonly former_paths?: readonly string[]
  readonly citations: PlannedCitations
}

/** What an ingest would do. */
export interface IngestPlan {
  readonly object: 'plan'
  /** Of the index as it is; null where there is none. */
  readonly generation: number | null
  readonly added: readonly PlannedArticle[]
  readonly changed: readonly PlannedArticle[]
  readonly moved: readonly PlannedArticle[]
  readonly removed: readonly PlannedArticle[]
  readonly unchanged: number
  /** Over all articles. */
  readonly citations: PlannedCitations
  readonly problems: readonly {
    readonly path: string
    readonly message: string
    readonly next_step: string | null
  }[]
  /** Why all articles would be embedded anew, where they would. */
  readonly rebuild: string | null
}

const none: PlannedCitations = { stale: 0, standing: 0, lost: 0, ids: [] }

/**
 * Says what an ingest would do. Nothing is written, no lock is taken and no model is loaded.
 * @throws FootnoteError `corpus_missing`, `corpus_empty`
 */
export async function planIngest(look: CorpusLook, model: IndexModel): Promise<IngestPlan> {
  const { previous, rebuild } = await openForPlan(look.index, model)
  const { state, standing } = await findStanding(look, previous)
  const cited = groupByText(previous ? await readCited(look.index) : [])
  const planned = (article: Article, former: Article | undefined, now?: Article) => ({
    id: article.id,
    path: article.path,
    paths: article.paths,
    title: article.title,
    ...formerPaths(article, former),
    citations: former ? citationsOf(former, now, cited) : none,
  })
  const ofKind = (kind: Change['kind']) =>
    standing.changes
      .filter((change) => change.kind === kind)
      .map(({ article, former }) => planned(article, former, article))
  const changed = ofKind('changed')
  const removed = standing.gone.map((article) => planned(article, article))
  return {
    object: 'plan',
    generation: previous?.generation ?? null,
    added: ofKind('added'),
    changed,
    moved: ofKind('moved'),
    removed,
    unchanged: standing.changes.filter(({ kind }) => kind === 'unchanged').length,
    citations: [...changed, ...removed].map(({ citations }) => citations).reduce(add, none),
    problems: state.problems.map(({ path, error }) => ({
      path,
      message: error.message,
      next_step: error.nextStep ?? null,
    })),
    rebuild,
  }
}

async function openForPlan(
  directory: string,
  model: IndexModel,
): Promise<{ previous?: OpenIndex; rebuild: string | null }> {
  try {
    return { previous: await openIndex(directory, { model }), rebuild: null }
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    if (error.code === 'index_missing') return { rebuild: null }
    const rebuild = error.message
    if (error.code !== 'index_other_model') return { rebuild }
    // Its articles are still what the corpus is held against.
    return { previous: await openIndex(directory), rebuild }
  }
}

function formerPaths(article: Article, former: Article | undefined) {
  if (!former || former.paths.every((path) => article.paths.includes(path))) return {}
  return { former_paths: former.paths }
}

function groupByText(ranges: readonly CitedRange[]): ReadonlyMap<string, CitedRange[]> {
  const groups = new Map<string, CitedRange[]>()
  for (const range of ranges) {
    const group = groups.get(range.revision)
    if (group) group.push(range)
    else groups.set(range.revision, [range])
  }
  return groups
}

/** What becomes of the citations of a text when `now` takes its place. */
function citationsOf(
  former: Article,
  now: Article | undefined,
  cited: ReadonlyMap<string, CitedRange[]>,
): PlannedCitations {
  if (now?.revision === former.revision) return none
  const ranges = cited.get(former.revision) ?? []
  const { text, ...article } = former
  const standing = ranges.filter(
    (range) =>
      quoteStanding({ revision: former.revision, text, article }, range, now).status === 'moved',
  ).length
  const ids = ranges.map((range) => citationId(former.revision, range))
  return { stale: ranges.length, standing, lost: ranges.length - standing, ids }
}

function add(sum: PlannedCitations, one: PlannedCitations): PlannedCitations {
  return {
    stale: sum.stale + one.stale,
    standing: sum.standing + one.standing,
    lost: sum.lost + one.lost,
    ids: [...sum.ids, ...one.ids],
  }
}
