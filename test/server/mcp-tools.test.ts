import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AskRequest } from '../../src/answer/answer.ts'
import { FootnoteError } from '../../src/errors.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { makeIndex } from '../support/make-index.ts'
import {
  type Connected,
  callTool,
  connectOverHttp,
  connectOverPipes,
} from '../support/mcp-client.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'

const tides = 'High tide is at noon. Low tide is at six.\n\nThe pier is closed.\n'
const former = 'High tide is at nine. Low tide is at six.\n\nThe pier is closed.\n'
const ferry = 'The ferry has left for good. “Ω 😀” stood on it.\n'
const index = await makeIndex(
  [
    {
      path: 'tides.txt',
      text: tides,
      title: 'Tides',
      publisher: 'Harbour Office',
      publishedAt: '2026-03-14',
    },
    { path: 'long.txt', text: `# ${'A buoy lies here. '.repeat(2000)}`, title: 'Buoys' },
  ],
  [
    { path: 'tides.txt', text: former, title: 'Tides' },
    { path: 'gone.txt', text: ferry, title: 'Gone' },
  ],
)
const idOf = (path: string) => index.articles.find((article) => article.path === path)?.id ?? ''
const gone = (await index.revision(revisionOf(ferry)))?.article.id ?? ''
const digits = (text: string) => revisionOf(text).slice(7, 19)
const quoted = `cit_${digits(tides)}-0-21`

const [tidesArticle] = index.articles.filter(({ path }) => path === 'tides.txt')
if (!tidesArticle) throw new Error('The article is not there.')
const tidesPassages = index.passages.filter(({ sourceId }) => sourceId === tidesArticle.id)

