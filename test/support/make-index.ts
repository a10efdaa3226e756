import { createHash } from 'node:crypto'
import type { Article, Block } from '../../src/article/article.ts'
import { type Passage, passageId, sentenceId, type TextRange } from '../../src/passage/passage.ts'
import type { IndexHistory } from '../../src/store/index-history.ts'
import { buildLexicalIndex } from '../../src/store/lexical-index.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { revisionOf, type StoredRevision } from '../../src/store/revisions.ts'
import type { VectorRecord } from '../../src/store/vector-store.ts'
import { createHashingEmbedder } from './hashing-embedder.ts'
import { createMemoryVectorStore } from './memory-vector-store.ts'

export interface GivenText
  extends Partial<Omit<Article, 'id' | 'path' | 'paths' | 'text' | 'revision'>> {
  readonly path: string
  readonly text: string
}

const embedder = createHashingEmbedder()

/**
 * An index over texts, in memory. Paragraphs (between blank lines) are blocks, one passage each;
 * a paragraph that starts with `# ` is a heading. Sentences end at `.`, `!`, `?` or a line's end.
 * `former` texts are kept as revisions, as they would be after the articles have changed; `pruned`
 * ones are kept no more.
 */
export async function makeIndex(
  texts: readonly GivenText[],
  former: readonly GivenText[] = [],
  pruned: readonly GivenText[] = [],
): Promise<OpenIndex> {
  const articles = texts.map(articleOf).sort((a, b) => (a.path < b.path ? -1 : 1))
  const passages = articles.flatMap(passagesOf)
  const kept = [...former.map(articleOf), ...articles].map(keep)
  const vectors = createMemoryVectorStore(embedder.dimensions)
  for (const { id: sourceId } of articles) {
    const own = passages.filter((passage) => passage.sourceId === sourceId)
    vectors.replaceArticle(sourceId, await recordsOf(own))
  }
  return {
    generation: 1,
    hash: revisionOf(articles.map(({ revision }) => revision).join('\n')),
    builtAt,
    model: {
      name: embedder.model,
      revision: embedder.revision,
      dimensions: embedder.dimensions,
    },
    articles,
    articleById: new Map(articles.map((article) => [article.id, article])),
    passages,
    passageById: new Map(passages.map((passage) => [passage.id, passage])),
    vectors,
    lexical: buildLexicalIndex(passages),
    history: historyOf(former.map(articleOf), articles, pruned.map(articleOf)),
    revision: async (name) =>
      kept.find(({ revision }) => revision === name || revision.startsWith(`sha256:${name}`)),
  }
}

const formerly = '2026-01-01T03:04:05.000Z'
const builtAt = '2026-01-02T03:04:05.000Z'

function historyOf(
  former: readonly Article[],
  current: readonly Article[],
  pruned: readonly Article[],
): IndexHistory {
  const spans = [
    ...[...former, ...pruned].map(({ id, revision }) => ({
      ...{ sourceId: id, revision, isCurrent: false },
      ...{ indexedAt: formerly, replacedAt: builtAt, recordedAt: formerly },
    })),
    ...current.map(({ id, revision }) => ({
      ...{ sourceId: id, revision, isCurrent: true },
      ...{ indexedAt: builtAt, replacedAt: null, recordedAt: builtAt },
    })),
  ]
  return {
    spans: async () => spans,
    spansOf: async (sourceId) => spans.filter((span) => span.sourceId === sourceId),
    spansOfRevision: async (revision) => spans.filter((span) => span.revision === revision),
    pruned: async (name) => {
      const found = pruned.find(({ revision }) => revision.includes(name))
      return found && { revision: found.revision, sourceId: found.id, prunedAt: builtAt }
    },
  }
}

function articleOf({ path, text, ...given }: GivenText): Article {
  return {
    id: `src_${createHash('sha256').update(path).digest('hex').slice(0, 12)}`,
    path,
    paths: [path],
    text,
    revision: revisionOf(text),
    format: 'text',
    blocks: blocksOf(text),
    title: path,
    titleOrigin: 'file-name',
    byline: null,
    publisher: null,
    publishedAt: null,
    language: 'en',
    url: null,
    ...given,
  }
}

function keep(article: Article): StoredRevision {
  const { text, ...known } = article
  return { revision: article.revision, text, article: known }
}

function blocksOf(text: string): Block[] {
  return rangesOf(text, /\S(?:.|\n(?!\n))*/g).map((range) =>
    text.startsWith('# ', range.start)
      ? { ...range, start: range.start + 2, role: 'heading', level: 1 }
      : { ...range, role: 'content' },
  )
}

function passagesOf({ id: sourceId, revision, text, blocks }: Article): Passage[] {
  let heading: string[] = []
  return blocks.flatMap(({ start, end, role }) => {
    const words = text.slice(start, end)
    if (role === 'heading') heading = [words]
    if (role !== 'content') return []
    const sentences = rangesOf(words, /[^\s.!?][^.!?\n]*[.!?]*/g).map((range) => ({
      start: start + range.start,
      end: start + range.end,
    }))
    const range = { start, end }
    const tokens = words.split(/\s+/).length
    const passage = { ...range, id: passageId(revision, range), text: words, tokens, sentences }
    return [{ ...passage, sourceId, revision, headingPath: heading }]
  })
}

function rangesOf(text: string, pattern: RegExp): TextRange[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.trimEnd().length,
  }))
}

async function recordsOf(passages: readonly Passage[]): Promise<VectorRecord[]> {
  const wanted = passages.flatMap(({ id, sourceId, revision, text, start, sentences }) => [
    { id, kind: 'passage' as const, sourceId, text },
    ...sentences.map((range) => ({
      id: sentenceId(revision, range),
      kind: 'sentence' as const,
      sourceId,
      text: text.slice(range.start - start, range.end - start),
    })),
  ])
  const vectors = await embedder.embedPassages(wanted.map(({ text }) => text))
  return wanted.flatMap(({ text: _, ...record }, at) => {
    const vector = vectors[at]
    return vector ? [{ ...record, vector }] : []
  })
}
