import { checkQuotes, type QuoteCheck } from './check-quotes.ts'
import { followAnswer } from './follow-answer.ts'
import { FootnoteProblem, problemOf } from './footnote-problem.ts'
import { isAbort } from './read-stream.ts'
import type {
  Answer,
  AnswerEvent,
  AskRequest,
  Citation,
  CitationLookup,
  SearchRequest,
  SearchResponse,
  SourceDetail,
  SourceList,
  SourceText,
  Verification,
  VerifyRequest,
} from './types.ts'

export type { QuoteCheck } from './check-quotes.ts'
export { FootnoteProblem } from './footnote-problem.ts'
export type * from './types.ts'

export interface ClientOptions {
  /** Where the server is, such as `http://127.0.0.1:3000`; in a page of it, the page's own when left out. */
  readonly baseUrl?: string | undefined
  /** Sent as a bearer token. */
  readonly key?: string | undefined
  /** Another way to carry requests; the platform's own `fetch` when left out. */
  readonly fetch?: (url: string, options: RequestInit) => Promise<Response>
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

export interface FootnoteClient {
  /** One answer or refusal, whole. */
  ask(request: AskRequest, options?: CallOptions): Promise<Answer>
  /**
   * The same as it comes; the last event holds the whole. A connection that breaks off is made anew up to
   * five times, and goes on where it was; a second `answer.created` says that the answer begins anew.
   */
  stream(request: AskRequest, options?: CallOptions): AsyncGenerator<AnswerEvent>
  search(request: SearchRequest, options?: CallOptions): Promise<SearchResponse>
  /** A page of the articles. */
  sources(page?: { limit?: number; offset?: number }, options?: CallOptions): Promise<SourceList>
  source(id: string, options?: CallOptions): Promise<SourceDetail>
  /** The whole text of a source, of today or of a kept revision (`sha256:…`). */
  text(id: string, revision?: string, options?: CallOptions): Promise<string>
  /** A quote by its address, and what has become of it. */
  citation(id: string, options?: CallOptions): Promise<CitationLookup>
  /** Whether the articles hold the quotations of a text, or of a list. */
  verify(request: VerifyRequest, options?: CallOptions): Promise<Verification>
  /** Cuts every quote of an answer again, here, from texts whose hash is checked here. */
  checkQuotes(answer: Answer, options?: CallOptions): Promise<QuoteCheck[]>
}

/**
 * A client of a Footnote server, for Node and browsers. Every call throws a FootnoteProblem with the
 * server's stable code, or the signal's reason when it was stopped.
 *
 * @example
 * const footnote = createClient({ baseUrl: 'http://127.0.0.1:3000' })
 * const answer = await footnote.ask({ question: 'When is high tide?' })
 */
export function createClient(options: ClientOptions = {}): FootnoteClient {
  const call = caller(options)
  const json = async <Reply>(path: string, init: RequestInit): Promise<Reply> =>
    (await call(path, init)).json() as Promise<Reply>
  const get = <Reply>(path: string, { signal }: CallOptions = {}): Promise<Reply> =>
    json(path, signal ? { signal } : {})
  const post = <Reply>(path: string, body: object, given?: CallOptions): Promise<Reply> =>
    json(path, posting(body, given))
  const client: FootnoteClient = {
    ask: (request, given) => post('/v1/ask', { ...request, stream: false }, given),
    stream: (request, given) =>
      followAnswer({
        connect: (headers, signal) => {
          const init = posting({ ...request, stream: true }, { signal })
          return call('/v1/ask', { ...init, headers: { ...init.headers, ...headers } })
        },
        signal: given?.signal,
        tries: 5,
      }),
    search: (request, given) => post('/v1/search', request, given),
    sources({ limit, offset } = {}, given) {
      const query = new URLSearchParams()
      if (limit !== undefined) query.set('limit', String(limit))
      if (offset !== undefined) query.set('offset', String(offset))
      return get(`/v1/sources${query.size > 0 ? `?${query}` : ''}`, given)
    },
    source: (id, given) => get(`/v1/sources/${encodeURIComponent(id)}`, given),
    async text(id, revision, given) {
      const query = revision ? `?${new URLSearchParams({ revision })}` : ''
      let next: string | null = `/v1/sources/${encodeURIComponent(id)}/text${query}`
      let text = ''
      while (next) {
        const part: SourceText = await get(next, given)
        text += part.text
        next = part.links.next
      }
      return text
    },
    citation: (id, given) => get(`/v1/citations/${encodeURIComponent(id)}`, given),
    verify: (request, given) => post('/v1/verify', request, given),
    checkQuotes: (answer, given) =>
      checkQuotes(answer, ({ source_id, revision }: Citation) =>
        client.text(source_id, revision, given),
      ),
  }
  return client
}

function posting(body: object, { signal }: CallOptions = {}) {
  const headers = { 'Content-Type': 'application/json' }
  return { method: 'POST', headers, body: JSON.stringify(body), ...(signal ? { signal } : {}) }
}

function caller({ baseUrl = '', key, fetch: given }: ClientOptions) {
  const send = given ?? ((url: string, init: RequestInit) => fetch(url, init))
  const base = baseUrl.replace(/\/+$/, '')
  return async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (key) headers.set('Authorization', `Bearer ${key}`)
    const response = await send(`${base}${path}`, { ...init, headers }).catch((cause: unknown) => {
      if (isAbort(cause)) throw cause
      throw new FootnoteProblem(
        'unreachable',
        `There is no server at ${base || 'this address'}.`,
        {},
        { cause },
      )
    })
    if (!response.ok) throw await problemOf(response)
    return response
  }
}
