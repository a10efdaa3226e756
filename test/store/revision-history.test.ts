import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openHistory } from '../../src/store/index-history.ts'
import { readPruned, recordPruned } from '../../src/store/pruned-revisions.ts'
import { type HistoryStep, readHistory, recordHistory } from '../../src/store/revision-history.ts'
import { revisionOf, storeRevisions } from '../../src/store/revisions.ts'
import { contentsOfVersion } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'

vi.setConfig({ testTimeout: 60_000 })

const [a, b] = ['src_00000000000a', 'src_00000000000b']
const day = (generation: number) => `2026-03-0${generation}T00:00:00.000Z`

function step(generation: number, texts: Record<string, string>): HistoryStep {
  const articles = Object.entries(texts).map(([id, text]) => ({ id, revision: revisionOf(text) }))
  return { generation, builtAt: day(generation), articles }
}

async function spans(directory: string) {
  const texts = ['one', 'two', 'three', 'other'].map((text) => [revisionOf(text), text] as const)
  const names = new Map<string, string>(texts)
  return (await readHistory(directory)).map(({ sourceId, revision, indexedAt, replacedAt }) =>
    [sourceId.at(-1), names.get(revision), indexedAt?.slice(8, 10), replacedAt?.slice(8, 10)].join(
      ' ',
    ),
  )
}

test('tells from when to when each revision stood, through change, removal and return', async () => {
  const directory = await temporaryFolder()
  const steps = [
    step(1, { [a]: 'one', [b]: 'other' }),
    step(2, { [a]: 'two', [b]: 'other' }),
    step(3, { [b]: 'other' }),
    step(4, { [a]: 'one', [b]: 'other' }),
  ]
  for (const [at, current] of steps.entries()) {
    await recordHistory(directory, steps[at - 1], current)
  }
  expect(await spans(directory)).toEqual(['a one 01 02', 'b other 01 ', 'a two 02 03', 'a one 04 '])
  const history = openHistory(directory)
  expect((await history.spansOf(a)).map(({ isCurrent }) => isCurrent)).toEqual([false, false, true])
  expect(await history.spansOfRevision(revisionOf('one'))).toHaveLength(2)
  expect(await history.spansOf('src_000000000000')).toEqual([])
  await recordHistory(directory, steps[3], step(5, { [b]: 'other' }))
  expect((await history.spansOf(a)).at(-1)?.replacedAt).toBe(day(5))
})

test('the same commit twice adds nothing, and one change adds two lines', async () => {
  const directory = await temporaryFolder()
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, at) => [`src_${String(at).padStart(12, '0')}`, `text ${at}`]),
  )
  const first = step(1, many)
  await recordHistory(directory, undefined, first)
  const before = await readFile(join(directory, 'history.txt'), 'utf8')
  await recordHistory(directory, first, first)
  expect(await readFile(join(directory, 'history.txt'), 'utf8')).toBe(before)
  await recordHistory(directory, first, step(2, { ...many, src_000000000007: 'new' }))
  const after = await readFile(join(directory, 'history.txt'), 'utf8')
  expect(after.slice(before.length).trim().split('\n')).toHaveLength(2)
})

test('what a kill left out or cut is made up for by the next commit', async () => {
  const first = step(1, { [a]: 'one' })
  const second = step(2, { [a]: 'two' })
  const third = step(3, { [a]: 'three' })
  const template = await temporaryFolder()
  await recordHistory(template, undefined, first)
  const started = (await readFile(join(template, 'history.txt'))).length
  await recordHistory(template, first, second)
  const whole = await readFile(join(template, 'history.txt'))
  const firstLine = whole.indexOf('\n', 1)
  for (let cut = 0; cut <= whole.length; cut += 1) {
    const directory = await temporaryFolder()
    await writeFile(join(directory, 'history.txt'), whole)
    await truncate(join(directory, 'history.txt'), cut)
    await recordHistory(directory, second, third)
    const found = await spans(directory)
    expect(found.slice(-2), `cut at ${cut}`).toEqual(
      // With the first line torn nothing was known: then the date is not made up.
      cut < firstLine ? ['a two  03', 'a three 03 '] : ['a two 02 03', 'a three 03 '],
    )
    if (cut >= started) expect(found).toHaveLength(3)
  }
})

test('an index from before takes its old texts in, without dates that nobody knows', async () => {
  const directory = await temporaryFolder()
  await mkdir(join(directory, 'revisions'))
  const [old] = contentsOfVersion(1).articles
  const { articles } = contentsOfVersion(2)
  const [now] = articles
  if (!old || !now) throw new Error('The contents are empty.')
  await storeRevisions(directory, [old, ...articles])
  const standing: HistoryStep = { generation: 2, builtAt: day(2), articles }
  await recordHistory(directory, standing, standing)
  const history = openHistory(directory)
  const dates = { sourceId: old.id, indexedAt: null, replacedAt: null, recordedAt: day(2) }
  expect(await history.spansOf(old.id)).toEqual([
    { ...dates, revision: old.revision, isCurrent: false },
    { ...dates, revision: now.revision, isCurrent: true },
  ])
  await recordHistory(directory, standing, { ...standing, generation: 3, articles: [] })
  expect((await history.spansOf(old.id)).at(-1)).toMatchObject({
    indexedAt: null,
    replacedAt: day(2),
  })
})

test('a generation that stands in for a damaged newer one makes no false change', async () => {
  const directory = await temporaryFolder()
  const first = step(1, { [a]: 'one' })
  await recordHistory(directory, undefined, first)
  await recordHistory(directory, first, step(2, { [a]: 'two' }))
  await recordHistory(directory, first, step(3, { [a]: 'two' }))
  expect(await spans(directory)).toEqual(['a one 01 02', 'a two 02 '])
})

test('a pruned revision is known by its name and by twelve digits of it', async () => {
  const directory = await temporaryFolder()
  const revision = revisionOf('one')
  const pruned = { revision, sourceId: a, prunedAt: day(4) }
  const history = openHistory(directory)
  expect(await history.pruned(revision)).toBeUndefined()
  await recordPruned(directory, [pruned])
  expect(await history.pruned(revision)).toEqual(pruned)
  expect(await history.pruned(revision.slice(7, 19))).toEqual(pruned)
  expect(await history.pruned(`${revision.slice(7, 19)}${'0'.repeat(52)}`)).toBeUndefined()
  await recordPruned(directory, [{ ...pruned, prunedAt: day(5) }])
  expect(await readPruned(directory)).toEqual([{ ...pruned, prunedAt: day(5) }])
})
