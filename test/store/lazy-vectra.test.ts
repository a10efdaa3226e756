import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { openVectraStore } from '../../src/store/vectra-store.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { dimensions, record, unitVector } from './vector-store-contract.ts'

const loaded = (): string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('vectra'))

it('loads vectra only when there are vectors to read or write, and never its root', async () => {
  const store = await openVectraStore(await temporaryFolder(), { dimensions })
  expect(loaded()).toEqual([])
  await store.replaceArticle('a', [record('a1', 'a', unitVector(1))])
  await store.commit()
  expect(loaded().some((path) => path.endsWith('LocalIndex.js'))).toBe(true)
  expect(loaded().filter((path) => /server|grpc|vectra.lib.index\.js/.test(path))).toEqual([])
})
