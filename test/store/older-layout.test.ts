import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { readRevision, revisionOf } from '../../src/store/revisions.ts'
import { makeContents, model } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Two generations, as the program wrote them when each generation held all of its files. */
const older = fileURLToPath(new URL('../fixtures/index-layout-1', import.meta.url))
const texts = {
  'ferry.txt': ['The ferry to the island sails at ten. It costs five coins.'],
  'bridge.txt': ['The old bridge has three arches.'],
}
const former = 'The ferry to the island sails at nine. It costs four coins.'

it('says that an index is of an older layout, and what to do', async () => {
  await expect(openIndex(older, { model })).rejects.toMatchObject({
    code: 'index_corrupt',
    message: expect.stringMatching(/older layout \(layout version 1; .*version [2-9]\)/),
    nextStep: expect.stringContaining('npm run ingest'),
  })
})

it('goes on from an older layout: numbers, and every text that was ever cited', async () => {
  const directory = await temporaryFolder()
  await cp(older, directory, { recursive: true })
  const lock = await acquireIndexLock(directory)
  await commitGeneration(directory, makeContents(texts), { lock })
  await lock.release()
  const index = await openIndex(directory, { model })
  expect([index.generation, index.notice]).toEqual([3, undefined])
  expect(index.articles.map(({ path }) => path)).toEqual(['bridge.txt', 'ferry.txt'])
  expect((await readRevision(directory, revisionOf(former)))?.text).toBe(former)
  expect(await readdir(join(directory, 'generations'))).toEqual(['3'])
})
