import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { measureRoom } from '../../src/server/upload/corpus-room.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

const limits = { corpusBytes: 100, corpusFiles: 3 }

async function measured() {
  const corpus = await temporaryFolder()
  let time = 0
  const room = measureRoom(corpus, limits, () => time)
  const put = (name: string, size: number) => writeFile(join(corpus, name), 'x'.repeat(size))
  const later = (ms: number): void => {
    time += ms
  }
  return { corpus, room, put, later }
}

it('counts what is added without listing the folder again', async () => {
  const { room, put } = await measured()
  await put('a.txt', 40)
  await room.refuseFull(60)
  // Nobody is told of this one until the folder is listed.
  await put('b.txt', 60)
  await room.refuseFull(60)
})

it('lists the folder before it refuses, so that room made is seen at once', async () => {
  const { corpus, room, put } = await measured()
  await put('a.txt', 40)
  await room.refuseFull(50)
  await put('b.txt', 50)
  room.count(50)
  await expect(room.refuseFull(20)).rejects.toMatchObject({ code: 'corpus_full' })
  await rm(join(corpus, 'b.txt'))
  await room.refuseFull(20)
})

it('reckons with files of others after a while', async () => {
  const { room, put, later } = await measured()
  await room.refuseFull(60)
  await put('a.txt', 60)
  await room.refuseFull(60)
  later(10_001)
  await expect(room.refuseFull(60)).rejects.toMatchObject({ code: 'corpus_full' })
})

it('refuses one file more than there may be', async () => {
  const { room, put } = await measured()
  for (const name of ['a.txt', 'b.txt']) await put(name, 1)
  await room.refuseFull(1)
  room.count(1)
  await put('c.txt', 1)
  await expect(room.refuseFull(1)).rejects.toMatchObject({ code: 'corpus_full' })
})
