import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Passage } from '../../passage/passage.ts'
import { verifyFiles } from '../generation-files.ts'
import { asWrong, wrong } from '../index-contents.ts'
import type { LexicalPart } from '../lexical-part.ts'
import type { FileEntry } from '../manifest.ts'
import type { Postings } from '../postings.ts'
import { readPostings } from '../postings-file.ts'
import { revisionOf } from '../revisions.ts'
import { fromJsonLines } from '../stable-json.ts'
import { fromPassageLine, type PassageLine } from './passage-lines.ts'
import {
  articlesName,
  passagesName,
  postingsName,
  type Segment,
  type SegmentArticle,
} from './segment.ts'
import { type SegmentRows, segmentRows } from './segment-rows.ts'
import { openVectorFiles, readAtOnce, vectorFileNames } from './vector-files.ts'
import type { StoredArticle } from './write-segment.ts'

export interface SegmentToRead {
  readonly name: string
  readonly files: readonly FileEntry[]
  /** The folder where it will stand, if that is another one. */
  readonly home?: string
}

/** How much of a segment is read when it is opened. */
export interface SegmentReading {
  /** Vectors of sentences in larger files stay there, in bytes. */
  readonly sentencesInMemory?: number
  /** Large files of vectors are not checked now but when what they hold is read. */
  readonly checksAsRead?: boolean
}

/**
 * Opens the segment in `folder` and checks it: the files' checksums, every text's hash, every range,
 * a vector for each passage and sentence, and none besides.
 * @throws FootnoteError `index_corrupt` naming what is damaged
 */
export async function readSegment(
  folder: string,
  { name, files, home = folder }: SegmentToRead,
  dimensions: number,
  { sentencesInMemory = readAtOnce, checksAsRead = false }: SegmentReading = {},
): Promise<Segment> {
  try {
    const vectorNames = new Set<string>(Object.values(vectorFileNames))
    const stamps = await verifyFiles(folder, files, ({ path, bytes }) => {
      return !checksAsRead || !vectorNames.has(path) || bytes <= sentencesInMemory
    })
    const vectorsOf = await openVectorFiles({ folder, home }, dimensions, sentencesInMemory)
    const postings = readPostings(await readFile(join(folder, postingsName)))
    const stored = await fromJsonLines<StoredArticle>(await readFile(join(folder, articlesName)))
    const articles = await readArticles(folder, stored)
    // Whole by its file's checksum, a text is what was checked when it was written.
    if (!checksAsRead) checkTexts(articles)
    const passages = articles.flatMap((one) => one.passages)
    const rows = segmentRows(articles)
    const vectors = vectorsOf(rows)
    const words = wordsOf(folder, postings, passages, rows)
    return { name, files, stamps, articles, passages, vectors, words }
  } catch (error) {
    throw asWrong(folder, error)
  }
}

/** Passages stand in the order of their articles. */
async function readArticles(
  folder: string,
  stored: readonly StoredArticle[],
): Promise<SegmentArticle[]> {
  const lines = await fromJsonLines<PassageLine>(await readFile(join(folder, passagesName)))
  if (new Set(stored.map(({ article }) => article.id)).size !== stored.length) {
    throw wrong('Two articles have the same id.')
  }
  let [nextLine, firstPassage] = [0, 0]
  const articles = stored.map(({ article, digests }): SegmentArticle => {
    const line = lines[nextLine]
    const isOwn = line?.sourceId === article.id
    const passages = line && isOwn ? fromPassageLine(line, article) : []
    const made = { article, digests, firstPassage, passages }
    if (isOwn) nextLine += 1
    firstPassage += passages.length
    return made
  })
  if (nextLine === lines.length) return articles
  throw wrong(`The passages of ${lines[nextLine]?.sourceId} are not in the order of the articles.`)
}

function checkTexts(articles: readonly SegmentArticle[]): void {
  for (const { article } of articles) {
    if (revisionOf(article.text) === article.revision) continue
    throw wrong(`The text of ${article.path} is not its revision's.`)
  }
}

function wordsOf(
  folder: string,
  postings: Postings,
  passages: readonly Passage[],
  rows: SegmentRows,
): LexicalPart {
  if (postings.lengths.length !== passages.length) {
    const found = `${postings.lengths.length} texts for ${passages.length} passages`
    throw wrong(`The index ${folder} has the words of ${found}.`)
  }
  const placeOf = (id: string): number | undefined => {
    const found = rows.find(id)
    return found?.kind === 'passage' ? found.row : undefined
  }
  const ids = passages.map(({ id }) => id)
  return { postings, ids, runs: rows.runs.passage, placeOf }
}
