import { expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { createApi } from '../../src/server/create-api.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'tides.txt', text: 'High tide is at noon. Low tide is at six.\n' },
])

test('answers JSON with the whole answer', async () => {
  const app = createApi(makeDependencies(index))
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question: 'When is high tide?' }),
  })
  expect(response.status).toBe(200)
  const reply = answer.parse(await response.json())
  expect(reply.answer).toBe('High tide is at noon.')
})
