import { afterAll, describe, expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { methods, paths, queries } from './hostile-addresses.ts'
import { bodies, types } from './hostile-bodies.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const source = `/v1/sources/${index.articles[0]?.id}`
const asked: string[] = []
const lookedUp: string[] = []
const logged: unknown[] = []
const dependencies = makeDependencies({
  ...index,
  revision: async (name) => {
    lookedUp.push(name)
    return index.revision(name)
  },
})
const app = createApi(
  {
    ...dependencies,
    ask: (request) => {
      asked.push(request.question)
      return dependencies.ask(request)
    },
  },
  undefined,
  { logError: (error) => logged.push(error) },
)

const cases = [...paths, ...queries(source), ...bodies, ...types, ...methods(source)]

describe('hostile requests', () => {
  test.each(cases)('%s', async (_, path, init, status, code) => {
    const response = await app.request(path, init)
    const text = await response.text()
    expect([response.status, text.slice(0, 200)]).toEqual([status, expect.any(String)])
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; /)
    expect(response.headers.get('X-Powered-By')).toBeNull()
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    if (status < 400) return
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const problem = JSON.parse(text)
    expect(problem).toMatchObject({ status, type: `/v1/problems/${problem.code}` })
    if (code) expect(problem.code).toBe(code)
    expect(problem.next_step).toMatch(/^[A-Z].*\.$/)
    expect(text.length).toBeLessThan(8_000)
    expect(await (await app.request(problem.type)).json()).toMatchObject({
      code: problem.code,
      title: problem.title,
    })
  })
})

afterAll(() => {
  // Only ids of the right shape are ever looked for, and no wrong question is ever asked.
  expect(lookedUp.every((name) => /^[0-9a-f]{12}$/.test(name))).toBe(true)
  expect(asked.length).toBe([...bodies, ...types].filter(([, , , status]) => status === 200).length)
  expect(logged).toEqual([])
})
