import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCitedLog } from '../../src/store/cited-revisions.ts'
import { badVectors } from '../../src/store/doctor/examine-generations.ts'
import { examineIndex } from '../../src/store/doctor/examine-index.ts'
import { isSound } from '../../src/store/doctor/finding.ts'
import { repairIndex } from '../../src/store/doctor/repair-index.ts'
import { commitChange } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { recordPruned } from '../../src/store/pruned-revisions.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from '../support/ingest-folder.ts'
import { filesOfGeneration, segmentsOnDisk } from './index-files.ts'

const first = 'The mill of Orrin has four wheels. Its miller is called Tamsin Vale.\n'
const second = 'The mill of Orrin has five wheels. Its miller is called Tamsin Vale.\n'
const tower = 'The tower of Orrin has a bell. It is rung at noon and at dusk.\n'

let folder: IngestFolder
let template = ''
/** Two generations: the mill was edited between them, and its old text is cited. */
beforeAll(async () => {
  folder = await createIngestFolder()
  await folder.put('mill.txt', first)
  await folder.put('tower.txt', tower)
  await folder.build()
  const log = openCitedLog(folder.index)
  log.record([{ revision: revisionOf(first), start: 0, end: 34 }])
  await log.close()
  await folder.put('mill.txt', second)
  await folder.build()
  template = `${folder.index}-template`
  await cp(folder.index, template, { recursive: true })
})
beforeEach(async () => {
  await rm(folder.index, { recursive: true, force: true })
  await cp(template, folder.index, { recursive: true })
})
afterAll(() => folder.removeAll())

const inIndex = (...parts: string[]) => join(folder.index, ...parts)
const textPath = (text: string, kind = 'txt') =>
  inIndex('revisions', `${revisionOf(text).slice(7)}.${kind}`)

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder.index, join(entry.parentPath, entry.name)))
    .sort()
}

async function codes(): Promise<string[]> {
  const { findings } = await examineIndex(folder.index)
  return findings.map(({ code, path }) => `${code} ${relative(folder.index, path)}`)
}

/** What the command does: mends, reads the articles again where needed, and looks again. */
async function repair(): Promise<readonly string[]> {
  const lock = await acquireIndexLock(folder.index)
  const { done, needsIngest } = await repairIndex(folder.index, lock)
  await lock.release()
  if (needsIngest) await folder.build()
  const { findings } = await examineIndex(folder.index)
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
  await expectAnswers()
  return done
}

async function expectAnswers(): Promise<void> {
  const index = await openIndex(folder.index)
  expect(index.notice).toBeUndefined()
  expect(index.articles.map(({ text }) => text).sort()).toEqual([second, tower].sort())
  await expectWhole({ index })
  for (const text of [first, second, tower]) {
    expect((await index.revision(revisionOf(text)))?.text).toBe(text)
  }
}

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path)
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 4
  await writeFile(path, bytes)
}

/** Old texts stand in the segments until these are written anew, and one generation is kept. */
async function forgetOldTexts(): Promise<void> {
  const lock = await acquireIndexLock(folder.index)
  for (let turn = 0; turn < 2; turn++) {
    const index = await openIndex(folder.index)
    const nothing = { fresh: new Set<string>(), material: { passages: [], vectors: [] } }
    await commitChange(index, { articles: index.articles, ...nothing }, { lock, compact: true })
  }
  await lock.release()
}

