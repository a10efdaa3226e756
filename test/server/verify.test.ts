import { expect, it, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { maxQuotations, maxTextLength, verification } from '../../src/verify/verification.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const tide = 'High tide is at noon. Low tide is at six.\n'
const index = await makeIndex([{ path: 'a.txt', text: tide }])
const app = createApi(makeDependencies(index, { maxBodyBytes: 1024 * 1024 }))

async function post(body: unknown) {
  const response = await app.request('/v1/verify', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

it('verifies the quotations of a text', async () => {
  const text = 'They say “High tide is at noon” and “Low tide is at seven”.'
  const { status, body } = await post({ text })
  expect(status).toBe(200)
  const reply = verification.parse(body)
  expect(reply).toEqual(body)
  expect(reply.summary).toMatchObject({ quotations: 2, exact: 1, not_found: 1, failed: 1 })
  expect(reply.quotations.map(({ start, end }) => text.slice(start ?? 0, end ?? 0))).toEqual([
    'High tide is at noon',
    'Low tide is at seven',
  ])
  expect(reply.quotations[1]?.nearest?.changes).toEqual([
    { kind: 'number', from: 'six', to: 'seven' },
  ])
})

it('verifies a list, and gives the same bytes again', async () => {
  const request = {
    quotes: [{ quote: 'Low tide', source: 'a.txt' }, { quote: 'No tide at all today' }],
  }
  const [first, second] = [await post(request), await post(request)]
  expect(first.status).toBe(200)
  expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body))
})

it('answers a text without quotations', async () => {
  const { body } = await post({ text: 'Nothing is quoted here.' })
  expect(body).toMatchObject({ summary: { quotations: 0, failed: 0 }, quotations: [] })
})

test.each([
  [{}, 'unprocessable_request', '#/text'],
  [{ text: 'a', quotes: [] }, 'unprocessable_request', '#/quotes'],
  [{ text: 'a', formt: 'html' }, 'unknown_field', '#/formt'],
  [{ text: 'a', format: 'pdf' }, 'invalid_request', '#/format'],
  [{ quotes: [{ quote: '…' }] }, 'unprocessable_request', '#/quotes/0/quote'],
  [{ quotes: [{ quote: 'a', from: 'b' }] }, 'unknown_field', '#/quotes/0/from'],
  [{ quotes: [], format: 'html' }, 'unprocessable_request', '#/format'],
  [{ text: 'a'.repeat(maxTextLength + 1) }, 'invalid_request', '#/text'],
  [{ quotes: Array(maxQuotations + 1).fill({ quote: 'a' }) }, 'invalid_request', '#/quotes'],
  [{ text: 'half \ud800 a pair' }, 'invalid_request', '#/text'],
])('refuses a wrong request: %#', async (body, code, pointer) => {
  const reply = await post(body)
  expect(reply.status).toBe(code === 'unprocessable_request' ? 422 : 400)
  expect(reply.body).toMatchObject({ code })
  expect(reply.body.errors[0].pointer).toBe(pointer)
})

it('refuses a text with too many quotations, and says what to do', async () => {
  const { status, body } = await post({ text: '“high tide” '.repeat(maxQuotations + 1) })
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'unprocessable_request', next_step: 'Send it in parts.' })
  expect(body.detail).toContain(String(maxQuotations + 1))
})
