import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const app = createApi(makeDependencies(index))

async function problemOf(body: object, contentType = 'application/json') {
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': contentType },
    body: JSON.stringify(body),
  })
  return response.json()
}

test.each([
  ['max_quotes', 0, 'a whole number from 1 to 20'],
  ['max_quotes', 1.5, 'a whole number from 1 to 20'],
  ['max_quotes', '3', 'a whole number from 1 to 20'],
  ['question', 7, 'text of at most 2000 characters'],
  ['stream', 'yes', 'true or false'],
  ['mode', 'free', '"extractive"'],
  ['messages', {}, 'a list of at most 100'],
  ['filters', [], 'an object'],
])('%s %j is told what it must be', async (field, value, form) => {
  const problem = await problemOf({ question: 'Tide?', [field]: value })
  expect(problem.code).toBe('invalid_request')
  expect(problem.errors).toEqual([{ pointer: `#/${field}`, message: `Must be ${form}` }])
  expect(problem.next_step).toBe(`Send #/${field} as ${form}.`)
})

test.each([
  [{ messages: [{ role: 'system', content: '' }] }, '#/messages/0/role', '"user" or "assistant"'],
  [{ filters: { as_of: 'March' } }, '#/filters/as_of', 'a day written as YYYY-MM-DD'],
  [{ filters: { date_to: '3 March' } }, '#/filters/date_to', 'a day written as YYYY-MM-DD'],
  [
    { filters: { language: 'x'.repeat(36) } },
    '#/filters/language',
    'text of at most 35 characters',
  ],
])('so is a field further in %#', async (fields, pointer, form) => {
  const problem = await problemOf({ question: 'Tide?', ...fields })
  expect(problem.errors).toEqual([{ pointer, message: `Must be ${form}` }])
})

test('a missing field is named, with what it takes', async () => {
  const problem = await problemOf({})
  expect(problem.errors).toEqual([{ pointer: '#/question', message: 'Required' }])
  expect(problem.next_step).toBe('Send #/question as text of at most 2000 characters.')
  expect((await problemOf([])).next_step).toBe('Send an object.')
})

test.each([
  ['/v1/sources?limit=201', 'Send ?limit as a whole number from 1 to 200.'],
  ['/v1/sources?limit=ten', 'Send ?limit as a whole number from 1 to 200.'],
  ['/v1/sources?limit=1&limit=2', 'Give it once.'],
])('%s leads on', async (path, nextStep) => {
  expect((await (await app.request(path)).json()).next_step).toBe(nextStep)
})

test('days the wrong way round are both named', async () => {
  const filters = { date_from: '2024-03-02', date_to: '2024-03-01' }
  const problem = await problemOf({ question: 'Tide?', filters })
  expect(problem.code).toBe('unprocessable_request')
  expect(problem.errors).toEqual([
    { pointer: '#/filters/date_from', message: 'Must not be later than date_to (2024-03-01)' },
    { pointer: '#/filters/date_to', message: 'Must not be earlier than date_from (2024-03-02)' },
  ])
})

test('a source id that is none is named by its place, and is an invalid id', async () => {
  const filters = { source_ids: ['src_0123456789ab', 'src_0123456789AB'] }
  const problem = await problemOf({ question: 'Tide?', filters })
  expect(problem).toMatchObject({
    code: 'invalid_id',
    next_step: 'Take the ids from GET /v1/sources.',
    errors: [
      { pointer: '#/filters/source_ids/1', message: 'Must be src_ and 12 hexadecimal digits' },
    ],
  })
  const more = await problemOf({ question: 'Tide?', filters, max_quotes: 0 })
  expect(more.code).toBe('invalid_request')
  expect(more.errors).toHaveLength(2)
})

test('a wrong media type and a wrong method say what to use', async () => {
  const wrongType = await problemOf({ question: 'Tide?' }, 'text/plain')
  expect(wrongType).toMatchObject({ status: 415, next_step: 'Send application/json.' })
  const wrongMethod = await app.request('/v1/index', { method: 'DELETE' })
  expect(await wrongMethod.json()).toMatchObject({ status: 405, next_step: 'Use GET or HEAD.' })
})
