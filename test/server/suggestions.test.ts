import { expect, test } from 'vitest'
import type { SuggestionsRequest } from '../../src/answer/suggestions.ts'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'tides.txt', text: 'High tide is at noon.\n' }])
const question = 'When is high tide?'

function suggest(given: Partial<ApiDependencies>, body: object = {}) {
  return createApi(makeDependencies(index, given)).request('/v1/suggestions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question, ...body }),
  })
}

test('gives the suggestions with the index they are of, not to be kept', async () => {
  const asked: SuggestionsRequest[] = []
  const suggestion = {
    question: 'Who built the pier?',
    source_id: 'src_0123456789ab',
    title: 'Pier',
  }
  const citation_ids = ['cit_34d17b5f4120-24-45']
  const response = await suggest(
    {
      async suggestQuestions(request) {
        asked.push(request)
        return [suggestion]
      },
    },
    { citation_ids },
  )
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.json()).toEqual({
    object: 'suggestions',
    suggestions: [suggestion],
    index: { generation: index.generation, hash: index.hash },
  })
  expect(asked).toEqual([{ question, citation_ids }])
})

test.each([
  [{ citation_ids: ['34d17b5f4120'] }, 'invalid_id'],
  [
    { citation_ids: Array.from({ length: 101 }, () => 'cit_34d17b5f4120-24-45') },
    'invalid_request',
  ],
  [{ citations: [] }, 'unknown_field'],
  [{ question: ' ' }, 'question_empty'],
])('refuses %j', async (body, code) => {
  const response = await suggest({}, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code })
})

test('is not ready before there is an index', async () => {
  const response = await suggest({ currentIndex: () => undefined })
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'not_ready' })
})

test('requests are worked on one after another', async () => {
  let running = 0
  let most = 0
  const api = createApi(
    makeDependencies(index, {
      async suggestQuestions() {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
        return []
      },
    }),
  )
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question }),
  }
  await Promise.all([1, 2, 3].map(() => api.request('/v1/suggestions', options)))
  expect(most).toBe(1)
})
