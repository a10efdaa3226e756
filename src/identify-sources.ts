import type { Article } from './article/article.ts'
import type { ArticleDraft } from './article/article-draft.ts'
import { articleId } from './article/hash-article.ts'
import { pairAlike } from './pair-alike.ts'

/** One text of the corpus: the draft at its first place, and all places it stands at. */
export interface SourceDraft {
  readonly draft: ArticleDraft
  readonly places: readonly Pick<ArticleDraft, 'path' | 'entry'>[]
  /** Files, each once, in code-unit order. */
  readonly paths: readonly string[]
}

/** The same text twice is one source. In order of the first places, which is that of the drafts. */
export function groupCopies(drafts: readonly ArticleDraft[]): SourceDraft[] {
  const groups = new Map<string, ArticleDraft[]>()
  for (const draft of drafts) {
    const group = groups.get(draft.revision)
    if (group) group.push(draft)
    else groups.set(draft.revision, [draft])
  }
  return [...groups.values()].map((places) => ({
    draft: places[0] as ArticleDraft,
    places,
    paths: [...new Set(places.map(({ path }) => path))],
  }))
}

/** A source and its cleaned article, not yet under its own id. */
export interface UnnamedSource extends Pick<SourceDraft, 'places' | 'paths'> {
  readonly article: Article
}

/** What is remembered of sources. */
export interface FormerSources {
  /** Of the previous index, in order of path. */
  readonly articles: readonly Article[]
  /** The source that a text belonged to which the previous index no longer has. */
  idOfText(revision: string): Promise<string | undefined>
}

/**
 * Gives each source its id. A source is its text first: the same text keeps its id wherever it
 * stands. What then has no id is, in this order, what stands where a source stood whose text is
 * nowhere else; a text that is all but that of a source gone in the same step; one that an
 * earlier index had; or new. No two get the same id, and a text that stays keeps its id whatever
 * becomes of its copies.
 */
export async function identifySources(
  sources: readonly UnnamedSource[],
  former: FormerSources,
): Promise<Article[]> {
  const ids = new Map<UnnamedSource, string>()
  const taken = new Set<string>()
  const give = (source: UnnamedSource, id: string): void => {
    ids.set(source, id)
    taken.add(id)
  }
  keepByText(sources, former.articles, give)
  const left = () => former.articles.filter(({ id }) => !taken.has(id))
  const unnamed = () => sources.filter((source) => !ids.has(source))
  keepByPlace(unnamed(), left(), give)
  if (unnamed().length > 0) {
    const staying = sources.filter((source) => ids.has(source)).map(({ article }) => article)
    for (const [source, { id }] of pairAlike(unnamed(), left(), staying)) give(source, id)
  }
  for (const source of unnamed()) {
    const id = await former.idOfText(source.article.revision)
    if (id !== undefined && !taken.has(id)) give(source, id)
  }
  // Also of sources that leave: their citations are theirs.
  const known = new Set(former.articles.map(({ id }) => id))
  for (const source of unnamed()) give(source, newId(source, taken, known))
  return sources.map((source) => named(source, ids.get(source) as string))
}

function keepByText(
  sources: readonly UnnamedSource[],
  former: readonly Article[],
  give: (source: UnnamedSource, id: string) => void,
): void {
  const byText = new Map<string, string>()
  for (const { revision, id } of former) if (!byText.has(revision)) byText.set(revision, id)
  for (const source of sources) {
    const id = byText.get(source.article.revision)
    if (id !== undefined) give(source, id)
  }
}

/** Edited in place. Of copies that were all edited at once, the first one keeps the id. */
function keepByPlace(
  unnamed: readonly UnnamedSource[],
  left: readonly Article[],
  give: (source: UnnamedSource, id: string) => void,
): void {
  const byPlace = new Map<string, UnnamedSource>()
  for (const source of unnamed) {
    for (const { path, entry } of source.places) byPlace.set(articleId(path, entry), source)
  }
  const given = new Set<UnnamedSource>()
  for (const { id, path, paths, entry } of left) {
    // Which entry a copy is in its file is not kept.
    const places = [
      articleId(path, entry),
      ...(entry ? [] : paths.map((other) => articleId(other))),
    ]
    const found = places
      .map((place) => byPlace.get(place))
      .find((source) => source && !given.has(source))
    if (!found) continue
    given.add(found)
    give(found, id)
  }
}

function newId(
  { article }: UnnamedSource,
  taken: ReadonlySet<string>,
  known: ReadonlySet<string>,
): string {
  const { path, entry, revision } = article
  let id = articleId(path, entry)
  // Its place names another source: a file was moved away from there, and this one came.
  for (let turn = 0; taken.has(id) || known.has(id); turn += 1) {
    id = articleId(path, `${entry ?? ''}\0${revision}\0${turn}`)
  }
  return id
}

function named({ article, paths }: UnnamedSource, id: string): Article {
  const isNamed = article.id === id && article.paths.length === 1 && paths.length === 1
  return isNamed ? article : { ...article, id, paths }
}
