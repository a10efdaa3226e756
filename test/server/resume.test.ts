import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { FootnoteError } from '../../src/errors.ts'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'tides.txt', text: 'High tide is at noon.\n' }])
const changed = await makeIndex([{ path: 'tides.txt', text: 'High tide is at one.\n' }])
const question = 'When is high tide?'

/** What changes between two runs of the same question changes here, too. */
let asked = 0
async function* ask(...[request]: Parameters<ApiDependencies['ask']>): AsyncGenerator<AnswerEvent> {
  asked += 1
  for await (const event of firstSentenceEvents(index, request)) {
    if (!('answer' in event)) yield event
    else
      yield {
        ...event,
        answer: { ...event.answer, timings_ms: { embed: asked, retrieve: 0, compose: 0 } },
      }
  }
}

async function stream(lastEventId?: string, given: Partial<ApiDependencies> = {}) {
  const response = await createApi(makeDependencies(index, { ask, ...given })).request('/v1/ask', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
    },
    body: JSON.stringify({ question, stream: true }),
  })
  const events: EventSourceMessage[] = []
  createParser({ onEvent: (event) => events.push(event) }).feed(await response.clone().text())
  return { response, events, ids: events.map(({ id }) => id ?? '') }
}

const whole = await stream()

test('after each event but the last come the others: none twice, none lost', async () => {
  expect(whole.events).toHaveLength(6)
  for (const [at, id] of whole.ids.slice(0, -1).entries()) {
    const rest = await stream(id)
    expect(rest.response.status).toBe(200)
    expect(rest.ids).toEqual(whole.ids.slice(at + 1))
    const data = (events: EventSourceMessage[]) => events.slice(0, -1).map((event) => event.data)
    expect(data(rest.events)).toEqual(data(whole.events.slice(at + 1)))
  }
})

test('after the last event there is nothing, which ends the reconnecting', async () => {
  const { response } = await stream(whole.ids.at(-1))
  expect([response.status, await response.text()]).toEqual([204, ''])
})

test('an answer that has changed meanwhile begins anew, whatever had come of the old one', async () => {
  const other = { ask: (request: { question: string }) => firstSentenceEvents(changed, request) }
  const anew = await stream(undefined, other)
  // What the two have in common is gone on from: before the first quote they are the same here.
  expect(anew.ids.slice(0, 3)).toEqual(whole.ids.slice(0, 3))
  expect((await stream(whole.ids[1], other)).ids).toEqual(anew.ids.slice(2))
  for (const id of whole.ids.slice(3)) {
    const { events, ids } = await stream(id, other)
    expect(events[0]?.event).toBe('answer.created')
    expect(ids).toEqual(anew.ids)
  }
  const longer = await stream(whole.ids[5]?.replace('6-', '9-'), other)
  expect(longer.ids).toEqual(anew.ids)
})

test.each([
  '',
  '0-000000000000',
  '3',
  '-1; DROP',
  `3-${'f'.repeat(12)}`,
  '999999-000000000000',
  '٣-0',
])('an id that is none of this answer gives all of it: %j', async (id) => {
  expect((await stream(encodeURIComponent(id))).ids).toEqual(whole.ids)
  if (/^[ -~]*$/.test(id)) expect((await stream(id)).ids).toEqual(whole.ids)
})

test('what fails before the missing events is an ordinary problem', async () => {
  const { response } = await stream(whole.ids[2], {
    async *ask(request) {
      for await (const event of firstSentenceEvents(index, request)) {
        if (event.type === 'citation.added') throw new FootnoteError('not_ready', 'Not yet.')
        yield event
      }
    },
  })
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'not_ready' })
})

test('an answer as JSON does not heed the header', async () => {
  const response = await createApi(makeDependencies(index)).request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Last-Event-ID': whole.ids.at(-1) ?? '' },
    body: JSON.stringify({ question }),
  })
  expect(await response.json()).toMatchObject({ object: 'answer' })
})
