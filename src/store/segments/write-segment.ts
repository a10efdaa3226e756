import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Article } from '../../article/article.ts'
import { type Passage, sentenceId } from '../../passage/passage.ts'
import { makeFolder, syncFolder, writeNewFile } from '../durable-files.ts'
import { inTurns } from '../in-turns.ts'
import { writePostings } from '../postings-file.ts'
import { stableJson, toJsonLines } from '../stable-json.ts'
import type { VectorKind, VectorRecord } from '../vector-store.ts'
import type { SegmentContents, VectorSource } from './gather-segment.ts'
import { toPassageLines } from './passage-lines.ts'
import { type ArticleDigests, articlesName, passagesName, postingsName } from './segment.ts'
import { sentencesOf } from './segment-rows.ts'
import { writeVectorFiles } from './vector-files.ts'

/** A line of the file of articles. */
export interface StoredArticle {
  readonly article: Article
  readonly digests: ArticleDigests
}

/**
 * Writes a segment of these contents, in their one order, into a new folder; when it returns, the
 * disk has all of it. The folder's own name is left to the caller.
 */
export async function writeSegment(folder: string, contents: SegmentContents): Promise<void> {
  const { model, articles, passages, postings, vectors } = contents
  const bySource = groupBySource(passages)
  const stored = await inTurns(articles, (article): StoredArticle => {
    return { article, digests: digestsOf(article, bySource.get(article.id) ?? []) }
  })
  await makeFolder(folder)
  await Promise.all([
    toJsonLines(stored).then((lines) => writeNewFile(join(folder, articlesName), lines)),
    toJsonLines(toPassageLines(passages)).then((lines) =>
      writeNewFile(join(folder, passagesName), lines),
    ),
    writeNewFile(join(folder, postingsName), writePostings(postings)),
    writeVectorFiles(folder, model.dimensions, (kind) => recordsOf(bySource, vectors, kind)),
  ])
  await syncFolder(folder)
}

function digestsOf({ text: _text, ...facts }: Article, passages: readonly Passage[]) {
  const made = createHash('sha256')
  for (const { text: _own, ...passage } of passages) made.update(`${stableJson(passage)}\n`)
  const known = createHash('sha256').update(stableJson(facts))
  return { facts: known.digest('hex'), passages: made.digest('hex') }
}

/** In the order of a segment's rows. */
async function* recordsOf(
  bySource: ReadonlyMap<string, readonly Passage[]>,
  vectors: VectorSource,
  kind: VectorKind,
): AsyncGenerator<VectorRecord> {
  for (const [sourceId, passages] of bySource) {
    const [{ revision }] = passages as [Passage]
    const ids =
      kind === 'passage'
        ? passages.map(({ id }) => id)
        : sentencesOf(passages).map((range) => sentenceId(revision, range))
    for (const id of ids) yield { id, kind, sourceId, vector: await vectors(id, sourceId) }
  }
}

/** In the order of the passages, which is that of the articles. */
function groupBySource(passages: readonly Passage[]): Map<string, Passage[]> {
  const groups = new Map<string, Passage[]>()
  for (const passage of passages) {
    const group = groups.get(passage.sourceId)
    if (group) group.push(passage)
    else groups.set(passage.sourceId, [passage])
  }
  return groups
}
