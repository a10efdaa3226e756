import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { defaultModelsDirectory } from '../../src/embed/models-directory.ts'
import type { Settings } from '../../src/settings.ts'
import { formatRows } from '../eval/report.ts'
import { timeBareStart } from './bare-model.ts'
import { benchFolder } from './generated-index.ts'
import { median } from './summary.ts'

const programs = fileURLToPath(new URL('peers', import.meta.url))

/** Other programs, and the packages that each is installed from. None is a dependency of ours. */
const peers: readonly { name: string; title: string; packages: Record<string, string> }[] = [
  {
    name: 'langchain',
    title: 'LangChain.js, MemoryVectorStore',
    packages: {
      '@langchain/classic': '1.0.50',
      '@langchain/core': '1.4.0',
      '@langchain/textsplitters': '1.0.2',
    },
  },
  {
    name: 'llamaindex',
    title: 'LlamaIndexTS, VectorStoreIndex',
    packages: { llamaindex: '0.12.1' },
  },
  {
    name: 'lancedb',
    title: 'LanceDB, hybrid with RRF',
    packages: { '@lancedb/lancedb': '0.39.0' },
  },
  { name: 'orama', title: 'Orama, hybrid', packages: { '@orama/orama': '3.1.18' } },
  {
    name: 'vectra',
    title: 'vectra, LocalDocumentIndex',
    packages: { vectra: '0.15.0' },
  },
]

const model = { '@xenova/transformers': '2.17.2' }

export interface PeerOptions {
  readonly settings: Settings
  readonly corpus: string
  readonly questions: readonly string[]
}

/** What a peer came to: figures, or why there are none. */
export interface PeerResult {
  readonly title: string
  readonly version: string
  readonly error?: string
  /** Over one bare loop of the same chunks, over the bare embedding, over loading the model alone. */
  readonly ingest?: number
  readonly stallMs?: number
  readonly searchMs?: number
  readonly searchOver?: number
  readonly start?: number
  readonly chunks?: number
}

/**
 * Installs each peer in a folder of its own, outside the checkout, and lets it take in and search the
 * same corpus with the same model. One that does not install or run is named with its error.
 */
export async function measurePeers(options: PeerOptions): Promise<PeerResult[]> {
  const results: PeerResult[] = []
  for (const { name, title, packages } of peers) {
    const version = Object.values(packages)[0] ?? ''
    try {
      const folder = await install(name, packages)
      results.push({ title, version, ...(await runPeer(name, folder, options)) })
    } catch (error) {
      results.push({ title, version, error: firstLine(error) })
    }
  }
  return results
}

/** One line a peer. */
export function formatPeers(results: readonly PeerResult[]): string {
  const show = (value: number | undefined) => value?.toFixed(2) ?? '-'
  return formatRows(
    [
      'program',
      'version',
      'ingest, passages/s over a naive loop',
      'longest stall meanwhile, ms',
      'search, ms beyond the embedding',
      'search, over the embedding',
      'start, over loading the model',
      '',
    ],
    results.map((result) => [
      ...[result.title, result.version, show(result.ingest), show(result.stallMs)],
      ...[show(result.searchMs), show(result.searchOver), show(result.start)],
      result.error ?? '',
    ]),
  )
}

const run = promisify(execFile)

async function install(name: string, packages: Record<string, string>): Promise<string> {
  const folder = benchFolder(join('peers', name))
  const wanted = JSON.stringify({
    name: `bench-${name}`,
    private: true,
    type: 'module',
    dependencies: { ...model, ...packages },
    // The version that the library asks for is fetched from outside the registry.
    overrides: { sharp: '^0.34.0' },
  })
  mkdirSync(folder, { recursive: true })
  const done = join(folder, 'installed.json')
  if (!existsSync(done)) {
    writeFileSync(join(folder, 'package.json'), wanted)
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      timeout: 600_000,
    })
    writeFileSync(done, wanted)
  }
  for (const file of ['driver.mjs', `${name}.mjs`]) {
    copyFileSync(join(programs, file), join(folder, file))
  }
  return folder
}

async function runPeer(name: string, folder: string, options: PeerOptions) {
  const { settings, corpus, questions } = options
  const data = mkdtempSync(join(tmpdir(), `footnote-bench-${name}-`))
  try {
    const file = join(data, 'questions.json')
    writeFileSync(file, JSON.stringify(questions))
    const models = settings.models ?? defaultModelsDirectory()
    const args = ['driver.mjs', name, corpus, file, models, settings.model, join(data, 'index')]
    const bare = [await timeBareStart(settings, 'Is anybody there?')]
    const { stdout } = await run(process.execPath, args, { cwd: folder, timeout: 900_000 })
    bare.push(await timeBareStart(settings, 'Is anybody there?'))
    const line = /^result (.*)$/m.exec(stdout)?.[1]
    if (!line) throw new Error('It gave no result.')
    const found = JSON.parse(line) as Record<string, number>
    const { startMs = 0, ingestMs = 0, naiveMs = 0, stallMs = 0, chunks = 0 } = found
    const { searchMs = 0, searchOver = 0 } = found
    const start = startMs / median(bare)
    return { ingest: naiveMs / ingestMs, start, stallMs, searchMs, searchOver, chunks }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** What a process that failed says of it, in a line. */
function firstLine(error: unknown): string {
  const { stderr = '', message = '' } = error as { stderr?: string; message?: string }
  const lines = `${stderr}\n${message}`.split('\n').filter((line) => /error/i.test(line))
  return (lines[0] ?? message).trim().slice(0, 160)
}
