import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EvalQuestion, readQuestionSet } from '../eval/question-set.ts'
import { root, type Server, startServer } from './start-program.ts'

const corpus = join(root, 'corpus')
let folder = ''

/** Some of every type: facts, lists, comparisons, follow-ups, refusals, questions in Chinese. */
function someOfEachType(each: number): EvalQuestion[] {
  const sets = ['gba', 'gba-pairs', 'gba-chinese'].map((name) => join(root, 'test/eval', name))
  const questions = sets.flatMap(readQuestionSet)
  const types = new Set(questions.map(({ type }) => type))
  return [...types].flatMap((type) =>
    questions.filter((question) => question.type === type).slice(0, each),
  )
}

const questions = someOfEachType(Number(process.env.FOOTNOTE_DETERMINISM_EACH ?? 3))

/**
 * What is asked, as it goes over the wire: each question with everything told, its search, and in turn its
 * stream and its chat completion.
 */
const requests = questions.flatMap(({ question, history = [] }, at) => {
  const messages = history.map(({ role, content, text }) => ({
    role,
    content: content ?? text ?? '',
  }))
  return [
    { path: '/v1/ask', body: { question, messages, explain: true } },
    ...(messages.length === 0 ? [{ path: '/v1/search', body: { query: question } }] : []),
    at % 2 === 0
      ? { path: '/v1/ask', body: { question, messages, stream: true } }
      : {
          path: '/v1/chat/completions',
          body: { model: 'footnote', messages: [...messages, { role: 'user', content: question }] },
        },
  ]
})

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-determinism-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a server, asks, and stops it. The replies are in the order of `requests`. */
async function serveAndAsk(
  flags: readonly string[],
  ask: (server: Server) => Promise<Map<number, string>>,
): Promise<string[]> {
  const server = await startServer(['--corpus', corpus, ...flags])
  try {
    const replies = await ask(server)
    return requests.map((_, at) => replies.get(at) ?? '')
  } finally {
    await server.stop()
  }
}

/** But for what docs/api.md says differs: times, the server's address, the id of a refused request. */
async function replyTo({ url }: Server, at: number): Promise<string> {
  const { path = '', body } = requests[at] ?? {}
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return text
    .replace(/"timings_ms":\{[^}]*\}/, '"timings_ms":{}')
    .replace(/"created":\d+/, '"created":0')
    .replaceAll(url, '')
    .replace(/"(instance|request_id)":"[^"]*"/g, '"$1":""')
}

async function inTurn(server: Server): Promise<Map<number, string>> {
  const replies = new Map<number, string>()
  for (const at of requests.keys()) replies.set(at, await replyTo(server, at))
  return replies
}

/** Backwards and several at once: what is kept from earlier questions must not show. */
async function inDisorder(server: Server): Promise<Map<number, string>> {
  const replies = new Map<number, string>()
  const waiting = [...requests.keys()]
  const work = async () => {
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      replies.set(at, await replyTo(server, at))
    }
  }
  await Promise.all([work(), work(), work()])
  return replies
}

describe('the same questions', () => {
  let index = ''
  let first: string[] = []
  beforeAll(async () => {
    index = join(folder, 'index')
    first = await serveAndAsk(['--index', index, '--threads', '1'], inTurn)
  })

  test('are of every kind, and got answers, refusals and passages', () => {
    const streams = first.filter((reply) => reply.startsWith('event: '))
    expect(streams.some((reply) => reply.includes('event: answer.completed'))).toBe(true)
    expect(streams.every((reply) => /^id: 1-[0-9a-f]{12}$/m.test(reply))).toBe(true)
    const whole = first.filter((reply) => !streams.includes(reply))
    const parsed = whole.map((reply) => JSON.parse(reply))
    expect(parsed.some(({ object }) => object === 'chat.completion')).toBe(true)
    expect(parsed.some(({ answerable }) => answerable === true)).toBe(true)
    expect(parsed.some(({ answerable }) => answerable === false)).toBe(true)
    expect(parsed.some(({ resolved_question: resolved, question }) => resolved !== question)).toBe(
      true,
    )
    expect(parsed.some(({ language }) => language?.startsWith('zh'))).toBe(true)
    expect(parsed.some(({ results }) => results?.length > 0)).toBe(true)
    expect(first.join('')).toContain('"timings_ms":{}')
  })

  test('get the same bytes of another process, whatever it was asked before and beside', async () => {
    expect(await serveAndAsk(['--index', index, '--threads', '2'], inDisorder)).toEqual(first)
  })

  test('get the same bytes of an index that was built from scratch', async () => {
    const scratch = join(folder, 'scratch')
    expect(await serveAndAsk(['--index', scratch], inTurn)).toEqual(first)
  })
})
