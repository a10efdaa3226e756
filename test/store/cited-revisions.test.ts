import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rm,
  rmdir,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCitedLog, readCited } from '../../src/store/cited-revisions.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { temporaryFolder } from './temporary-folder.ts'

const first = { revision: revisionOf('The bridge opens at nine.'), start: 0, end: 25 }
const second = { revision: revisionOf('The ferry leaves at six.'), start: 4, end: 24 }
const pathIn = (directory: string) => join(directory, 'cited.txt')
const ranges = async (directory: string) =>
  (await readCited(directory)).map(({ revision, start, end }) => ({ revision, start, end }))

test('what was cited is read again by another process, each range once, the oldest first', async () => {
  const directory = await temporaryFolder()
  expect(await readCited(directory)).toEqual([])
  const log = openCitedLog(directory)
  log.record([first, second])
  log.record([first])
  await log.close()
  const later = openCitedLog(directory)
  later.record([second, { ...second, end: 9 }])
  await later.close()
  expect(await ranges(directory)).toEqual([first, second, { ...second, end: 9 }])
  expect((await readFile(pathIn(directory), 'utf8')).match(/[0-9a-f]{64}/g)).toHaveLength(3)
  const [oldest] = await readCited(directory)
  expect(Math.abs(Date.now() - Date.parse(oldest?.citedAt ?? ''))).toBeLessThan(60_000)
})

test('is written by itself shortly after, without anybody waiting for it', async () => {
  const directory = await temporaryFolder()
  const log = openCitedLog(directory)
  log.record([first])
  await expect.poll(() => ranges(directory), { timeout: 5000 }).toEqual([first])
  await log.close()
})

test('a line cut anywhere by a kill is dropped, and the next one is whole', async () => {
  const directory = await temporaryFolder()
  const log = openCitedLog(directory)
  log.record([first, second])
  await log.close()
  const whole = await readFile(pathIn(directory))
  const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1
  // The line break alone may be lost.
  for (let cut = lastLine; cut < whole.length - 1; cut += 1) {
    await writeFile(pathIn(directory), whole)
    await truncate(pathIn(directory), cut)
    expect(await ranges(directory), `cut at ${cut}`).toEqual([first])
    const next = openCitedLog(directory)
    next.record([second])
    await next.close()
    expect(await ranges(directory), `cut at ${cut}`).toEqual([first, second])
  }
})

test('lines that say nothing are passed over', async () => {
  const directory = await temporaryFolder()
  const digest = first.revision.slice(7)
  const at = '2026-01-02T03:04:05.000Z'
  await writeFile(
    pathIn(directory),
    `${digest} 9 4 ${at}\n${digest} 1\n\0\0\n${digest} 01 5 ${at}\n`,
  )
  await appendFile(pathIn(directory), `${digest} 0 25 ${at}\n`)
  expect(await readCited(directory)).toEqual([{ ...first, citedAt: at }])
})

test('past its bound it still records one range of each revision', async () => {
  const directory = await temporaryFolder()
  const log = openCitedLog(directory, { maxRanges: 2 })
  log.record([first, { ...first, end: 5 }])
  await log.flush()
  log.record([{ ...first, end: 7 }, second])
  await log.flush()
  log.record([{ ...second, end: 9 }])
  await log.close()
  expect(await ranges(directory)).toEqual([first, { ...first, end: 5 }, second])
})

test('where nothing can be written it says so once and records when it can again', async () => {
  const directory = await temporaryFolder()
  await mkdir(pathIn(directory))
  const notices: string[] = []
  const log = openCitedLog(directory, { onNotice: (line) => notices.push(line) })
  log.record([first])
  await log.flush()
  log.record([second])
  await log.flush()
  expect(notices).toHaveLength(1)
  expect(notices[0]).toMatch(/folder has the name of a file.*Answers go on/)
  await rmdir(pathIn(directory))
  await log.close()
  expect(await ranges(directory)).toEqual([first, second])
})

test('a log that is closed while its folder is taken away leaves no file behind', async () => {
  const directory = await temporaryFolder()
  const notices: string[] = []
  const log = openCitedLog(directory, { onNotice: (line) => notices.push(line) })
  log.record([first])
  await log.flush()
  await rm(pathIn(directory))
  log.record([second])
  await log.close()
  expect(await readdir(directory)).toEqual([])
  expect(notices).toEqual([])
})

test('one that is removed while the log goes on is made anew', async () => {
  const directory = await temporaryFolder()
  const log = openCitedLog(directory)
  log.record([first])
  await log.flush()
  await rm(pathIn(directory))
  log.record([second])
  await log.flush()
  expect(await ranges(directory)).toEqual([second])
  await log.close()
})

test.skipIf(process.getuid?.() === 0)('a read-only folder is one notice', async () => {
  const directory = await temporaryFolder()
  await chmod(directory, 0o500)
  const notices: string[] = []
  const log = openCitedLog(directory, { onNotice: (line) => notices.push(line) })
  log.record([first])
  await log.close()
  expect(notices).toEqual([expect.stringContaining('permission denied')])
})
