import type { Problem } from '../problem-words.ts'
import {
  countUpload,
  emptyUpload,
  type IndexNews,
  reduceUpload,
  type UploadAction,
  type UploadState,
} from './upload-state.ts'

/** A file that somebody gave, under the path it has in its folder. */
export interface GivenFile {
  readonly name: string
  readonly file: Blob
}

/** What became of one file that was sent. */
export type Sent =
  | { readonly status: 'added' | 'already_there'; readonly path: string }
  | { readonly status: 'refused'; readonly problem: Problem }

/** What the page needs from outside; tests give their own. */
export interface UploadOutside {
  send(
    given: GivenFile,
    options: {
      readonly keepBoth: boolean
      readonly signal: AbortSignal
      readonly onProgress: (share: number) => void
    },
  ): Promise<Sent>
  fetchNews(): Promise<IndexNews>
  pause(milliseconds: number): Promise<void>
}

export interface UploadController {
  getState(): UploadState
  subscribe(listener: () => void): () => void
  give(files: readonly GivenFile[]): void
  /** One file, or all that are not sent yet. */
  cancel(key: number | null): void
  /** Sends a file again, beside the one of its name where that is what it was refused for. */
  again(key: number, keepBoth: boolean): void
}

export const mostFiles = 2000
const newsEvery = 1000

/** Sends the files one after another and asks how far reading them is. */
export function createUpload(outside: UploadOutside, maxBytes: number): UploadController {
  let state = emptyUpload
  const files: GivenFile[] = []
  const keepBoth = new Set<number>()
  const listeners = new Set<() => void>()
  const running = new Map<number, AbortController>()
  let isSending = false
  let isAsking = false
  const dispatch = (action: UploadAction): void => {
    state = reduceUpload(state, action)
    for (const listener of listeners) listener()
  }

  const sendAll = async (): Promise<void> => {
    if (isSending) return
    isSending = true
    for (;;) {
      const next = state.items.find(({ phase }) => phase === 'queued')
      const given = next && files[next.key]
      if (!next || !given) break
      await sendOne(next.key, given)
    }
    isSending = false
  }

  const sendOne = async (key: number, given: GivenFile): Promise<void> => {
    const change = (change: Extract<UploadAction, { type: 'change' }>['change']) =>
      dispatch({ type: 'change', key, change })
    if (given.file.size > maxBytes) {
      change({ phase: 'refused', problem: plainProblem('file_too_large') })
      return
    }
    const abort = new AbortController()
    running.set(key, abort)
    change({ phase: 'sending', sent: 0 })
    const sent = await outside
      .send(given, {
        keepBoth: keepBoth.has(key),
        signal: abort.signal,
        onProgress: (share) => change({ sent: share }),
      })
      .catch((): Sent => ({ status: 'refused', problem: plainProblem('unreachable') }))
    running.delete(key)
    if (sent.status === 'refused') change({ phase: 'refused', problem: sent.problem })
    else {
      change({ phase: sent.status === 'added' ? 'reading' : 'already-there', path: sent.path })
      void askNews()
    }
  }

  /** As long as something is being read. */
  const askNews = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    while (state.items.some(({ phase }) => phase === 'reading')) {
      await outside.pause(newsEvery)
      const news = await outside.fetchNews().catch(() => null)
      if (news) dispatch({ type: 'news', news })
    }
    isAsking = false
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    give(given) {
      const taken = given.slice(0, Math.max(0, mostFiles - countUpload(state).unsent))
      files.push(...taken)
      const tooMany = taken.length < given.length ? 'too-many' : null
      const notice = given.length === 0 ? 'none-there' : tooMany
      dispatch({ type: 'give', names: taken.map(({ name }) => name), notice })
      void sendAll()
    },
    cancel(key) {
      dispatch({ type: 'cancel', key })
      for (const [own, abort] of running) if (key === null || key === own) abort.abort()
    },
    again(key, both) {
      if (both) keepBoth.add(key)
      dispatch({ type: 'again', key })
      void sendAll()
    },
  }
}

function plainProblem(code: string): Problem {
  return { code, message: null, nextStep: null }
}
