import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import type { Passage } from '../passage/passage.ts'
import { articlesName, passagesName, vectorsName, verifyFiles } from './generation-files.ts'
import { checkRanges, vectorOwners, wrong } from './index-contents.ts'
import { openHistory } from './index-history.ts'
import { buildLexicalIndex } from './lexical-index.ts'
import type { Manifest } from './manifest.ts'
import type { OpenIndex } from './open-index.ts'
import { createRevisionReader, revisionOf } from './revisions.ts'
import { fromJsonLines } from './stable-json.ts'
import type { VectorStore } from './vector-store.ts'
import { openVectraStore } from './vectra-store.ts'

/**
 * Opens the generation in `folder`, of the index in `directory`, and checks all of it: the files'
 * checksums, the counts, every text's hash, every range, a vector for each passage and sentence.
 * @throws FootnoteError `index_corrupt` naming what is damaged
 */
export async function readGeneration(directory: string, folder: string): Promise<OpenIndex> {
  try {
    return await readChecked(directory, folder)
  } catch (error) {
    if (error instanceof FootnoteError) throw error
    const { code, path } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && path !== undefined) throw wrong(`The file ${path} is missing.`, error)
    throw wrong(`The index ${folder} cannot be read: ${(error as Error).message}.`, error)
  }
}

async function readChecked(directory: string, folder: string): Promise<OpenIndex> {
  const manifest = await verifyFiles(folder)
  const { dimensions } = manifest.model
  const articles = fromJsonLines<Article>(await readFile(join(folder, articlesName)))
  const articleById = new Map(articles.map((article) => [article.id, article]))
  const stored = fromJsonLines<Omit<Passage, 'text'>>(await readFile(join(folder, passagesName)))
  const passages = stored.map((passage) => ({
    ...passage,
    text: articleById.get(passage.sourceId)?.text.slice(passage.start, passage.end) ?? '',
  }))
  const vectors = await openVectraStore(join(folder, vectorsName), { dimensions, readOnly: true })
  for (const { path, text, revision } of articles) {
    if (revisionOf(text) !== revision) throw wrong(`The text of ${path} is not its revision's.`)
  }
  checkRanges(articles, passages)
  await checkVectors(manifest, articles, passages, vectors)
  return {
    generation: manifest.generation,
    hash: manifest.hash,
    builtAt: manifest.builtAt,
    model: manifest.model,
    articles,
    articleById,
    passages,
    passageById: new Map(passages.map((passage) => [passage.id, passage])),
    vectors,
    lexical: buildLexicalIndex(passages),
    revision: createRevisionReader(directory, { current: articles }),
    history: openHistory(directory),
  }
}

async function checkVectors(
  { counts }: Manifest,
  articles: readonly Article[],
  passages: readonly Passage[],
  vectors: VectorStore,
): Promise<void> {
  const owners = vectorOwners(passages)
  const found = {
    articles: articles.length,
    passages: vectors.count('passage'),
    sentences: vectors.count('sentence'),
    vectors: vectors.count(),
  }
  for (const name of ['articles', 'passages', 'sentences', 'vectors'] as const) {
    if (found[name] === counts[name]) continue
    throw wrong(`The index has ${found[name]} ${name} instead of ${counts[name]}.`)
  }
  if (passages.length !== found.passages || owners.size !== found.vectors) {
    const wanted = `${passages.length} passages with ${owners.size - passages.length} sentences`
    throw wrong(`The index has ${found.vectors} vectors for ${wanted}.`)
  }
  for (const [id, sourceId] of owners) {
    if ((await vectors.get(id))?.sourceId !== sourceId) throw wrong(`There is no vector of ${id}.`)
  }
}
