import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readCited } from '../../src/store/cited-revisions.ts'
import { runCommand } from './start-program.ts'

let folder = ''
const flags = () => ['--corpus', join(folder, 'corpus'), '--index', join(folder, 'index')]
const put = (text: string) => writeFile(join(folder, 'corpus', 'mill.txt'), text)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-index-command-'))
  await mkdir(join(folder, 'corpus'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

vi.setConfig({ testTimeout: 300_000 })

test('an answer in the terminal is a citation, and pruning keeps its text until it is told not to', async () => {
  await put('The mill of Orrin has four wheels. Its miller is called Tamsin Vale.\n')
  const asked = await runCommand('ask', ['How many wheels has the mill of Orrin?', ...flags()])
  expect(asked.code).toBe(0)
  const [cited] = await readCited(join(folder, 'index'))
  expect(cited).toBeDefined()
  for (const word of ['five', 'six', 'seven']) {
    await put(`The mill of Orrin has ${word} wheels. Its miller is called Tamsin Vale.\n`)
    expect((await runCommand('ingest', flags())).code).toBe(0)
  }
  const index = ['--index', join(folder, 'index')]
  const held = await runCommand('index-command', index)
  expect(held.stdout).toMatch(/Texts kept: 1 current and 3 old/)
  expect(held.stdout).toMatch(/1 of them old/)
  const plan = await runCommand('index-command', [
    ...index,
    '--prune',
    '--keep-revisions',
    '0',
    '--plan',
  ])
  expect(plan.stdout).toMatch(/Would remove: 1 old texts/)
  const pruned = await runCommand('index-command', [
    ...index,
    '--prune',
    '--keep-revisions',
    '0',
    '--json',
  ])
  const done = JSON.parse(pruned.stdout)
  expect(done).toMatchObject({ removed: true, kept: { current: 2, cited: 1 } })
  expect(done.remove).toHaveLength(1)
  expect(done.remove[0].revision).not.toBe(cited?.revision)
  const all = await runCommand('index-command', [
    ...index,
    '--prune',
    '--keep-revisions=0',
    '--even-cited',
  ])
  expect(all.stdout).toMatch(/Removed: 1 old texts/)
})

test('says what is wrong with its flags, and without an index what to do', async () => {
  const wrong = await runCommand('index-command', ['--prune', '--keep-days', 'ever', ...flags()])
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--keep-days is "ever"')])
  const alone = await runCommand('index-command', ['--even-cited', ...flags()])
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('goes with --prune')])
  const none = await runCommand('index-command', ['--index', join(folder, 'none'), '--prune'])
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('npm run ingest')])
})
