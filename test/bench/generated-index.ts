import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { commitChange, commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { layoutVersion } from '../../src/store/manifest.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { contentsOf, type ParagraphMaker } from './large-contents.ts'

/** Goes up when other texts or vectors are made. */
const version = 1

const passagesEach = 5
/** Articles that are written at once: a large index is not held in memory twice. */
const articlesAtOnce = 2000

/** Where the bench keeps what is made once: large indexes, corpora, other programs. */
export function benchFolder(name: string): string {
  return join(envPaths('footnote', { suffix: '' }).cache, 'bench', name)
}

/**
 * The folder of an index of so many passages, made when it is not there yet: with 100,000 passages that
 * takes a minute and most of a gigabyte.
 * @param of what it is made after, as a name for files
 */
export async function generatedIndex(
  passages: number,
  of: string,
  make: () => Promise<ParagraphMaker>,
): Promise<string> {
  const folder = benchFolder(`index-${of}-${passages}-v${version}-layout${layoutVersion}`)
  if (existsSync(folder)) return folder
  const part = `${folder}.${process.pid}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { recursive: true })
  await writeIndex(part, passages / passagesEach, await make())
  rmSync(join(part, 'writer.lock'), { force: true })
  renameSync(part, folder)
  return folder
}

async function writeIndex(folder: string, articles: number, make: ParagraphMaker): Promise<void> {
  const lock = await acquireIndexLock(folder, { command: 'bench' })
  try {
    let last: OpenIndex | undefined
    for (let from = 0; from < articles; from += articlesAtOnce) {
      const contents = contentsOf(from, Math.min(articles, from + articlesAtOnce), make)
      if (!last) {
        last = await commitGeneration(folder, contents, { lock })
        continue
      }
      const fresh = new Set(contents.articles.map(({ id }) => id))
      const change = { articles: [...last.articles, ...contents.articles], fresh }
      last = await commitChange(last, { ...change, material: contents }, { lock })
    }
  } finally {
    await lock.release()
  }
}

/** A copy that can be changed: its files are the same ones by another name, and never written to. */
export function linkedCopy(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkedCopy(source, target)
    else linkSync(source, target)
  }
}
