import { describe, expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { contentsOfVersion } from '../store/make-contents.ts'
import { startWriter } from '../store/start-writer.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { tries } from './thoroughness.ts'

const kills = tries(25, 10)
const atOnce = 2

/** The version that the index holds whole; fails when it holds parts of two. */
function versionOf(index: OpenIndex): number {
  const version = Number(/has (\d+) gates/.exec(index.articles[0]?.text ?? '')?.[1])
  const wanted = contentsOfVersion(version)
  expect(index.articles).toEqual(wanted.articles)
  expect(index.passages).toEqual(wanted.passages)
  expect(index.vectors.count()).toBe(wanted.vectors.length)
  return version
}

describe('an index whose writer', () => {
  it(`was killed, ${kills} times at any moment, opens whole and takes the next commit`, async () => {
    let killed = 0
    const lane = async (): Promise<void> => {
      const directory = await temporaryFolder()
      let last = 0
      for (let kill = 0; killed < kills; kill++, killed++) {
        const writer = startWriter(directory)
        await writer.printed('committed')
        const delay = Math.random() * 200
        await new Promise((resolve) => setTimeout(resolve, delay))
        await writer.kill()

        const left = await openIndex(directory)
        versionOf(left)
        expect(left.notice, `killed after ${delay} ms`).toBeUndefined()
        expect(left.generation).toBeGreaterThan(last)
        const lock = await acquireIndexLock(directory)
        const next = await commitGeneration(directory, contentsOfVersion(9000 + kill), { lock })
        await lock.release()
        expect(next.generation).toBeGreaterThan(left.generation)
        expect(versionOf(await openIndex(directory))).toBe(9000 + kill)
        last = next.generation
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
  }, 300_000)

  it('commits without a pause never shows a reader less than a whole generation', async () => {
    const directory = await temporaryFolder()
    const writer = startWriter(directory)
    await writer.printed('committed')
    let last = 0
    const seen = new Set<number>()
    for (let opens = 0; seen.size < 8 && opens < 1000; opens++) {
      const index = await openIndex(directory)
      versionOf(index)
      expect(index.notice).toBeUndefined()
      expect(index.generation).toBeGreaterThanOrEqual(last)
      last = index.generation
      seen.add(last)
    }
    await writer.kill()
    expect(seen.size).toBe(8)
  }, 60_000)
})
