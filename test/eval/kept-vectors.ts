import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'

/** Name of the vectors an ingest keeps beside its index. */
const fileName = 'vectors.cache'

/**
 * The vectors of a corpus from run to run. Only these are kept: each index is built anew, so that a
 * change of the program shows. They are looked up by text and model; one corpus, one file.
 */
export function keptVectors(corpus: string, model: string) {
  const { cache } = envPaths('footnote', { suffix: '' })
  const key = createHash('sha256')
    .update(JSON.stringify([realpathSync(corpus), model]))
    .digest('hex')
  const kept = join(cache, 'eval', `${key.slice(0, 16)}.vectors`)
  return {
    /** Puts them where an ingest into `index` looks for them. */
    lend(index: string): void {
      if (!existsSync(kept)) return
      mkdirSync(index, { recursive: true })
      copyFileSync(kept, join(index, fileName))
    },
    /** Keeps what an ingest into `index` has added. */
    takeBack(index: string): void {
      const used = join(index, fileName)
      if (!existsSync(used)) return
      if (existsSync(kept) && statSync(kept).size >= statSync(used).size) return
      mkdirSync(dirname(kept), { recursive: true })
      // Another run may be reading it: it is there whole or not at all.
      const part = `${kept}.${process.pid}.part`
      copyFileSync(used, part)
      renameSync(part, kept)
    },
  }
}
