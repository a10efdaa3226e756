import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddingTasks } from '../../src/embed/embed-article.ts'
import type { Settings } from '../../src/settings.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createFootnote } from '../../src/wiring.ts'
import type { BareModel } from './bare-model.ts'
import { type Measure, measureOf } from './summary.ts'

export interface IngestOptions {
  readonly settings: Settings
  readonly corpus: string
  readonly rounds: number
  readonly bare: BareModel
}

/**
 * A whole ingest with nothing kept from before (reading, cleaning, dividing, embedding, writing), over
 * the bare model embedding the same texts one after another. Both have their model loaded.
 */
export async function measureIngest(options: IngestOptions): Promise<Measure[]> {
  const { bare, rounds } = options
  const shares: number[] = []
  let index = (await ingest(options)).index
  const texts = textsOf(index)
  for (let round = 0; round < rounds; round += 1) {
    const naive = (await bare.embed(texts, 'passage')).reduce((sum, ms) => sum + ms, 0)
    const own = await ingest(options)
    index = own.index
    shares.push(naive / own.ms)
  }
  const name = `ingest of ${index.passages.length} passages (${texts.length} texts), passages/s`
  return [
    measureOf(name, 'a bare loop, one text a run', shares, { floor: 1.3, aim: 1.45, more: true }),
  ]
}

/** Everything that an ingest embeds, in order. */
function textsOf(index: OpenIndex): string[] {
  const own = new Map<string, (typeof index.passages)[number][]>()
  for (const passage of index.passages) {
    own.set(passage.sourceId, [...(own.get(passage.sourceId) ?? []), passage])
  }
  return index.articles.flatMap((article) =>
    embeddingTasks(article, own.get(article.id) ?? []).map(({ text }) => text),
  )
}

async function ingest({
  settings,
  corpus,
}: IngestOptions): Promise<{ index: OpenIndex; ms: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-ingest-'))
  const footnote = createFootnote({ ...settings, corpus, index: join(folder, 'index') })
  try {
    await (await footnote.embedder()).embedQuery('Is anybody there?')
    const started = performance.now()
    const { index } = await footnote.ingest()
    return { index, ms: performance.now() - started }
  } finally {
    await footnote.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
