import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runCommand } from './start-program.ts'

let folder = ''
const flags = () => ['--corpus', join(folder, 'corpus'), '--index', join(folder, 'index')]
const miller = 'The mill of Orrin has four wheels. Its miller is called Tamsin Vale.\n'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-doctor-'))
  await mkdir(join(folder, 'corpus'))
  await writeFile(join(folder, 'corpus', 'mill.txt'), miller)
  expect((await runCommand('ingest', flags())).code).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Breaks every generation, so that only the articles can help. */
async function breakAll(): Promise<string> {
  const generations = join(folder, 'index', 'generations')
  let broken = ''
  for (const name of await readdir(generations)) {
    broken = join(generations, name, 'manifest.json')
    await writeFile(broken, (await readFile(broken, 'utf8')).replace('articles', 'artocles'))
  }
  return broken
}

vi.setConfig({ testTimeout: 300_000 })

test('a sound index is said to be sound', async () => {
  const { code, stdout } = await runCommand('doctor', flags())
  expect(stdout).toMatch(/is sound: generation \d+, 1 articles/)
  expect(code).toBe(0)
})

test('a damaged one is named with what to do, and mended from the articles', async () => {
  await breakAll()
  const found = await runCommand('doctor', flags())
  expect(found.code).toBe(1)
  expect(found.stdout).toMatch(
    /Error\. .*generations.*\n {2}The manifest .* is damaged.*\n {2}Run `npm run doctor -- --repair`/,
  )
  const mended = await runCommand('doctor', [...flags(), '--repair'])
  expect(mended.stdout).toMatch(/Mended\. Read again from the articles: 1 of them/)
  expect(mended.stdout).toMatch(/is sound/)
  expect(mended.code).toBe(0)
  const asked = await runCommand('ask', ['Who is the miller of Orrin?', ...flags()])
  expect(asked.stdout).toContain('Tamsin Vale')
})

test('the model and the articles are looked for as well, and all of it as an object', async () => {
  const corpus = join(folder, 'nowhere')
  const away = [
    '--index',
    join(folder, 'index'),
    '--corpus',
    corpus,
    '--models',
    join(folder, 'none'),
  ]
  const { code, stdout } = await runCommand('doctor', [...away, '--json'])
  expect(code).toBe(1)
  const { sound, findings } = JSON.parse(stdout)
  expect(sound).toBe(false)
  expect(findings.map((finding: { code: string }) => finding.code).sort()).toEqual([
    ...['corpus_missing', 'model_missing', 'model_missing'],
  ])
})

test('an index that cannot be mended without its articles is said not to be', async () => {
  await breakAll()
  const away = ['--index', join(folder, 'index'), '--corpus', join(folder, 'nowhere')]
  const { code, stdout } = await runCommand('doctor', [...away, '--repair'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/could not be read again: .*nowhere/)
  expect(stdout).toMatch(/is not sound/)
  const { code: later } = await runCommand('doctor', [...flags(), '--repair'])
  expect(later).toBe(0)
})
