import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, syncFolder, writeNewFile } from './durable-files.ts'
import { articlesName, listFiles, passagesName, vectorsName } from './generation-files.ts'
import type { IndexContents } from './index-contents.ts'
import { layoutVersion, type Manifest, manifestFile } from './manifest.ts'
import { stableJson, toJsonLines } from './stable-json.ts'
import type { VectorRecord } from './vector-store.ts'
import { openVectraStore } from './vectra-store.ts'

/**
 * Writes a whole generation into a new folder; when it returns, the disk has all of it. The
 * contents are in their one order, so that equal contents give an equal hash.
 */
export async function writeGeneration(
  folder: string,
  generation: number,
  contents: IndexContents,
): Promise<Manifest> {
  const { model } = contents
  await makeFolder(folder)
  const articles = toJsonLines(contents.articles)
  const passages = toJsonLines(contents.passages.map(({ text: _text, ...kept }) => kept))
  await writeNewFile(join(folder, articlesName), articles)
  await writeNewFile(join(folder, passagesName), passages)
  await mkdir(join(folder, vectorsName))
  await writeVectors(join(folder, vectorsName), contents)

  const ofKind = (kind: string) => contents.vectors.filter((vector) => vector.kind === kind).length
  const manifest: Manifest = {
    layout: layoutVersion,
    generation,
    hash: contentHash(contents, articles, passages),
    builtAt: new Date().toISOString(),
    model: { name: model.name, revision: model.revision, dimensions: model.dimensions },
    counts: {
      articles: contents.articles.length,
      passages: ofKind('passage'),
      sentences: ofKind('sentence'),
      vectors: contents.vectors.length,
    },
    files: await listFiles(folder),
  }
  const { name, bytes } = manifestFile(manifest)
  await writeNewFile(join(folder, name), bytes)
  await syncFolder(folder)
  return manifest
}

/** Over what was indexed with what, not over when, where or in which generation. */
function contentHash({ model }: IndexContents, articles: Buffer, passages: Buffer): string {
  const hash = createHash('sha256')
  hash.update(`${stableJson({ layout: layoutVersion, model })}\n`)
  hash.update(articles).update(passages)
  return `sha256:${hash.digest('hex')}`
}

async function writeVectors(folder: string, { model, vectors }: IndexContents): Promise<void> {
  const store = await openVectraStore(folder, { dimensions: model.dimensions })
  const bySource = new Map<string, VectorRecord[]>()
  for (const record of vectors) {
    const records = bySource.get(record.sourceId) ?? []
    records.push(record)
    bySource.set(record.sourceId, records)
  }
  for (const [sourceId, records] of bySource) await store.replaceArticle(sourceId, records)
  await store.commit()
}
