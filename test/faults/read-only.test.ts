import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand, startServer } from '../program/start-program.ts'
import { putHarbour, towns } from './put-harbour.ts'
import {
  expectTrueQuotes,
  type RunningFootnote,
  removeFolder,
  runFootnote,
} from './running-footnote.ts'

const disk = join(tmpdir(), `footnote-read-only-${process.pid}`)
const elsewhere = join(tmpdir(), `footnote-elsewhere-${process.pid}`)
const written = new Set<string>()
const running: RunningFootnote[] = []

/** Who runs as root may write where it is forbidden: only a disk that is read-only is. */
function mountDisk(): boolean {
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'none', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const mounted = mountDisk()
const makeReadOnly = () => execFileSync('mount', ['-o', 'remount,ro', disk])
const flags = ['--corpus', join(disk, 'corpus'), '--index', join(disk, 'index'), '--threads', '1']

beforeAll(async () => {
  if (!mounted) return
  await mkdir(join(disk, 'corpus'))
  for (const [at, town] of towns.entries()) await put(town, 10 + at)
  expect((await runCommand('ingest', flags)).code).toBe(0)
  await put('Aldmouth', 99)
  makeReadOnly()
})
afterAll(async () => {
  for (const footnote of running) await footnote.close()
  if (mounted) execFileSync('umount', [disk])
  await removeFolder(disk)
  await removeFolder(elsewhere)
})

async function put(town: string, boats: number): Promise<void> {
  await putHarbour(disk, town, boats)
  written.add(await readFile(join(disk, 'corpus', `${town}.txt`), 'utf8'))
}

const why = /The index cannot be written at .*: the file system is read-only \(EROFS\)/
const mend = /choose another folder with --index; the last index is untouched/

describe.skipIf(!mounted)('a read-only folder', () => {
  it('of the index: the server answers from it, and says why it takes nothing in', async () => {
    const server = await startServer(flags)
    const response = await fetch(`${server.url}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        question: 'How many fishing boats has the harbour of Carrick room for?',
      }),
    })
    const body = (await response.json()) as Record<string, unknown>
    const { citations } = expectTrueQuotes({ status: response.status, body }, written)
    const again = await fetch(`${server.url}/v1/citations/${citations[0]?.id}`)
    expect(again.status).toBe(200)
    const status = async () => (await fetch(`${server.url}/v1/index`)).text()
    await expect.poll(status, { timeout: 20_000 }).toContain('goes on answering')
    const ended = await server.stop()
    expect(ended.code).toBe(0)
    expect(ended.stderr).toMatch(why)
    expect(ended.stderr).toMatch(/The index built .* goes on answering\./)
  })

  it('of the index: an ingest ends with the reason and the next step', async () => {
    const { code, stderr } = await runCommand('ingest', flags)
    expect(code).toBe(1)
    expect(stderr).toMatch(why)
    expect(stderr).toMatch(mend)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('of the index: the doctor examines it, and says that it cannot repair', async () => {
    const found = await runCommand('doctor', flags)
    expect(found.stdout).toMatch(/is sound: generation 1/)
    const { code, stderr } = await runCommand('doctor', [...flags, '--repair'])
    expect(code).toBe(1)
    expect(stderr).toMatch(why)
  })

  it('of the articles: they are read as ever', async () => {
    await rm(elsewhere, { recursive: true, force: true })
    const footnote = runFootnote(disk, { index: elsewhere, offline: true })
    running.push(footnote)
    expect((await footnote.ingest()).summary).toMatchObject({ added: towns.length, problems: [] })
    const reply = await footnote.ask('How many fishing boats has the harbour of Aldmouth room for?')
    expect(expectTrueQuotes(reply, written).citations[0]?.quote).toContain('99 fishing boats')
  })
})
