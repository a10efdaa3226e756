import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Answer, answer as answerSchema } from '../../src/answer/answer.ts'
import { createApi } from '../../src/server/create-api.ts'
import { readSettings, type Settings } from '../../src/settings.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { createFootnote, type Footnote, type Observer } from '../../src/wiring.ts'

/** A reply of the API: its status, and its body as an object. */
export interface Reply {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** The program with the real model in this process, and what it says and logs. */
export interface RunningFootnote extends Omit<Footnote, 'ask'> {
  readonly notices: string[]
  /** Errors that clients are told only the kind of. */
  readonly logged: unknown[]
  get(path: string): Promise<Reply>
  ask(question: string): Promise<Reply>
}

export async function temporaryHarbour(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-running-'))
  await mkdir(join(folder, 'corpus'))
  return folder
}

/** The wiring of the program over `corpus` and `index` in a folder. */
export function runFootnote(
  folder: string,
  given: Partial<Settings> = {},
  observer: Observer = {},
): RunningFootnote {
  const notices: string[] = []
  const logged: unknown[] = []
  const settings = {
    ...readSettings([], {}).settings,
    corpus: join(folder, 'corpus'),
    index: join(folder, 'index'),
    threads: 1,
    ...given,
  }
  const onNotice = (line: string): void => {
    notices.push(line)
  }
  const footnote = createFootnote(settings, { ...observer, onNotice })
  const api = createApi(footnote, undefined, { logError: (error) => logged.push(error) })
  const reply = async (responding: Response | Promise<Response>): Promise<Reply> => {
    const response = await responding
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    ...footnote,
    notices,
    logged,
    get: (path) => reply(api.request(path)),
    ask: (question) =>
      reply(
        api.request('/v1/ask', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ question }),
        }),
      ),
  }
}

/** The answer of a reply that is one, each of its quotes cut again from a text that was written. */
export function expectTrueQuotes(reply: Reply, written: ReadonlySet<string>): Answer {
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  const answer = answerSchema.parse(reply.body)
  const texts = new Map<string, string>([...written].map((text) => [revisionOf(text), text]))
  expect(answer.citations.length).toBeGreaterThan(0)
  for (const { revision, start, end, quote } of answer.citations) {
    expect(texts.get(revision)?.slice(start, end)).toBe(quote)
  }
  return answer
}

/** Processes that a process has started to embed texts in; Linux only. */
export async function embeddingWorkers(parent = process.pid): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '')
    const [state, above] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(above) !== parent || state === 'Z') continue
    const command = await readFile(`/proc/${name}/cmdline`, 'latin1').catch(() => '')
    if (command.includes('embed-worker')) found.push(Number(name))
  }
  return found
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
