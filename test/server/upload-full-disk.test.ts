import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openUploads } from '../../src/server/upload/corpus-uploads.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

const disk = join(tmpdir(), `footnote-full-corpus-${process.pid}`)

/** A disk of 256 KiB needs the right to mount one: the tests are skipped where there is none. */
function mountSmallDisk(): boolean {
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const mounted = mountSmallDisk()
afterAll(async () => {
  if (mounted) execFileSync('umount', [disk])
  await rm(disk, { recursive: true })
})

async function* pieces(count: number) {
  for (let at = 0; at < count; at += 1) yield Buffer.from('High tide is at noon. '.repeat(500))
}

test.skipIf(!mounted)('a full disk leaves nothing, and room lets the next one in', async () => {
  const [corpus, staging] = [join(disk, 'corpus'), join(disk, 'staging')]
  await mkdir(corpus)
  const uploads = openUploads({ corpus, staging })
  const large = uploads.add({ name: 'large.txt', pieces: pieces(60) }, 'refuse')
  await expect(large).rejects.toMatchObject({ code: 'corpus_full', message: 'The disk is full.' })
  expect([await readdir(corpus), await readdir(staging)]).toEqual([[], []])
  await uploads.add({ name: 'small.txt', pieces: pieces(2) }, 'refuse')
  expect(await readdir(corpus)).toEqual(['small.txt'])
  await rm(join(corpus, 'small.txt'))
})

test.skipIf(!mounted)('a corpus on another disk is filled whole or not at all', async () => {
  const corpus = join(disk, 'other')
  await mkdir(corpus)
  const uploads = openUploads({ corpus, staging: join(await temporaryFolder(), 'staging') })
  const large = uploads.add({ name: 'large.txt', pieces: pieces(60) }, 'refuse')
  await expect(large).rejects.toMatchObject({ code: 'corpus_full' })
  expect(await readdir(corpus)).toEqual([])
  const added = await uploads.add({ name: 'small.txt', pieces: pieces(2) }, 'refuse')
  expect([added.status, await readdir(corpus)]).toEqual(['added', ['small.txt']])
})
