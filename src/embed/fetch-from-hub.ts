import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkFile } from './check-model-files.ts'
import type { EmbeddingModel, ModelFile } from './model-manifest.ts'
import type { FetchTask, ModelSource } from './model-source.ts'
import { claimPart } from './part-file.ts'

export const defaultHubHost = 'https://huggingface.co'

/** Times a download that breaks off is gone on with, each time only if it had come further. */
const maxAttempts = 5

/** Where the hub has a file. */
export function hubAddress(host: string, model: EmbeddingModel, file: ModelFile): string {
  return `${host.replace(/\/+$/, '')}/${model.name}/resolve/main/${file.path}`
}

/**
 * The model hub, or a mirror of it. A download goes on where an earlier one broke off (RFC 9110,
 * range requests).
 * @param options `timeoutMs`: longest wait for an answer and between two pieces of one
 */
export function hubSource(options: { host: string; timeoutMs: number }): ModelSource {
  return {
    name: `the model hub at ${options.host}`,
    async fetch(task) {
      for (const file of task.files) {
        await fetchFile(hubAddress(options.host, task.model, file), file, task, options.timeoutMs)
      }
    },
  }
}

async function fetchFile(url: string, file: ModelFile, task: FetchTask, timeoutMs: number) {
  const destination = join(task.directory, file.path)
  const part = await claimPart(destination)
  let done = part.bytes
  for (let attempt = 1; done < file.bytes; attempt += 1) {
    const before = done
    try {
      for await (const bytes of download(url, part.path, done, file, task.signal, timeoutMs)) {
        done = bytes
        task.onProgress({ source: 'hub', file: file.path, doneBytes: done, totalBytes: file.bytes })
      }
      break
    } catch (error) {
      if (done === 0) await rm(part.path, { force: true })
      task.signal.throwIfAborted()
      if (attempt >= maxAttempts || done <= before) throw error
    }
  }
  if ((await checkFile(part.path, file)) !== 'right') {
    await rm(part.path, { force: true })
    throw new Error(`${url} does not have ${file.bytes} bytes with sha256 ${file.sha256}`)
  }
  await rename(part.path, destination)
}

/** Appends to the part what it lacks, and says after each piece how many bytes it has by then. */
async function* download(
  url: string,
  path: string,
  have: number,
  file: ModelFile,
  signal: AbortSignal,
  timeoutMs: number,
): AsyncGenerator<number> {
  const patience = createPatience(signal, timeoutMs)
  const part = await open(path, 'a')
  try {
    // Compressed bytes could not be gone on with, and have another length.
    const headers = { 'accept-encoding': 'identity', ...(have && { range: `bytes=${have}-` }) }
    const response = await fetch(url, { headers, signal: patience.signal })
    if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
    let done = startOf(response) === have ? have : 0
    if (done === 0) await part.truncate(0)
    for await (const chunk of response.body) {
      patience.renew()
      done += chunk.length
      if (done > file.bytes) throw new Error(`${url} is longer than ${file.bytes} bytes`)
      await part.write(chunk)
      yield done
    }
    if (done < file.bytes) throw new Error(`${url} ended after ${done} of ${file.bytes} bytes`)
  } catch (error) {
    throw patience.signal.aborted ? patience.signal.reason : reasonOf(error)
  } finally {
    patience.end()
    await part.close()
  }
}

/** At which byte the answer starts: 0 for a whole one. */
function startOf(response: Response): number {
  const range = response.status === 206 ? response.headers.get('content-range') : undefined
  return Number(/^bytes (\d+)-/.exec(range ?? '')?.[1] ?? 0)
}

/** Aborts when nothing has come for too long. */
function createPatience(outer: AbortSignal, timeoutMs: number) {
  const controller = new AbortController()
  const late = () => controller.abort(new Error(`it did not answer within ${timeoutMs / 1000} s`))
  const timer = setTimeout(late, timeoutMs)
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    renew: () => timer.refresh(),
    end: () => clearTimeout(timer),
  }
}

/** `fetch` says only "fetch failed"; what failed is in the cause. */
function reasonOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && cause.message ? new Error(cause.message, { cause }) : error
}
