import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Article } from '../../article/article.ts'
import type { Passage } from '../../passage/passage.ts'
import { makeFolder, syncFolder, writeNewFile } from '../durable-files.ts'
import type { IndexContents } from '../index-contents.ts'
import type { Postings } from '../postings.ts'
import { writePostings } from '../postings-file.ts'
import { stableJson, toJsonLines } from '../stable-json.ts'
import type { VectorRecord } from '../vector-store.ts'
import { openVectraStore } from '../vectra-store.ts'
import {
  type ArticleDigests,
  articlesName,
  passagesName,
  postingsName,
  vectorsName,
} from './segment.ts'

/** A line of the file of articles. */
export interface StoredArticle {
  readonly article: Article
  readonly digests: ArticleDigests
}

export type StoredPassage = Omit<Passage, 'text'>

/**
 * Writes a segment of these contents, in their one order, into a new folder; when it returns, the
 * disk has all of it. The folder's own name is left to the caller.
 */
export async function writeSegment(
  folder: string,
  contents: IndexContents,
  postings: Postings,
): Promise<void> {
  const passages = contents.passages.map(({ text: _text, ...kept }): StoredPassage => kept)
  const bySource = groupBySource(passages)
  const articles = contents.articles.map((article): StoredArticle => {
    const digests = digestsOf(article, bySource.get(article.id) ?? [])
    return { article, digests }
  })
  await makeFolder(folder)
  await mkdir(join(folder, vectorsName))
  await Promise.all([
    writeNewFile(join(folder, articlesName), toJsonLines(articles)),
    writeNewFile(join(folder, passagesName), toJsonLines(passages)),
    writeNewFile(join(folder, postingsName), writePostings(postings)),
    writeVectors(join(folder, vectorsName), contents),
  ])
  await syncFolder(folder)
}

function digestsOf({ text: _text, ...facts }: Article, passages: readonly StoredPassage[]) {
  const made = createHash('sha256')
  for (const passage of passages) made.update(`${stableJson(passage)}\n`)
  const known = createHash('sha256').update(stableJson(facts))
  return { facts: known.digest('hex'), passages: made.digest('hex') }
}

async function writeVectors(folder: string, { model, vectors }: IndexContents): Promise<void> {
  const store = await openVectraStore(folder, { dimensions: model.dimensions })
  for (const [sourceId, records] of groupBySource<VectorRecord>(vectors)) {
    await store.replaceArticle(sourceId, records)
  }
  await store.commit()
}

function groupBySource<Part extends { readonly sourceId: string }>(
  parts: readonly Part[],
): Map<string, Part[]> {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const group = groups.get(part.sourceId)
    if (group) group.push(part)
    else groups.set(part.sourceId, [part])
  }
  return groups
}
