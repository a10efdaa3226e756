import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureModel } from '../../src/embed/fetch-model.ts'
import { findModel } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory } from '../../src/embed/models-directory.ts'
import { createTransformersEmbedder } from '../../src/embed/transformers-embedder.ts'
import { openVectorCache } from '../../src/embed/vector-cache.ts'
import { ingestInto } from '../support/ingest-into.ts'
import { towns } from './put-harbour.ts'
import {
  embeddingWorkers,
  expectTrueQuotes,
  type RunningFootnote,
  removeFolder,
  runFootnote,
  temporaryHarbour,
} from './running-footnote.ts'

let folder = ''
let footnote: RunningFootnote
let onEmbedding: (done: number) => void = () => undefined
const written = new Set<string>()

beforeAll(async () => {
  folder = await temporaryHarbour()
  for (const [at, town] of towns.entries()) {
    await put(town, `The harbour of ${town} has room for ${10 + at} fishing boats.`)
  }
  const observer = {
    onIngest: (step: string, done: number) => {
      if (step === 'Embedding') onEmbedding(done)
    },
  }
  footnote = runFootnote(folder, { offline: true }, observer)
  await footnote.ingest()
})
afterAll(async () => {
  await footnote.close()
  await removeFolder(folder)
})

async function put(name: string, text: string): Promise<void> {
  written.add(`${name}\n\n${text}\n`)
  await writeFile(join(folder, 'corpus', `${name}.txt`), `${name}\n\n${text}\n`)
}

/** An article that takes a moment to embed; no two have a sentence in common. */
function putLong(name: string, word: string): Promise<void> {
  const sentences = Array.from({ length: 40 }, (_, at) => {
    return `Pier ${at} of ${name} was ${word} by the crew of the cutter ${name} ${at} in spring.`
  })
  return put(name, sentences.join(' '))
}

async function killAll(signal: NodeJS.Signals): Promise<void> {
  for (const pid of await embeddingWorkers()) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended by itself.
    }
  }
}

/** Sends every worker a signal for as long as the work goes on. */
async function killing<Result>(
  work: Promise<Result>,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<Result> {
  let isOver = false
  const killer = (async () => {
    while (!isOver) {
      await killAll(signal)
      await wait(20)
    }
  })()
  return work.finally(() => {
    isOver = true
    return killer
  })
}

async function expectAnswers(town = 'Carrick'): Promise<void> {
  const question = `How many fishing boats has the harbour of ${town} room for?`
  const answer = expectTrueQuotes(await footnote.ask(question), written)
  expect(answer.citations[0]?.quote).toContain(`The harbour of ${town} has room for`)
}

describe('an embedding worker that is killed', () => {
  it('in the middle of an ingest is replaced, and questions beside it are answered', async () => {
    await putLong('Gannet', 'mended')
    let kills = 0
    onEmbedding = (done) => {
      if (done === 5 || done === 20) void killAll('SIGKILL').then(() => kills++)
    }
    const ingest = footnote.ingest()
    await expectAnswers('Berrow')
    const { summary } = await ingest
    expect(kills).toBe(2)
    expect(summary).toMatchObject({ articles: towns.length + 1, added: 1, problems: [] })
    await expectAnswers()
  })

  it.each(['from the beginning', 'from the middle on'])(
    'every time, %s, ends the ingest with what to do; no article is lost',
    async (when) => {
      const before = footnote.currentIndex()
      await putLong('Gannet', `painted, ${when},`)
      const ingest = footnote.ingest()
      if (when === 'from the middle on') {
        await Promise.race([
          new Promise<void>((resolve) => {
            onEmbedding = (done) => done > 5 && resolve()
          }),
          ingest,
        ])
      }
      const error = await killing(ingest).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({
        code: 'embedding_failed',
        message: expect.stringMatching(/could not read ".*: a worker ended with SIGKILL\./),
        nextStep: expect.stringContaining('--threads 1'),
      })
      expect(footnote.currentIndex()).toBe(before)
      await expectAnswers()
      const { summary } = await footnote.ingest()
      expect(summary).toMatchObject({ articles: towns.length + 1, changed: 1, problems: [] })
    },
  )

  it('while a question waits for it costs that question at most: the next is answered', async () => {
    const question = 'How many fishing boats has the harbour of Elver room for?'
    await killAll('SIGKILL')
    const refused = await killing(footnote.ask(question))
    expect(refused).toMatchObject({ status: 503, body: { code: 'embedding_failed' } })
    await expectAnswers('Elver')
  })
})

describe('an embedding worker that hangs', () => {
  it('is replaced when its time is up; when all of them do, the ingest says so', async () => {
    const model = findModel(footnote.currentIndex()?.model.name ?? '')
    const files = await ensureModel(model, { modelsDirectory: defaultModelsDirectory() })
    await footnote.embedder().then((embedder) => embedder.close())
    const embedder = await createTransformersEmbedder({
      ...{ model, files, threads: 1 },
      taskTimeoutMs: 4000,
    })
    const { name, revision, dimensions } = model
    const cached = { model: name, revision, dimensions, maxBytes: 1_000_000 }
    const given = {
      index: join(folder, 'index'),
      model: { name, revision, dimensions },
      embedder: async () => embedder,
      vectorCache: () => openVectorCache(join(folder, 'vectors.cache'), cached),
    }
    try {
      await putLong('Gannet', 'swept')
      let stopped = 0
      const once = ingestInto(folder, {
        ...given,
        onProgress: (step, done) => {
          if (step === 'Embedding' && done === 5) void killAll('SIGSTOP').then(() => stopped++)
        },
      })
      expect((await once).summary).toMatchObject({ changed: 1, problems: [] })
      expect(stopped).toBe(1)

      await putLong('Gannet', 'tarred')
      const error = await killing(ingestInto(folder, given), 'SIGSTOP').catch((thrown) => thrown)
      expect(error).toMatchObject({
        code: 'embedding_failed',
        message: expect.stringContaining('a worker took longer than 4 s'),
        nextStep: expect.stringContaining('Try again'),
      })
      const { index, summary } = await ingestInto(folder, given)
      expect(summary).toMatchObject({ changed: 1, problems: [] })
      expect(index.articles.length).toBe(towns.length + 1)
    } finally {
      await embedder.close()
    }
    expect(await embeddingWorkers()).toEqual([])
  })
})
