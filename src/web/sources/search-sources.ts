import type { SearchFilters } from '../../answer/answer.ts'
import type { Article } from '../../article/article.ts'
import type { ConcurrencyLimit } from '../../server/concurrency-limit.ts'
import { withinDeadline } from '../../server/deadline.ts'
import type { ApiDependencies } from '../../server/dependencies.ts'
import { toProblem } from '../../server/problem.ts'
import { problemTypes } from '../../server/problem-types.ts'
import type { OpenIndex } from '../../store/open-index.ts'
import type { Problem } from '../problem-words.ts'
import { type Browsing, none } from './browse-sources.ts'
import { type Excerpt, excerptOf, type MarkedPiece, markWords } from './mark-words.ts'

/** A passage that was found, as the page shows it. */
export interface FoundPassage {
  readonly article: Article
  /** Where the reader opens, with the passage marked. */
  readonly address: string
  readonly headingPath: readonly string[]
  readonly page: number | null
  readonly excerpt: Excerpt
  readonly pieces: readonly MarkedPiece[]
}

/** What a search through the texts came to. */
export interface FoundPassages {
  readonly passages: readonly FoundPassage[]
  /** Whether any of the words stands in any of the passages. */
  readonly holdsWords: boolean
  readonly problem: Problem | null
}

/** Passages asked for, so that some are left when filters that the search does not know are applied. */
const asked = 60
const shown = 20
const excerptLength = 420

/** Finds passages for what was typed, among the articles that pass the filters. */
export async function searchTexts(
  dependencies: ApiDependencies,
  index: OpenIndex,
  browsing: Browsing,
  options: {
    readonly articles: readonly Article[]
    readonly limit: ConcurrencyLimit
    readonly signal: AbortSignal
    readonly onError: (error: unknown) => void
  },
): Promise<FoundPassages> {
  const { limit, signal, onError } = options
  const request = { query: browsing.query, top_k: asked, filters: filtersOf(browsing) }
  const passing = new Set(options.articles.map(({ id }) => id))
  try {
    const { results } = await withinDeadline(dependencies.requestTimeoutMs, signal, async (own) => {
      const release = await limit.acquire(own)
      return dependencies.search(request).finally(release)
    })
    const passages = results.flatMap((result): FoundPassage[] => {
      const article = index.articleById.get(result.source_id)
      if (!article || !passing.has(article.id)) return []
      const id = result.passage_id.replace(/^pas_/, 'cit_')
      const excerpt = excerptOf(result.text, browsing.query, excerptLength)
      return [
        {
          article,
          address: `/sources/${article.id}?citation=${id}#${id}`,
          headingPath: result.heading_path,
          page: result.page,
          excerpt,
          pieces: markWords(excerpt.text, browsing.query),
        },
      ]
    })
    const first = passages.slice(0, shown)
    const holdsWords = first.some(({ pieces }) => pieces.some(({ isMarked }) => isMarked))
    return { passages: first, holdsWords, problem: null }
  } catch (error) {
    if (signal.aborted) throw error
    const { code, detail, next_step } = toProblem(error, '')
    if (!problemTypes[code].showsMessage) onError(error)
    const problem = { code, message: detail, nextStep: next_step ?? null }
    return { passages: [], holdsWords: false, problem }
  }
}

/** As far as the search has filters of the kind; the rest is left out afterwards. */
function filtersOf({ publisher, language, year }: Browsing): SearchFilters {
  return {
    ...(publisher && publisher !== none ? { publisher } : {}),
    ...(language && language.length <= 35 ? { language } : {}),
    ...(/^\d{4}$/.test(year) ? { date_from: `${year}-01-01`, date_to: `${year}-12-31` } : {}),
  }
}
