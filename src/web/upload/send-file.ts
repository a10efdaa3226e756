import type { Problem } from '../problem-words.ts'
import type { Sent, UploadOutside } from './upload-controller.ts'

interface FileReply {
  readonly status: string
  readonly path?: string
  readonly code?: string
  readonly message?: string
  readonly next_step?: string | null
}

/** Sends one file. `fetch` tells nothing of how much is sent, so it is the older way of asking. */
export const sendFile: UploadOutside['send'] = ({ name, file }, options) => {
  const { keepBoth, signal, onProgress } = options
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file, name)
    request.open('POST', `/v1/sources${keepBoth ? '?if_exists=keep_both' : ''}`)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total))
    request.addEventListener('load', () => resolve(sentOf(request.response)))
    for (const end of ['error', 'abort', 'timeout']) {
      request.addEventListener(end, () => reject(new Error(end)))
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}

function sentOf(reply: unknown): Sent {
  const { files, code, detail, next_step } = (reply ?? {}) as Record<string, unknown>
  const [first] = Array.isArray(files) ? (files as FileReply[]) : []
  if (first?.path && (first.status === 'added' || first.status === 'already_there')) {
    return { status: first.status, path: first.path }
  }
  const problem: Problem = first
    ? {
        code: first.code ?? null,
        message: first.message ?? null,
        nextStep: first.next_step ?? null,
      }
    : { code: text(code) ?? 'internal', message: text(detail), nextStep: text(next_step) }
  return { status: 'refused', problem }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
