import { brotliDecompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { createPages } from '../../src/web/pages.tsx'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { payloads } from './hostile-payloads.ts'
import { bombed, everyMethod, oddHeaders, oddQueries, places, type Sent } from './hostile-places.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const logged: unknown[] = []
const logError = (error: unknown) => logged.push(error)
const kept: unknown[] = []
const feedback = { add: async (record: unknown) => void kept.push(record), undo: async () => {} }
const dependencies = makeDependencies(index, { feedback })
const app = createApi(dependencies, await createPages(dependencies, { logError }), { logError })

type Request = readonly [what: string, path: string, init: Sent]
const worded: Request[] = places.flatMap(([what, send]) =>
  payloads.map((words): Request => [`${what}: ${words.slice(0, 40)}`, ...send(words)]),
)
const groups: readonly (readonly [string, readonly Request[]])[] = [
  ['words that mean harm, in every place', worded],
  ['every method at every address', everyMethod],
  ['bodies that cost much', bombed],
  ['odd headers', oddHeaders],
  ['odd queries', oddQueries],
]

/** What a page of ours never holds: markup that came in, a place of this machine, a stack. */
const markup = payloads.filter((words) => /[<＜]\w|<\/|<!--/.test(words) && words.includes('<'))
const secret =
  /\bat \S+ \(|node_modules|node:internal|\.tsx?:\d+|\/tmp\/|\/home\/|\/root\/|process\.env/
let count = 0

/** What is wrong with the response to a request; empty where nothing is. */
async function wrongIn([what, path, init]: Request): Promise<string[]> {
  count += 1
  const response = await app.request(path, init)
  const text = await textOf(response)
  const type = response.headers.get('Content-Type') ?? ''
  const wrong: string[] = []
  const check = (isRight: boolean, why: string) => isRight || wrong.push(`${what}: ${why}`)
  check(response.status < 500 && response.status >= 200, `status ${response.status}`)
  check(response.headers.get('X-Content-Type-Options') === 'nosniff', 'no nosniff')
  check(/default-src 'none'/.test(response.headers.get('Content-Security-Policy') ?? ''), 'no CSP')
  check(response.headers.get('Access-Control-Allow-Origin') === null, 'CORS')
  check(!/[\r\n]|a=b|<script/.test([...response.headers].join()), 'said again in a header')
  check(!secret.test(text), `reveals ${secret.exec(text)?.[0]}`)
  if (type.startsWith('text/html') && text !== '') {
    for (const words of markup) check(!text.includes(words), `${words} stands in the page`)
    check(!/ on\w+=|javascript:/i.test(tagsOf(text)), 'code in a tag')
    // A conversation that is saved carries its own style.
    const foreign = path.startsWith('/export')
      ? /<(base|iframe|svg)\b/i
      : /<(base|iframe|svg|style)\b/i
    check(!foreign.test(text), 'a tag that no page has')
  } else if (text !== '') {
    const isData = /json|event-stream|text\/(plain|markdown)|svg|javascript|css|x-bibtex/.test(type)
    check(isData, `type ${type}`)
  }
  if (response.status >= 400 && !type.startsWith('text/html')) {
    check(text.length < 9_000, `${text.length} characters of problem`)
    check(/json$/.test(type), `a problem as ${type}`)
  }
  return wrong
}

/** As a browser reads it: what says that it is compressed has to be. */
async function textOf(response: Response): Promise<string> {
  const coding = response.headers.get('Content-Encoding')
  if (coding === null || response.body === null) return response.text()
  if (coding === 'br') return brotliDecompressSync(await response.arrayBuffer()).toString()
  const plain = response.body.pipeThrough(new DecompressionStream(coding as 'gzip' | 'deflate'))
  return new Response(plain).text()
}

/** The tags of a page, without the text between them and without the values of attributes that are quoted text. */
function tagsOf(text: string): string {
  return (text.match(/<[^>]*>/g) ?? [])
    .map((tag) => tag.replace(/(data-\w+|value|content|alt|title|aria-\w+)="[^"]*"/g, ''))
    .map((tag) => tag.replace(/="[^"]*%[^"]*"/g, ''))
    .join('\n')
}

test.each(groups)(
  '%s: each gets its 4xx or a normal answer',
  async (_, requests) => {
    const wrong: string[] = []
    for (const request of requests) wrong.push(...(await wrongIn(request)))
    expect(wrong).toEqual([])
  },
  60_000,
)

afterAll(() => {
  expect(count).toBeGreaterThanOrEqual(500)
  expect(logged).toEqual([])
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
})
