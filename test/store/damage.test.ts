import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { manifestFile, readManifest } from '../../src/store/manifest.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { stableJson } from '../../src/store/stable-json.ts'
import { filesOfGeneration, newestFile, segmentsOnDisk } from './index-files.ts'
import { contentsOfVersion } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function twoGenerations(): Promise<string> {
  const directory = await temporaryFolder()
  const lock = await acquireIndexLock(directory)
  for (const version of [1, 2]) {
    await commitGeneration(directory, contentsOfVersion(version), { lock })
  }
  await lock.release()
  return directory
}

const damages: Record<string, (path: string) => Promise<void>> = {
  'cut in half': async (path) => {
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, bytes.length >> 1))
  },
  emptied: (path) => writeFile(path, ''),
  deleted: (path) => rm(path),
}
for (const place of [0, 0.3, 0.6, 0.999]) {
  damages[`changed by one bit at ${place * 100} %`] = async (path) => {
    const bytes = await readFile(path)
    const at = Math.floor(bytes.length * place)
    bytes[at] = (bytes[at] ?? 0) ^ 4
    await writeFile(path, bytes)
  }
}

describe.each(Object.entries(damages))('an index with a file %s', (_, damage) => {
  it('answers from the generation before, and says so, whichever file it is', async () => {
    const directory = await twoGenerations()
    const files = await filesOfGeneration(directory, 2)
    expect(files.length).toBeGreaterThanOrEqual(6)
    for (const file of files) {
      const whole = await readFile(file)
      await damage(file)
      const index = await openIndex(directory)
      expect(index.generation, file).toBe(1)
      expect(index.notice, file).toMatch(/Generation 2 is damaged: .*Generation 1,/)
      expect(index.notice, file).toContain(file)
      expect(index.articles, file).toEqual(contentsOfVersion(1).articles)
      await writeFile(file, whole)
    }
    expect((await openIndex(directory)).generation).toBe(2)
  })

  it('opens without its pointer', async () => {
    const directory = await twoGenerations()
    await damage(join(directory, 'current'))
    const index = await openIndex(directory)
    const pointer = await readFile(join(directory, 'current'), 'utf8').catch(() => '')
    expect(index.notice === undefined).toBe(index.generation === Number(pointer.trim()))
    expect([1, 2]).toContain(index.generation)
  })
})

describe('a damaged index', () => {
  const breakAll = async (directory: string) => {
    for (const segment of await segmentsOnDisk(directory)) {
      await writeFile(join(directory, 'segments', segment, 'articles.jsonl'), '{')
    }
  }

  it('with nothing left to fall back to says what to do', async () => {
    const directory = await twoGenerations()
    await breakAll(directory)
    await expect(openIndex(directory)).rejects.toMatchObject({
      code: 'index_corrupt',
      message: expect.stringContaining('articles.jsonl'),
      nextStep: expect.stringContaining('npm run ingest'),
    })
  })

  it('is whole again after the next commit', async () => {
    const directory = await twoGenerations()
    await breakAll(directory)
    const lock = await acquireIndexLock(directory)
    await commitGeneration(directory, contentsOfVersion(3), { lock })
    await lock.release()
    const index = await openIndex(directory)
    expect([index.generation, index.notice]).toEqual([3, undefined])
  })

  it('keeps the good generation, not the damaged one, through the next commit', async () => {
    const directory = await twoGenerations()
    await writeFile(await newestFile(directory, 'passages.jsonl'), '')
    const lock = await acquireIndexLock(directory)
    await commitGeneration(directory, contentsOfVersion(3), { lock })
    await lock.release()
    expect((await readdir(join(directory, 'generations'))).sort()).toEqual(['1', '3'])
  })

  it('of another layout version is not passed over for an older one', async () => {
    const directory = await twoGenerations()
    const folder = join(directory, 'generations', '2')
    const manifest = { ...(await readManifest(folder)), layout: 99 as never }
    const { name, bytes } = manifestFile(manifest)
    await writeFile(join(folder, name), bytes)
    expect(bytes).toContain(stableJson({ layout: 99 }).slice(1, -1))
    await expect(openIndex(directory)).rejects.toMatchObject({
      code: 'index_corrupt',
      message: expect.stringContaining('layout version 99'),
      nextStep: expect.stringContaining('npm run ingest'),
    })
  })
})
