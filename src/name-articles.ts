import { readdir } from 'node:fs/promises'
import type { Article } from './article/article.ts'
import type { ArticleDraft } from './article/article-draft.ts'
import { cleanCorpusInTurns } from './clean/clean-corpus.ts'
import { groupCopies, identifySources } from './identify-sources.ts'
import { openHistory } from './store/index-history.ts'
import type { OpenIndex } from './store/open-index.ts'
import { readRevision, revisionsFolder } from './store/revisions.ts'

/**
 * The articles of a corpus: each text once, cleaned among the others, under the id of its source.
 * @param drafts in order of path, those of one file in its order
 */
export async function nameArticles(
  directory: string,
  drafts: readonly ArticleDraft[],
  previous: OpenIndex | undefined,
): Promise<Article[]> {
  const sources = groupCopies(drafts)
  const cleaned = await cleanCorpusInTurns(sources.map(({ draft }) => draft))
  return identifySources(
    sources.map(({ places, paths }, at) => ({ places, paths, article: cleaned[at] as Article })),
    { articles: previous?.articles ?? [], idOfText: rememberedId(directory) },
  )
}

/** Which source a text belonged to when an earlier index had it; kept for ever beside the text. */
function rememberedId(directory: string): (revision: string) => Promise<string | undefined> {
  const history = openHistory(directory)
  let names: Promise<ReadonlySet<string>> | undefined
  return async (revision) => {
    const span = (await history.spansOfRevision(revision)).at(-1)
    if (span) return span.sourceId
    names ??= readdir(revisionsFolder(directory)).then(
      (found) => new Set(found),
      () => new Set(),
    )
    if (!(await names).has(`${revision.slice('sha256:'.length)}.txt`)) return undefined
    return (await readRevision(directory, revision))?.article.id
  }
}
