import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What a server was asked, as it came over the wire. */
export interface ModelRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly path: string
  readonly body: {
    readonly model: string
    readonly messages: readonly { readonly role: string; readonly content: string }[]
    readonly response_format?: unknown
    readonly temperature?: number
  }
  readonly question: string
  readonly articles: readonly {
    readonly title: string
    readonly date: string | null
    readonly sentences: readonly { readonly id: string; readonly text: string }[]
  }[]
  readonly mustQuote: readonly string[]
  /** All sentences on offer, in the order they were given. */
  readonly sentences: readonly { readonly id: string; readonly text: string }[]
  /** Aborted when whoever asked has gone. */
  readonly left: AbortSignal
}

/** What the server does: a completion, or whatever a broken or hostile one may do. */
export type ModelDeed =
  /** A whole completion with this as the message's content. */
  | { readonly says: string; readonly finish?: string; readonly refusal?: string }
  /** These bytes under this status. */
  | { readonly body: string; readonly status?: number; readonly type?: string }
  /** A completion whose bytes come one by one, some milliseconds apart. */
  | { readonly drips: string; readonly everyMs: number }
  /** Half a completion, and the connection is gone. */
  | { readonly breaksOff: string }
  /** Bytes without end. */
  | { readonly floods: string; readonly status?: number }
  /** A completion, packed small. */
  | { readonly zips: string }
  /** Nothing at all. */
  | 'hangs'
  /** The connection is gone before a word. */
  | 'hangs up'
  | { readonly redirects: string }

export type ModelScript = (request: ModelRequest, number: number) => ModelDeed | Promise<ModelDeed>

export interface ScriptedModel {
  /** As `--llm-base-url` takes it. */
  readonly url: string
  readonly asked: readonly ModelRequest[]
  stop(): Promise<void>
}

/** A server that speaks OpenAI's chat completions as a script says, on a free port of this machine. */
export async function startScriptedModel(script: ModelScript): Promise<ScriptedModel> {
  const asked: ModelRequest[] = []
  const stopping = new AbortController()
  const server = createServer(async (incoming, response) => {
    const left = new AbortController()
    response.on('close', () => left.abort())
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ModelRequest['body']
    const { headers, url: path = '' } = incoming
    const request = { headers, path, body, left: left.signal, ...materialOf(body) }
    asked.push(request)
    const signal = AbortSignal.any([left.signal, stopping.signal])
    await act(response, await script(request, asked.length), signal).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    stop() {
      stopping.abort()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function materialOf({ messages }: ModelRequest['body']) {
  const material = messages.find(({ role }) => role === 'user')?.content ?? '{}'
  const { question, articles, must_quote: mustQuote = [] } = JSON.parse(material)
  const sentences = (articles as ModelRequest['articles']).flatMap((each) => each.sentences)
  return { question, articles, mustQuote, sentences }
}

async function act(response: ServerResponse, deed: ModelDeed, left: AbortSignal): Promise<void> {
  const json = { 'content-type': 'application/json' }
  if (deed === 'hangs') return
  if (deed === 'hangs up') {
    response.destroy()
  } else if ('says' in deed) {
    response.writeHead(200, json).end(completion(deed.says, deed))
  } else if ('body' in deed) {
    const { status = 200, type = 'application/json' } = deed
    response.writeHead(status, { 'content-type': type }).end(deed.body)
  } else if ('zips' in deed) {
    const packed = gzipSync(completion(deed.zips))
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed)
  } else if ('redirects' in deed) {
    response.writeHead(307, { location: deed.redirects }).end()
  } else if ('breaksOff' in deed) {
    const whole = completion(deed.breaksOff)
    response.writeHead(200, { ...json, 'content-length': Buffer.byteLength(whole) })
    response.write(whole.slice(0, whole.length / 2), () => response.destroy())
  } else if ('floods' in deed) {
    response.writeHead(deed.status ?? 200, json)
    while (!left.aborted) {
      response.write(deed.floods)
      await setTimeout(0, undefined, { signal: left })
    }
  } else {
    response.writeHead(200, json)
    for (const byte of completion(deed.drips)) {
      response.write(byte)
      await setTimeout(deed.everyMs, undefined, { signal: left })
    }
    response.end()
  }
}

export function completion(
  content: string,
  { finish = 'stop', refusal }: { finish?: string; refusal?: string } = {},
): string {
  const message = { role: 'assistant', content, ...(refusal ? { refusal } : {}) }
  const choices = [{ index: 0, finish_reason: finish, message }]
  return JSON.stringify({ id: 'c1', object: 'chat.completion', created: 0, model: 'm', choices })
}

/** A reply in the form that is asked for: words, and lists of ids to be quoted. */
export function replyOf(...parts: readonly (string | readonly string[])[]): string {
  const written = parts.map((part) =>
    typeof part === 'string' ? { words: part } : { quote: part },
  )
  return JSON.stringify({ answered: true, parts: written })
}
