import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { makeContents } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'

const loaded = (): string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('vectra'))

it('loads vectra only when there are vectors to write, and never its root', async () => {
  const directory = await temporaryFolder()
  await expect(openIndex(directory)).rejects.toMatchObject({ code: 'index_missing' })
  expect(loaded()).toEqual([])
  const lock = await acquireIndexLock(directory)
  await commitGeneration(directory, makeContents({ 'a.txt': ['A ferry.'] }), { lock })
  await lock.release()
  expect(loaded().some((path) => path.endsWith('LocalIndex.js'))).toBe(true)
  expect(loaded().filter((path) => /server|grpc|vectra.lib.index\.js/.test(path))).toEqual([])
})
