import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { createMetrics } from '../../src/server/observe/metrics.ts'
import { observeAnswers } from '../../src/server/observe/observe-answers.ts'
import { createRequestLog, openLogFile } from '../../src/server/observe/request-log.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer, makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const secret = 'Bearer fn_secret'

const refusing: Partial<ApiDependencies> = {
  async *ask({ question }) {
    const answer = firstSentenceAnswer(index, question)
    if (question === 'Break') throw new Error('cannot open /home/someone/secret')
    if (!question.startsWith('Who')) {
      yield { type: 'answer.completed', answer }
      return
    }
    const refusal = { reason: 'no_match' as const, message: 'No.', unknown_terms: [], nearest: [] }
    yield { type: 'answer.refused', answer: { ...answer, citations: [], refusal } }
  },
}

function serve(questions = false) {
  const lines: string[] = []
  const log = createRequestLog({ write: (line) => lines.push(line) }, { questions })
  const plain = makeDependencies(index, refusing)
  const metrics = createMetrics(plain, { ofProcess: true })
  const app = createApi(observeAnswers(plain, [metrics, log]), undefined, {
    ...{ metrics, observers: [log], logError: log.error },
  })
  const ask = (question: string) =>
    app.request('/v1/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: secret },
      body: JSON.stringify({ question }),
    })
  return { app, ask, metrics, log, lines, logged: () => lines.map((line) => JSON.parse(line)) }
}

async function metricsOf(app: { request(path: string): Response | Promise<Response> }) {
  const response = await app.request('/metrics')
  expect(response.headers.get('Content-Type')).toMatch('text/plain')
  return response.text()
}

test('requests are counted by pattern, answers by what came of them', async () => {
  const { app, ask, metrics } = serve()
  await ask('When is high tide?')
  await ask('When is low tide?')
  await ask('Who owns it?')
  await app.request(`/v1/sources/${index.articles[0]?.id}`)
  await app.request('/v1/sources/src_000000000000')
  await app.request('/nowhere/at-all?question=secret')
  metrics.withheld()
  const text = await metricsOf(app)
  const count = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  const requests = (method: string, route: string, status: number) =>
    count(
      `footnote_http_request_duration_seconds_count\\{method="${method}",route="${route}",status="${status}"\\}`,
    )
  expect(requests('POST', '/v1/ask', 200)).toBe(3)
  expect(requests('GET', '/v1/sources/:id', 200)).toBe(1)
  expect(requests('GET', '/v1/sources/:id', 404)).toBe(1)
  expect(count('footnote_answers_total\\{outcome="answered"\\}')).toBe(2)
  expect(count('footnote_answers_total\\{outcome="no_match"\\}')).toBe(1)
  expect(count('footnote_quotes_total')).toBe(2)
  expect(count('footnote_quotes_withheld_total')).toBe(1)
  expect(count('footnote_answer_stage_duration_seconds_count\\{stage="embed"\\}')).toBe(3)
  expect(count('footnote_index_generation')).toBe(index.generation)
  expect(count('footnote_index_articles')).toBe(1)
  expect(count('process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  expect(text).not.toMatch(/secret|nowhere/)
})

test('labels do not grow with what clients send', async () => {
  const { app } = serve()
  for (let at = 0; at < 50; at += 1) {
    await app.request(`/made-up-${at}`)
    await app.request(`/v1/sources/src_${String(at).padStart(12, '0')}`)
    await app.request('/v1/index', { method: `MADE${at}` })
  }
  const text = await metricsOf(app)
  const series = text.match(/^footnote_http_request_duration_seconds_count.*$/gm) ?? []
  expect(series.length).toBeLessThan(8)
})

test('a line of each request and each answer, which belong together by the id of the request', async () => {
  const { ask, logged } = serve()
  const response = await ask('Who owns the submarine?')
  const id = response.headers.get('X-Request-Id')
  expect(logged()).toEqual([
    expect.objectContaining({
      ...{ level: 'info', event: 'answer', request_id: id, quotes: 0, answerable: true },
      ...{ refusal_reason: 'no_match', timings_ms: { embed: 0, retrieve: 0, compose: 0 } },
    }),
    {
      ...{ level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), event: 'request' },
      ...{ request_id: id, method: 'POST', route: '/v1/ask', status: 200 },
      ms: expect.any(Number),
    },
  ])
})

test('no question, no key and no address is written, unless questions are asked for', async () => {
  const quiet = serve()
  await quiet.ask('Who owns the submarine?')
  await quiet.app.request('/?question=submarine')
  expect(quiet.lines.join('')).not.toMatch(/submarine|fn_secret/)
  const told = serve(true)
  await told.ask('Who owns the submarine?')
  expect(told.logged()[0]).toMatchObject({ question: 'Who owns the submarine?' })
  expect(told.lines.join('')).not.toContain('fn_secret')
})

test("an error that is the server's own fault is written with its cause, by the same id", async () => {
  const { ask, logged } = serve()
  const response = await ask('Break')
  expect(response.status).toBe(500)
  const id = response.headers.get('X-Request-Id')
  expect(logged()).toContainEqual(
    expect.objectContaining({
      ...{ level: 'error', event: 'error', request_id: id },
      message: expect.stringContaining('cannot open'),
    }),
  )
  expect(logged()).toContainEqual(expect.objectContaining({ level: 'warn', status: 500 }))
})

test('an answer tells the time of its stages', async () => {
  const { ask } = serve()
  const response = await ask('When is high tide?')
  expect(response.headers.get('Server-Timing')).toBe('embed;dur=0, retrieve;dur=0, compose;dur=0')
})

test('the log goes on in its file; one that cannot be opened is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-log-'))
  const file = join(folder, 'log.jsonl')
  for (let time = 0; time < 2; time += 1) {
    createRequestLog(await openLogFile(file)).notice('The disk is full.')
  }
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(Array(2).fill('The disk is full.'))
  await expect(openLogFile(join(folder, 'none', 'log'))).rejects.toBeInstanceOf(FootnoteError)
})
