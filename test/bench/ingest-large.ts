// Ingests a generated corpus with an embedder that costs next to nothing, in a process of its own, and
// tells how much memory it has by then after each twentieth of the way.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildIndex } from '../../src/build-index.ts'
import { openVectorCache } from '../../src/embed/vector-cache.ts'
import { cheapEmbedder } from './cheap-embedder.ts'

const [folder = ''] = process.argv.slice(2)
const inner = cheapEmbedder()
const { model, revision, dimensions } = inner
const corpus = join(folder, 'corpus')
const index = join(folder, 'index')
const started = performance.now()
const steps = 20
let last = ''
const tell = (step: string, share: number) => {
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  const seconds = (performance.now() - started) / 1000
  process.send?.({ step, share, seconds, rss, heapUsed, arrayBuffers })
}
const maxBytes = 512 * 1024 * 1024
const result = await buildIndex({
  corpus,
  index,
  model: { name: model, revision, dimensions },
  embedder: async () => inner,
  vectorCache: () =>
    openVectorCache(join(index, 'vectors.cache'), { model, revision, dimensions, maxBytes }),
  onProgress(step, done, total) {
    const part = Math.floor((done / total) * steps)
    if (`${step} ${part}` === last) return
    last = `${step} ${part}`
    tell(step, part / steps)
  },
})
tell('Done', 1)
process.send?.({
  passages: result.index.passages.length,
  seconds: (performance.now() - started) / 1000,
  cores: availableParallelism(),
})
