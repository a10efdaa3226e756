import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Passage } from '../../passage/passage.ts'
import { verifyFiles } from '../generation-files.ts'
import { asWrong, checkRanges, vectorOwners, wrong } from '../index-contents.ts'
import { lexicalPartOf } from '../lexical-part.ts'
import type { FileEntry } from '../manifest.ts'
import type { Postings } from '../postings.ts'
import { readPostings } from '../postings-file.ts'
import { revisionOf } from '../revisions.ts'
import { fromJsonLines } from '../stable-json.ts'
import type { VectorStore } from '../vector-store.ts'
import { openVectraStore } from '../vectra-store.ts'
import {
  articlesName,
  passagesName,
  postingsName,
  type Segment,
  type SegmentArticle,
  vectorsName,
} from './segment.ts'
import type { StoredArticle, StoredPassage } from './write-segment.ts'

export interface SegmentToRead {
  readonly name: string
  readonly files: readonly FileEntry[]
}

/**
 * Opens the segment in `folder` and checks all of it: the files' checksums, every text's hash,
 * every range, a vector for each passage and sentence, and none besides.
 * @throws FootnoteError `index_corrupt` naming what is damaged
 */
export async function readSegment(
  folder: string,
  { name, files }: SegmentToRead,
  dimensions: number,
): Promise<Segment> {
  try {
    const stamps = await verifyFiles(folder, files)
    const stored = fromJsonLines<StoredArticle>(await readFile(join(folder, articlesName)))
    const passages = await readPassages(folder, stored)
    const vectors = await openVectraStore(join(folder, vectorsName), { dimensions, readOnly: true })
    const postings = readPostings(await readFile(join(folder, postingsName)))
    const articles = stored.map(({ article }) => article)
    for (const { path, text, revision } of articles) {
      if (revisionOf(text) !== revision) throw wrong(`The text of ${path} is not its revision's.`)
    }
    checkRanges(articles, passages)
    await checkVectors(folder, passages, vectors)
    checkPostings(folder, passages, postings)
    const own = articlesWith(stored, passages)
    const words = lexicalPartOf(postings, passages)
    return { name, files, stamps, articles: own, passages, vectors, words }
  } catch (error) {
    throw asWrong(folder, error)
  }
}

async function readPassages(folder: string, stored: readonly StoredArticle[]): Promise<Passage[]> {
  const texts = new Map(stored.map(({ article }) => [article.id, article.text]))
  const lines = fromJsonLines<StoredPassage>(await readFile(join(folder, passagesName)))
  return lines.map((passage) => ({
    ...passage,
    text: texts.get(passage.sourceId)?.slice(passage.start, passage.end) ?? '',
  }))
}

async function checkVectors(
  folder: string,
  passages: readonly Passage[],
  vectors: VectorStore,
): Promise<void> {
  const owners = vectorOwners(passages)
  if (passages.length !== vectors.count('passage') || owners.size !== vectors.count()) {
    const wanted = `${passages.length} passages with ${owners.size - passages.length} sentences`
    throw wrong(`The index ${folder} has ${vectors.count()} vectors for ${wanted}.`)
  }
  for (const [id, sourceId] of owners) {
    if ((await vectors.get(id))?.sourceId !== sourceId) throw wrong(`There is no vector of ${id}.`)
  }
}

function checkPostings(folder: string, passages: readonly Passage[], postings: Postings): void {
  if (postings.lengths.length === passages.length) return
  const found = `${postings.lengths.length} texts for ${passages.length} passages`
  throw wrong(`The index ${folder} has the words of ${found}.`)
}

/** Passages stand in the order of their articles, so each article's are one run of them. */
function articlesWith(
  stored: readonly StoredArticle[],
  passages: readonly Passage[],
): SegmentArticle[] {
  let next = 0
  const articles = stored.map(({ article, digests }): SegmentArticle => {
    const firstPassage = next
    while (passages[next]?.sourceId === article.id) next++
    const own = passages.slice(firstPassage, next)
    const sentences = vectorOwners(own).size - own.length
    return { article, digests, firstPassage, passages: own, sentences }
  })
  if (next === passages.length) return articles
  throw wrong(`The passage ${passages[next]?.id} is not in the order of the articles.`)
}