const asked: AskRequest[] = []
const logged: unknown[] = []
const logError = (error: unknown) => logged.push(error)
const dependencies = makeDependencies(index, {
  ask(request) {
    asked.push(request)
    if (request.question === 'break') throw new Error('cannot open /home/someone/secret')
    if (request.question === 'damaged') throw new FootnoteError('index_corrupt', 'index/7 is cut.')
    return firstSentenceEvents(
      { ...index, articles: [tidesArticle], passages: tidesPassages },
      request,
    )
  },
})
describe.each([
  ['over HTTP', () => connectOverHttp(dependencies, { logError })],
  ['over pipes', () => connectOverPipes(dependencies, { logError })],
])('the tools %s', (_, connect) => {
  let connected: Connected
  beforeAll(async () => {
    connected = await connect()
    // From now on the client checks what each tool gives by the schema it was told.
    await connected.client.listTools()
  })
  afterAll(() => connected.close())
  const call = (name: string, args: Record<string, unknown>) =>
    callTool(connected.client, name, args)

  it('say what they are, how they are used, and that they change nothing', async () => {
    const { tools } = await connected.client.listTools()
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    expect(tools.map(({ name }) => name)).toEqual([
      ...['ask', 'search', 'get_source', 'get_citation', 'verify_quote'],
    ])
    for (const tool of tools) {
      expect(tool.title).toMatch(/\w/)
      expect(tool.description?.length).toBeGreaterThan(100)
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false })
      expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(tool.outputSchema).toMatchObject({ type: 'object' })
      expect(ajv.validateSchema(tool.inputSchema)).toBe(true)
      expect(ajv.validateSchema(tool.outputSchema ?? false)).toBe(true)
    }
    expect(connected.client.getServerVersion()).toMatchObject({
      name: 'footnote',
      title: 'Footnote',
    })
    expect(connected.client.getInstructions()).toContain('unaltered')
  })

  it('ask: the answer as data, and its numbered quotes with whole links', async () => {
    const history = [{ role: 'user', content: 'Tell me of tides.' }]
    const args = {
      question: 'When is it high?',
      filters: { publisher: 'Harbour Office' },
      max_quotes: 2,
      history,
    }
    const { text, data, isError } = await call('ask', args)
    expect(isError).toBeFalsy()
    expect(asked.at(-1)).toEqual({
      ...{ question: 'When is it high?', filters: { publisher: 'Harbour Office' } },
      ...{ max_quotes: 2, messages: history },
    })
    expect(data).toMatchObject({
      object: 'answer',
      citations: [
        {
          ...{ id: quoted, number: 1, quote: tides.slice(0, 21), source_id: tidesArticle.id },
          ...{ revision: revisionOf(tides), start: 0, end: 21 },
          links: {
            self: `${connected.base}/v1/citations/${quoted}`,
            reader: `${connected.base}/sources/${tidesArticle.id}?citation=${quoted}#${quoted}`,
          },
        },
      ],
    })
    expect(text).toBe(
      `[1] “High tide is at noon.”\n   “Tides”, Harbour Office, 2026-03-14 (tides.txt, characters 0–21; ${tidesArticle.id}; ${quoted})\n   ${connected.base}/sources/${tidesArticle.id}?citation=${quoted}#${quoted}`,
    )
  })

  it('search: the passages, verbatim', async () => {
    const { text, data } = await call('search', { query: 'pier', top_k: 3 })
    expect(data).toMatchObject({
      results: [{ text: 'The pier is closed.', source_path: 'tides.txt' }],
    })
    expect(text).toMatch(/^1\. “The pier is closed\.”\n {3}“Tides” \(tides\.txt, characters 43–62/)
    expect((await call('search', { query: 'submarine' })).text).toBe('No passage was found.')
  })

  it('get_source: facts and text, as much as fits, and where to read on', async () => {
    const id = idOf('long.txt')
    const first = await call('get_source', { id })
    expect(first.data).toMatchObject({
      source: {
        id,
        title: 'Buoys',
        removed: false,
        links: { reader: `${connected.base}/sources/${id}` },
      },
      text: { start: 0, end: 20_000, characters: 36_002, current: true },
    })
    expect(first.text).toMatch(
      /Characters 0–20000 of 36002, verbatim:\n\n# A buoy lies here\. [\s\S]*\n\nRead on with start 20000\.$/,
    )
    const next = await call('get_source', { id, start: 20_000 })
    expect(next.data).toMatchObject({ text: { start: 20_000, end: 36_002, links: { next: null } } })
    const part = await call('get_source', { id: tidesArticle.id, start: 22, end: 41, context: 5 })
    expect(part.data).toMatchObject({
      text: { text: 'Low tide is at six.', prefix: 'oon. ', suffix: '\n\nThe' },
    })
    const old = await call('get_source', { id: tidesArticle.id, revision: digits(former), end: 21 })
    expect(old.data).toMatchObject({ text: { text: 'High tide is at nine.', current: false } })
    expect(old.text).toContain('old text')
  })

  it('get_source: an article that has left, by its last text', async () => {
    const { data, text } = await call('get_source', { id: gone })
    expect(data).toMatchObject({ source: { removed: true }, text: { text: ferry, current: false } })
    expect(text).toContain(`has left the collection`)
    expect(text).toContain(ferry)
  })

  it('get_citation: the quote and what has become of it', async () => {
    const current = await call('get_citation', { id: quoted })
    expect(current.data).toMatchObject({
      quote: 'High tide is at noon.',
      status: 'current',
      stale: false,
    })
    const moved = await call('get_citation', { id: `cit_${digits(former)}-22-41` })
    expect(moved.data).toMatchObject({ status: 'moved', current: { start: 22, end: 41 } })
    expect(moved.text).toContain('It stands now at characters 22–41')
    const changed = await call('get_citation', { id: `cit_${digits(former)}-0-21` })
    expect(changed.data).toMatchObject({ status: 'changed', nearest: { is_quote: false } })
    expect(changed.text).toContain('NOT the quote: “High tide is at noon.”')
    const removed = await call('get_citation', { id: `cit_${digits(ferry)}-0-28` })
    expect(removed.data).toMatchObject({
      quote: ferry.slice(0, 28),
      status: 'removed',
      stale: true,
    })
  })

  it('verify_quote: one quotation, or those of a text', async () => {
    const right = await call('verify_quote', { quote: 'High tide is at noon', source: 'tides.txt' })
    expect(right.data).toMatchObject({ summary: { exact: 1, failed: 0 } })
    expect(right.text).toMatch(/^1\. “High tide is at noon”\n {3}EXACT: /)
    const wrong = await call('verify_quote', { quote: 'High tide is at noon sharp, as always.' })
    expect(wrong.data).toMatchObject({ quotations: [{ status: 'not_found' }] })
    expect(wrong.text).toContain('NOT FOUND')
    const text = 'He said “The pier is closed.” and “The pier is wide open.” and left.'
    const both = await call('verify_quote', { text, format: 'plain' })
    expect(both.data).toMatchObject({ summary: { quotations: 2, exact: 1 } })
    expect((await call('verify_quote', { text: 'No marks.' })).text).toContain('no quotation')
  })

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['ask', { question: ' ' }, 'question_empty', /no visible characters\. Write a question\./],
    ['ask', { question: 'x'.repeat(2001) }, 'question_too_long', /limit is 2000/],
    ['ask', {}, 'invalid_request', /#\/question: Required\./],
    ['ask', { question: 'Tide?', stream: true }, 'unknown_field', /#\/stream: Unknown field/],
    [
      'ask',
      { question: 'Tide?', filters: { publsher: 'x' } },
      'unknown_field',
      /did you mean publisher\?/,
    ],
    ['ask', { question: 'Tide?', max_quotes: '3' }, 'invalid_request', /whole number from 1 to 20/],
    ['ask', { question: '\ud800' }, 'invalid_request', /surrogate/],
    ['search', { query: 'tide', top_k: 0 }, 'invalid_request', /#\/top_k/],
    ['get_source', { id: 'tides.txt' }, 'invalid_id', /12 hexadecimal digits\. Take ids from/],
    ['get_source', { id: 'src_000000000000' }, 'source_not_found', /results of ask or search/],
    [
      'get_source',
      { id: tidesArticle.id, start: 9, end: 2 },
      'unprocessable_request',
      /Ends before/,
    ],
    [
      'get_source',
      { id: tidesArticle.id, revision: '000000000000' },
      'revision_not_found',
      /Leave revision out/,
    ],
    ['get_citation', { id: 'cit_000000000000-0-1' }, 'citation_not_found', /Ask again/],
    ['get_citation', { id: 'other' }, 'invalid_id', /Take ids from/],
    ['verify_quote', {}, 'unprocessable_request', /either quote or text/],
    [
      'verify_quote',
      { quote: 'a b c', text: 'd' },
      'unprocessable_request',
      /either quote or text/,
    ],
    ['verify_quote', { text: 'a', speaker: 'b' }, 'unprocessable_request', /Goes with quote only/],
    ['verify_quote', { quote: '…' }, 'unprocessable_request', /no word/],
  ])('%s %j is refused as %s', async (name, args, code, words) => {
    const { text, isError, _meta, structuredContent } = await call(name, args)
    expect(isError).toBe(true)
    expect(text).toMatch(words)
    expect(text).toContain(`(${code})`)
    expect(text).not.toMatch(/GET \/|\?revision/)
    expect(_meta).toMatchObject({ 'footnote/problem': { code } })
    expect(structuredContent).toBeUndefined()
  })

  it('tell nothing of the server’s own faults, and log them', async () => {
    logged.length = 0
    const [broken, damaged] = [
      await call('ask', { question: 'break' }),
      await call('ask', { question: 'damaged' }),
    ]
    expect([broken.isError, damaged.isError]).toEqual([true, true])
    expect(broken.text + damaged.text).not.toMatch(/secret|index\/7/)
    expect(logged.map(String)).toEqual([
      'Error: cannot open /home/someone/secret',
      expect.stringContaining('index/7 is cut.'),
    ])
  })

  it('that are not there are an error of the protocol', async () => {
    await expect(call('tell', {})).rejects.toMatchObject({ code: -32_602 })
    await expect(connected.client.listPrompts()).rejects.toThrow()
  })
})
