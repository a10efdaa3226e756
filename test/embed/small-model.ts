import { createHash } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { EmbeddingModel, ModelFile } from '../../src/embed/model-manifest.ts'

/** Bytes of the files of a model that is small enough for tests of fetching. */
export const smallFiles: ReadonlyMap<string, Buffer> = new Map([
  ['onnx/model_quantized.onnx', Buffer.alloc(300_000, 'weights of a small model ')],
  ['tokenizer.json', Buffer.from('{"version":"1.0"}')],
])

export const smallModel: EmbeddingModel = {
  name: 'Example/small-model',
  revision: 'sha256:00',
  dimensions: 8,
  maxInputTokens: 16,
  pooling: 'mean',
  prefixes: { query: '', passage: '', tokens: 0 },
  files: [...smallFiles].map(([path, bytes]) => fileOf(path, bytes)),
  ownFiles: new Map([['config.json', '{}\n']]),
  mavenArtifact: 'org.example:small-model:1.0',
}

function fileOf(path: string, bytes: Buffer): ModelFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { path, bytes: bytes.length, sha256, jarEntry: path.replace('/', '-') }
}

export type HubAnswer = (request: IncomingMessage, response: ServerResponse) => void

/** A model hub on this machine. Says what it was asked for, with the range. */
export async function startHub(answer: HubAnswer) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push([request.url, request.headers.range].filter(Boolean).join(' '))
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { host, asked, stop }
}

/** Answers as a hub that has the small model, whole or from the byte that is asked for. */
export const serveSmallModel: HubAnswer = (request, response) => {
  const bytes = smallFiles.get(pathOf(request))
  if (!bytes) return void response.writeHead(404).end()
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (from === 0) return void response.writeHead(200).end(bytes)
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`
  response.writeHead(206, { 'content-range': range }).end(bytes.subarray(from))
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').replace('/Example/small-model/resolve/main/', '')
}

/** A command that behaves as Maven does with `dependency:copy`, and brings this jar. */
export async function writeMaven(folder: string, entries: ReadonlyMap<string, Buffer>) {
  const jar = join(folder, 'source.zip')
  const named = [...entries].map(([path, bytes]) => [path.replace('/', '-'), bytes] as const)
  await writeFile(jar, zipSync(Object.fromEntries(named)))
  return writeCommand(
    folder,
    `const into = process.argv.find((each) => each.startsWith('-DoutputDirectory='))
    if (!process.argv.includes('-Dartifact=org.example:small-model:1.0')) process.exit(2)
    require('node:fs').copyFileSync(${JSON.stringify(jar)}, into.split('=')[1] + '/small.jar')`,
  )
}

/** An executable file that runs this script. */
export async function writeCommand(folder: string, script: string): Promise<string> {
  const path = join(folder, 'maven-stand-in')
  await writeFile(path, `#!${process.execPath}\n${script}\n`)
  await chmod(path, 0o755)
  return path
}