describe('the doctor', { timeout: 60_000 }, () => {
  it('finds a whole index sound, and repairing changes nothing of it', async () => {
    expect(await codes()).toEqual([])
    const before = await filesUnder(folder.index)
    expect(await repair()).toEqual([])
    expect(await filesUnder(folder.index)).toEqual(before)
  })

  it('names every file of a generation that is damaged or missing, and mends it', async () => {
    const damages = [flip, rm, (path: string) => writeFile(path, '')]
    const current = await filesOfGeneration(folder.index, 2)
    for (const [turn, generation] of [2, 1].entries()) {
      for (const [at, file] of (await filesOfGeneration(folder.index, generation)).entries()) {
        await rm(folder.index, { recursive: true })
        await cp(template, folder.index, { recursive: true })
        await damages[(at + turn) % damages.length]?.(file)
        const { findings } = await examineIndex(folder.index)
        const [found] = findings
        const isManifest = file.endsWith('manifest.json')
        expect(found?.path).toBe(isManifest ? join(file, '..') : file)
        expect(found?.severity).toBe(current.includes(file) ? 'error' : 'warning')
        expect(found?.nextStep).toContain('--repair')
        expect(isSound(findings)).toBe(false)
        await repair()
      }
    }
  })

  it('builds everything anew when no generation is whole, with the old texts saved', async () => {
    for (const segment of await segmentsOnDisk(folder.index)) {
      await flip(inIndex('segments', segment, 'passages.jsonl'))
    }
    await rm(textPath(first))
    await rm(textPath(second))
    await repair()
  })

  it('mends the pointer', async () => {
    for (const content of ['', '9\n', '1\n']) {
      await writeFile(inIndex('current'), content)
      if (content !== '1\n') expect(await codes()).toEqual(['pointer current'])
      await repair()
    }
  })

  it('writes torn and lost texts and facts anew from the generations, old ones too', async () => {
    for (const text of [first, second, tower]) {
      await writeFile(textPath(text), text.slice(0, 9))
      expect(await codes()).toEqual([`text_damaged ${relative(folder.index, textPath(text))}`])
      expect(await repair()).toHaveLength(1)
      await writeFile(textPath(text, 'json'), '{')
      expect(await codes()).toEqual([
        `facts_damaged ${relative(folder.index, textPath(text, 'json'))}`,
      ])
      expect(await repair()).toHaveLength(1)
      await rm(textPath(text))
      const code = text === first ? 'cited_lost' : 'text_missing'
      expect(await codes()).toContain(`${code} ${relative(folder.index, textPath(text))}`)
      await repair()
    }
  })

  it('never removes a damaged text that has no second copy, and goes on naming it', async () => {
    await forgetOldTexts()
    await flip(textPath(first))
    const damaged = await readFile(textPath(first))
    const lock = await acquireIndexLock(folder.index)
    await repairIndex(folder.index, lock)
    await lock.release()
    expect(await codes()).toEqual([`text_damaged ${relative(folder.index, textPath(first))}`])
    expect(await readFile(textPath(first))).toEqual(damaged)
  })

  it('says when a cited text is gone, but not when it was pruned', async () => {
    await rm(inIndex('generations', '1'), { recursive: true })
    for (const kind of ['txt', 'json']) await rm(textPath(first, kind))
    expect(await codes()).toEqual([`cited_lost ${relative(folder.index, textPath(first))}`])
    const prunedAt = new Date().toISOString()
    await recordPruned(folder.index, [
      { revision: revisionOf(first), sourceId: 'src_0123456789ab', prunedAt },
    ])
    expect(await codes()).toEqual([])
  })

  it('removes what killed processes left, which alone is no unsoundness', async () => {
    await mkdir(inIndex('generations', '.building-3-0123abcd'))
    await writeFile(inIndex('generations', '2', 'stray.bin'), 'x')
    await writeFile(inIndex('revisions', `${'0'.repeat(64)}.json`), '{}')
    await writeFile(inIndex('revisions', `${'1'.repeat(64)}.txt.0123456789ab.tmp`), 'x')
    const { findings } = await examineIndex(folder.index)
    expect(findings.map(({ code }) => code)).toEqual(['stray', 'stray', 'stray', 'stray'])
    expect(isSound(findings)).toBe(true)
    expect(await repair()).toHaveLength(4)
    expect(await codes()).toEqual([])
  })

  it('tells the lock of a dead process from that of a living one', async () => {
    const lock = await acquireIndexLock(folder.index, { command: 'test' })
    expect(await codes()).toEqual(['lock_held lock'])
    const owner = JSON.parse(await readFile(inIndex('lock'), 'utf8'))
    await lock.release()
    await writeFile(inIndex('lock'), JSON.stringify({ ...owner, pid: 2 ** 22 + 1 }))
    expect(await codes()).toEqual(['lock_left lock'])
    await repair()
    expect(await codes()).toEqual([])
  })

  it('takes texts into the history that it does not know, without dates', async () => {
    await rm(inIndex('history.txt'))
    expect(await codes()).toEqual(['undated history.txt'])
    await repair()
    await folder.build()
    expect(await codes()).toEqual([])
    await expectAnswers()
  })

  it('passes torn lines of its small files over', async () => {
    for (const name of ['cited.txt', 'history.txt', 'pruned.txt']) {
      await appendFile(inIndex(name), '2026-01-01T00:00:00.000Z indexed src_00')
    }
    expect(await codes()).toEqual([])
    await folder.put('tower.txt', `${tower}More.\n`)
    await folder.build()
    expect(await codes()).toEqual([])
    await folder.put('tower.txt', tower)
  })

  it('names vectors of other dimensions and those that are not of length one', async () => {
    const index = await openIndex(folder.index)
    expect(await badVectors(index)).toEqual([])
    const [one, two] = index.passages
    const get = async (id: string) => {
      const record = await index.vectors.get(id)
      if (!record || (id !== one?.id && id !== two?.id)) return record
      const { vector } = record
      return { ...record, vector: id === one?.id ? vector.slice(1) : vector.map((x) => x * 2) }
    }
    const damaged = { ...index, vectors: { ...index.vectors, get } }
    expect(await badVectors(damaged)).toEqual([one?.id, two?.id])
  })

  it('says of a folder without an index what to do', async () => {
    await rm(folder.index, { recursive: true })
    await mkdir(folder.index)
    const { findings } = await examineIndex(folder.index)
    expect(findings).toMatchObject([{ code: 'index_missing', severity: 'error' }])
    expect(findings[0]?.nextStep).toContain('npm run ingest')
  })
})
