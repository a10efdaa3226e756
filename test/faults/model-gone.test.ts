import { cp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isWholeModel } from '../../src/embed/check-model-files.ts'
import { findModel, weightsPath } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory, modelDirectory } from '../../src/embed/models-directory.ts'
import { describeError } from '../../src/errors.ts'
import { readSettings } from '../../src/settings.ts'
import { putHarbour, towns } from './put-harbour.ts'
import {
  embeddingWorkers,
  expectTrueQuotes,
  type RunningFootnote,
  removeFolder,
  runFootnote,
  temporaryHarbour,
} from './running-footnote.ts'

const model = findModel(readSettings([], {}).settings.model)
const whole = modelDirectory(defaultModelsDirectory(), model)
let folder = ''
let models = ''
let weights = ''
let hub: Server
const written = new Set<string>()
const running: RunningFootnote[] = []

beforeAll(async () => {
  folder = await temporaryHarbour()
  models = join(folder, 'models')
  weights = join(modelDirectory(models, model), weightsPath)
  for (const [at, town] of towns.entries()) {
    await putHarbour(folder, town, 10 + at)
    written.add(await readFile(join(folder, 'corpus', `${town}.txt`), 'utf8'))
  }
  hub = createServer((incoming, outgoing) => {
    const file = model.files.find(({ path }) => incoming.url?.endsWith(path))
    if (!file) return outgoing.writeHead(404).end()
    void readFile(join(whole, file.path)).then((bytes) => outgoing.end(bytes))
  })
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
})
beforeEach(() => cp(whole, modelDirectory(models, model), { recursive: true }))
afterAll(async () => {
  for (const footnote of running) await footnote.close()
  hub.close()
  await removeFolder(folder)
})

async function start(given: { offline: boolean }): Promise<RunningFootnote> {
  const { port } = hub.address() as AddressInfo
  const footnote = runFootnote(folder, { models, hubHost: `http://127.0.0.1:${port}`, ...given })
  running.push(footnote)
  await footnote.ingest()
  await expectAnswers(footnote)
  return footnote
}

function ask(footnote: RunningFootnote, town: string) {
  return footnote.ask(`How many fishing boats has the harbour of ${town} room for?`)
}

async function expectAnswers(footnote: RunningFootnote, town = 'Berrow'): Promise<void> {
  const { citations } = expectTrueQuotes(await ask(footnote, town), written)
  expect(citations[0]?.quote).toContain(`The harbour of ${town} has room for`)
}

async function killWorkers(): Promise<void> {
  const workers = await embeddingWorkers()
  expect(workers.length).toBeGreaterThan(0)
  for (const pid of workers) process.kill(pid, 'SIGKILL')
}

describe('a model file that is removed under a running server', () => {
  it('is not missed until a worker starts anew; then the log says how to mend it', async () => {
    const footnote = await start({ offline: true })
    await rm(weights)
    await expectAnswers(footnote, 'Carrick')

    await killWorkers()
    const refused = await ask(footnote, 'Elver')
    expect(refused).toMatchObject({
      status: 503,
      body: { code: 'model_unavailable', next_step: expect.stringContaining('log') },
    })
    const line = describeError(footnote.logged.at(-1))
    expect(line).toContain(`${weightsPath} is missing`)
    expect(line).toContain('Allow one of these ways and start again, or put into')
    expect(line).toContain(model.mavenArtifact)

    await cp(join(whole, weightsPath), weights)
    await expectAnswers(footnote, 'Elver')
    await footnote.close()
  })

  it('is fetched again by itself where the network may be used', async () => {
    const footnote = await start({ offline: false })
    await rm(weights)
    await killWorkers()
    await expectAnswers(footnote, 'Carrick')
    expect(await isWholeModel(modelDirectory(models, model), model)).toBe(true)
    await footnote.close()
  })

  it('stops a change of the articles, and loses none of them', async () => {
    const footnote = await start({ offline: true })
    await rm(weights)
    await killWorkers()
    await putHarbour(folder, 'Gormouth', 7)
    await expect(footnote.ingest()).rejects.toMatchObject({ code: 'model_unavailable' })
    expect(footnote.currentIndex()?.articles.length).toBe(towns.length)
    const restarted = runFootnote(folder, { models, offline: true })
    running.push(restarted)
    await expect(restarted.embedder()).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringContaining(`${weightsPath} is missing`),
      nextStep: expect.stringContaining('by hand'),
    })
    await cp(join(whole, weightsPath), weights)
    expect((await footnote.ingest()).summary).toMatchObject({ added: 1, problems: [] })
  })
})
