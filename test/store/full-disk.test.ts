import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { contentsOfVersion } from './make-contents.ts'

const disk = join(tmpdir(), `footnote-small-disk-${process.pid}`)

/** A disk of 256 KiB needs the right to mount one: the test is skipped where there is none. */
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

describe.skipIf(!mounted)('a full disk', () => {
  it('stops a commit with the cause, leaves the index as it was, and room lets it go on', async () => {
    const directory = join(disk, 'index')
    const lock = await acquireIndexLock(directory)
    await commitGeneration(directory, contentsOfVersion(1), { lock })
    const filler = join(disk, 'filler')
    let refused = 0
    for (let free = 1; free <= 40; free += 3) {
      await writeFile(filler, Buffer.alloc(1 << 20)).catch(() => undefined)
      await writeFile(filler, Buffer.alloc((await stat(filler)).size - free * 4096))
      const commit = commitGeneration(directory, contentsOfVersion(100 + free), { lock })
      const result = await commit.catch((error: unknown) => error)
      if (!(result instanceof Error)) break
      refused += 1
      expect(result).toMatchObject({
        code: 'index_unwritable',
        message: expect.stringMatching(/ENOSPC/),
        nextStep: expect.stringContaining('Free space'),
      })
      const index = await openIndex(directory)
      expect([index.generation, index.notice]).toEqual([1, undefined])
    }
    expect(refused).toBeGreaterThan(2)
    await rm(filler)
    const next = await commitGeneration(directory, contentsOfVersion(2), { lock })
    expect((await openIndex(directory)).generation).toBe(next.generation)
    await lock.release()
  })
})
