import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ensureModel } from '../../src/embed/fetch-model.ts'
import type { FetchProgress } from '../../src/embed/model-source.ts'
import {
  hub,
  mavenCommand,
  modelsDirectory,
  place,
  stored,
  weights,
  whole,
} from './model-folder.ts'
import { pathOf, serveSmallModel, smallFiles, smallModel } from './small-model.ts'

describe('fetching a model from the hub', () => {
  test('brings each file once, and asks nobody when all are there', async () => {
    const { host, asked } = await hub(serveSmallModel)
    const options = { modelsDirectory, hubHost: `${host}/`, mavenCommand }
    const { directory } = await ensureModel(smallModel, options)
    expect(directory).toBe(join(modelsDirectory, 'Example', 'small-model'))
    expect(await stored()).toEqual(whole)
    expect(asked).toEqual([
      `/Example/small-model/resolve/main/${weights}`,
      '/Example/small-model/resolve/main/tokenizer.json',
    ])
    await ensureModel(smallModel, { modelsDirectory, offline: true })
    expect(asked).toHaveLength(2)
  })

  test('says how far each file has come, in bytes', async () => {
    const { host } = await hub(serveSmallModel)
    const seen: FetchProgress[] = []
    const onProgress = (progress: FetchProgress) => seen.push(progress)
    await ensureModel(smallModel, { modelsDirectory, hubHost: host, mavenCommand, onProgress })
    for (const { path, bytes } of smallModel.files) {
      const done = seen.filter(({ file }) => file === path)
      expect(done.at(-1)).toEqual({
        source: 'hub',
        file: path,
        doneBytes: bytes,
        totalBytes: bytes,
      })
      expect(done.map((each) => each.doneBytes)).toEqual(
        done.map((each) => each.doneBytes).sort((a, b) => a - b),
      )
    }
  })

  test('goes on where the hub broke off, within one call', async () => {
    const half = 150_000
    const { host, asked } = await hub((request, response) => {
      const bytes = smallFiles.get(pathOf(request))
      if (request.headers.range || bytes?.length !== 300_000) {
        serveSmallModel(request, response)
        return
      }
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, half), () => response.destroy())
    })
    await ensureModel(smallModel, { modelsDirectory, hubHost: host, mavenCommand })
    expect(await stored()).toEqual(whole)
    expect(asked.filter((each) => each.includes(weights))).toHaveLength(2)
    expect(asked[1]).toMatch(/ bytes=\d+-$/)
  })

  test('goes on with what a killed process left, and leaves nothing of it', async () => {
    const { host, asked } = await hub(serveSmallModel)
    const bytes = smallFiles.get(weights) ?? Buffer.alloc(0)
    await place(`${weights}.one.part`, bytes.subarray(0, 1000))
    await place(`${weights}.two.part`, bytes.subarray(0, 200_000))
    await ensureModel(smallModel, { modelsDirectory, hubHost: host, mavenCommand })
    expect(await stored()).toEqual(whole)
    expect(asked[0]).toBe(`/Example/small-model/resolve/main/${weights} bytes=200000-`)
  })

  test('starts again when the hub knows no ranges', async () => {
    const { host } = await hub((request, response) => {
      response.writeHead(200).end(smallFiles.get(pathOf(request)))
    })
    await place(`${weights}.one.part`, Buffer.alloc(1000, 'other bytes'))
    await ensureModel(smallModel, { modelsDirectory, hubHost: host, mavenCommand })
    expect(await stored()).toEqual(whole)
  })

  test('throws away what turns out wrong, so that the next start succeeds', async () => {
    const { host } = await hub(serveSmallModel)
    await place(`${weights}.one.part`, Buffer.alloc(1000, 'other bytes'))
    const options = { modelsDirectory, hubHost: host, mavenCommand }
    await expect(ensureModel(smallModel, options)).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringContaining('does not have 300000 bytes with sha256'),
    })
    await ensureModel(smallModel, options)
    expect(await stored()).toEqual(whole)
  })

  test('replaces a file that has other bytes', async () => {
    const { host } = await hub(serveSmallModel)
    await place(weights, Buffer.alloc(300_000, 'other bytes of the same size'))
    await ensureModel(smallModel, { modelsDirectory, hubHost: host, mavenCommand })
    expect(await stored()).toEqual(whole)
  })

  test('stops when asked to, with the reason', async () => {
    const { host } = await hub(() => {})
    const reason = new Error('no longer wanted')
    const options = { modelsDirectory, hubHost: host, hubTimeoutMs: 60_000, mavenCommand }
    await expect(
      ensureModel(smallModel, { ...options, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason)
    const controller = new AbortController()
    const waiting = await hub(() => controller.abort(reason))
    await expect(
      ensureModel(smallModel, { ...options, hubHost: waiting.host, signal: controller.signal }),
    ).rejects.toBe(reason)
  })
})

describe('fetching a model in two processes at once', () => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const script = fileURLToPath(new URL('./fetch-in-child.ts', import.meta.url))

  test('leaves one whole model, fetched once', async () => {
    const { host, asked } = await hub(serveSmallModel)
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', tsx, script, modelsDirectory, host])
    await Promise.all([run(), run(), ensureModel(smallModel, { modelsDirectory, hubHost: host })])
    expect(await stored()).toEqual(whole)
    expect(asked).toHaveLength(2)
  }, 30_000)
})
