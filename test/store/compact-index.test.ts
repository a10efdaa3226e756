import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { compactIndex } from '../../src/store/compact-index.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { createIngestFolder, type IngestFolder } from '../support/ingest-folder.ts'

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
})
afterEach(() => folder.removeAll())
vi.setConfig({ testTimeout: 30_000 })

async function compact(): Promise<boolean> {
  const lock = await acquireIndexLock(folder.index)
  try {
    return await compactIndex(folder.index, lock)
  } finally {
    await lock.release()
  }
}

/** Files of the generations and their segments in which a word stands. */
async function filesWith(word: string): Promise<string[]> {
  const found: string[] = []
  for (const part of ['generations', 'segments']) {
    for (const name of await readdir(join(folder.index, part), { recursive: true })) {
      const bytes = await readFile(join(folder.index, part, name)).catch(() => undefined)
      if (bytes?.includes(word)) found.push(name)
    }
  }
  return found
}

test('what was removed is in no file of the index any more, and the rest is as it was', async () => {
  await folder.put('mill.txt', 'The mill of Orrin has a zebrawood wheel and a low dam.\n')
  await folder.put('tower.txt', 'The tower of Orrin has a bell that is rung at noon.\n')
  await folder.put('bridge.txt', 'The bridge of Orrin has four arches of grey stone.\n')
  await folder.put('ferry.txt', 'The ferry of Orrin crosses the river every half hour.\n')
  await folder.build()
  await folder.put('mill.txt', 'The mill of Orrin has a wheel of steel and a low dam.\n')
  await folder.build()
  expect(await filesWith('zebrawood')).not.toEqual([])
  const before = await openIndex(folder.index)
  expect(await compact()).toBe(true)
  expect(await filesWith('zebrawood')).toEqual([])
  const after = await openIndex(folder.index)
  expect(after.notice).toBeUndefined()
  expect(after.hash).toBe(before.hash)
  expect(after.passages).toEqual(before.passages)
  expect(after.generation).toBe(before.generation + 2)
})

test('an index without anything dead is left alone', async () => {
  await folder.put('tower.txt', 'The tower of Orrin has a bell that is rung at noon.\n')
  await folder.build()
  const before = await openIndex(folder.index)
  expect(await compact()).toBe(false)
  expect((await openIndex(folder.index)).generation).toBe(before.generation)
})
