import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { listRevisions, revisionLeftovers } from '../../src/store/kept-revisions.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { planPrune, prune } from '../../src/store/prune-revisions.ts'
import { prunedPath } from '../../src/store/pruned-revisions.ts'
import { revisionOf, storeRevisions } from '../../src/store/revisions.ts'
import { createIngestFolder, type IngestFolder } from '../support/ingest-folder.ts'

const kills = 8
const texts = 200
const edition = (number: number) => `The mill of Orrin has ${number} wheels and a low dam.\n`
const command = fileURLToPath(new URL('../../src/cli/index-command.ts', import.meta.url))

/** Old texts of an article, as many ingests would leave them. */
async function keepOld(folder: IngestFolder, article: Article, first: number): Promise<void> {
  const old = Array.from({ length: texts }, (_, at) => edition(first + at))
  const articles = old.map((text) => ({ ...article, text, revision: revisionOf(text) }))
  await storeRevisions(folder.index, articles)
}

vi.setConfig({ testTimeout: 300_000 })

test(`pruning killed ${kills} times loses no current text, and tells of each old one that it went`, async () => {
  const folder = await createIngestFolder()
  await folder.put('mill.txt', edition(0))
  const { index } = await folder.build()
  const [article] = index.articles
  if (!article) throw new Error('There is no article.')
  const flags = ['--prune', '--keep-revisions', '0', '--even-cited', '--index', folder.index]
  let inTheMiddle = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const first = 1 + kill * texts
    await keepOld(folder, article, first)
    const before = await size(prunedPath(folder.index))
    const child = spawn(process.execPath, ['--import', 'tsx', command, ...flags], {
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    while ((await size(prunedPath(folder.index))) === before) await setImmediate()
    await setTimeout(Math.random() * 25)
    child.kill('SIGKILL')
    await ended
    const left = await openIndex(folder.index)
    expect(left.notice).toBeUndefined()
    expect((await left.revision(article.revision))?.text).toBe(article.text)
    const kept = await Promise.all(
      Array.from({ length: texts }, async (_, at) => {
        const revision = revisionOf(edition(first + at))
        const stored = await left.revision(revision)
        expect(stored ?? (await left.history.pruned(revision)), `edition ${at}`).toBeDefined()
        return stored !== undefined
      }),
    )
    if (kept.includes(true) && kept.includes(false)) inTheMiddle += 1
  }
  expect(inTheMiddle).toBeGreaterThan(0)
  const lock = await acquireIndexLock(folder.index)
  const rules = { keepRevisions: 0, evenCited: true }
  await prune(folder.index, await planPrune(folder.index, rules), lock)
  await lock.release()
  expect(await listRevisions(folder.index)).toHaveLength(1)
  expect(await revisionLeftovers(folder.index)).toEqual([])
  await folder.removeAll()
})

async function size(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  )
}
