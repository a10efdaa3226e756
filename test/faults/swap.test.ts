import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { putHarbour, towns } from './put-harbour.ts'
import {
  expectTrueQuotes,
  type RunningFootnote,
  removeFolder,
  runFootnote,
  temporaryHarbour,
} from './running-footnote.ts'

const commits = 30
let folder = ''
let reader: RunningFootnote
let writer: RunningFootnote
const written = new Set<string>()

beforeAll(async () => {
  folder = await temporaryHarbour()
  for (const [at, town] of towns.entries()) await put(town, 10 + at)
  writer = runFootnote(folder, { offline: true })
  await writer.ingest()
  reader = runFootnote(folder, { offline: true })
  await reader.open()
  await reader.embedder()
})
afterAll(async () => {
  await reader.close()
  await writer.close()
  await removeFolder(folder)
})

async function put(town: string, boats: number): Promise<void> {
  await putHarbour(folder, town, boats)
  written.add(await readFile(`${folder}/corpus/${town}.txt`, 'utf8'))
}

it(`${commits} commits beside a stream of questions cost no answer and no citation`, async () => {
  const cited = new Map<string, string>()
  const generations = new Set<number>()
  let isOver = false
  let answers = 0
  const asking = async (town: string): Promise<void> => {
    while (!isOver) {
      const question = `How many fishing boats has the harbour of ${town} room for?`
      const answer = expectTrueQuotes(await reader.ask(question), written)
      answers += 1
      generations.add(answer.index.generation)
      for (const { id, quote } of answer.citations) cited.set(id, quote)
    }
  }
  const following = async (): Promise<void> => {
    while (!isOver) {
      await reader.follow()
      await wait(30)
    }
  }
  const writing = async (): Promise<void> => {
    for (let commit = 1; commit <= commits; commit += 1) {
      await put(towns[commit % towns.length] ?? '', 100 + commit)
      await writer.ingest()
    }
  }
  const all = [asking('Berrow'), asking('Carrick'), following()]
  await Promise.all([
    ...all,
    writing().finally(() => {
      isOver = true
    }),
  ])
  expect(reader.notices).toEqual([])
  expect(answers).toBeGreaterThan(commits)
  expect(generations.size).toBeGreaterThan(commits / 3)
  await reader.follow()
  expect(reader.currentIndex()?.generation).toBe(1 + commits)
  for (const [id, quote] of cited) {
    const reply = await reader.get(`/v1/citations/${id}`)
    expect(reply, id).toMatchObject({ status: 200, body: { quote } })
  }
})
