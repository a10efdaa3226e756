import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { type HubAnswer, smallFiles, startHub } from './small-model.ts'

export const weights = 'onnx/model_quantized.onnx'
/** A Maven that is not there. */
export const mavenCommand = '/nonexistent/mvn'
/** Made anew for each test of the file that imports them. */
export let folder: string
export let modelsDirectory: string
let stops: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-models-'))
  modelsDirectory = join(folder, 'models')
})
afterEach(async () => {
  for (const stop of stops) await stop()
  stops = []
  await rm(folder, { recursive: true })
})

/** A hub that stops with the test. */
export async function hub(answer: HubAnswer) {
  const started = await startHub(answer)
  stops.push(started.stop)
  return started
}

/** Every file below the model's folder, with its sha256. */
export async function stored(): Promise<Map<string, string>> {
  const directory = join(modelsDirectory, 'Example', 'small-model')
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    return [path.slice(directory.length + 1), sha256(await readFile(path))] as const
  })
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What `stored` gives for a model that is whole. */
export const whole = new Map(
  [...smallFiles, ['config.json', Buffer.from('{}\n')] as const]
    .map(([path, bytes]) => [path, sha256(bytes)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Puts a file into the model's folder. */
export async function place(path: string, bytes: Buffer): Promise<void> {
  const file = join(modelsDirectory, 'Example', 'small-model', path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, bytes)
}
