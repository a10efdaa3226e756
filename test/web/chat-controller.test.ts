import { expect, test } from 'vitest'
import type { AskRequest } from '../../src/answer/answer.ts'
import { noChoices } from '../../src/web/ask/filter-choices.ts'
import { createController } from '../../src/web/chat-controller.ts'
import { type ChatState, newTurn, type PageFacts, startChat } from '../../src/web/chat-state.ts'
import { AskProblem } from '../../src/web/read-events.ts'
import { makeGazette } from './gazette.ts'
import { questions, scriptChat } from './scripted-chat.ts'

const index = await makeGazette()

const facts: PageFacts = {
  ready: true,
  status: { state: 'ready', detail: 'Ready.' },
  articles: 4,
  samples: [],
  maxQuestionLength: 2000,
  choices: noChoices,
  index: null,
}

function start(given: { failures?: unknown[]; notReadyFor?: number; turns?: ChatState['turns'] }) {
  const chat = scriptChat(index)
  const failures = [...(given.failures ?? [])]
  let notReadyFor = given.notReadyFor ?? 0
  const controller = createController(startChat(facts, given.turns), {
    readEvents(request: AskRequest, signal: AbortSignal) {
      const failure = failures.shift()
      return failure === undefined ? chat.dependencies.ask(request, signal) : failing(failure)
    },
    async fetchFacts() {
      notReadyFor -= 1
      return { ...facts, ready: notReadyFor < 0 }
    },
    pause: () => Promise.resolve(),
    suggest: async () => [],
  })
  const until = (done: (state: ChatState) => boolean) =>
    new Promise<ChatState>((resolve) => {
      const check = () => {
        if (done(controller.getState())) resolve(controller.getState())
      }
      controller.subscribe(check)
      check()
    })
  return { ...chat, controller, until }
}

async function* failing(failure: unknown): AsyncGenerator<never> {
  await Promise.resolve()
  yield Promise.reject(failure)
}

const ended = ({ turns }: ChatState) => turns.at(-1)?.phase === 'answered'

test('a follow-up goes with the question and the answer before it', async () => {
  const { controller, until, asked } = start({})
  controller.ask(` ${questions.count} `)
  await until(ended)
  controller.ask(questions.followUp)
  await until(({ turns }) => turns.length === 2 && turns[1]?.phase === 'answered')
  expect(asked[0]).toEqual({ question: questions.count, messages: [] })
  expect(asked[1]?.messages?.map(({ role }) => role)).toEqual(['user', 'assistant'])
})

test('nothing is asked while an answer is under way, and nothing for an empty box', async () => {
  const { controller, until, asked, hold } = start({})
  controller.ask('  ')
  const release = hold()
  controller.ask(questions.cost)
  controller.ask(questions.count)
  expect(controller.getState().turns).toHaveLength(1)
  release()
  await until(ended)
  expect(asked).toHaveLength(1)
})

test('a failure is shown, and a retry goes with the history up to it', async () => {
  const gone = new AskProblem({ code: 'unreachable', message: null, nextStep: null })
  const { controller, until, asked } = start({ failures: [gone] })
  controller.ask(questions.cost)
  const { turns } = await until((state) => state.turns[0]?.phase === 'failed')
  expect(turns[0]?.problem).toEqual(gone.problem)
  controller.retry(0)
  await until(ended)
  expect(asked).toEqual([{ question: questions.cost, messages: [] }])
})

test('a stop ends the answer, and what comes later is dropped', async () => {
  const { controller, until, hold } = start({})
  const release = hold()
  controller.ask(questions.cost)
  await until(({ turns }) => turns[0]?.content.length === 1)
  controller.stop()
  release()
  await Promise.resolve()
  expect(controller.getState().turns[0]).toMatchObject({ phase: 'stopped' })
  expect(controller.getState().turns[0]?.content).toHaveLength(1)
})

test('a question asked before the articles are read is answered once they are', async () => {
  const notReady = new AskProblem({ code: 'not_ready', message: 'Not yet.', nextStep: null })
  const { controller, until } = start({ failures: [notReady], notReadyFor: 3 })
  const phases: (string | undefined)[] = []
  controller.subscribe(() => phases.push(controller.getState().turns[0]?.phase))
  controller.ask(questions.cost)
  const state = await until(ended)
  expect(phases).toContain('waiting')
  expect(state.facts.ready).toBe(true)
})

test('an unexpected failure says something and ends the turn', async () => {
  const { controller, until } = start({ failures: [new Error('a bug')] })
  controller.ask(questions.cost)
  const { turns } = await until((state) => state.turns[0]?.phase === 'failed')
  expect(turns[0]?.problem).toEqual({ code: 'page_fault', message: null, nextStep: null })
})

test('questions that waited are answered in order, each with the ones before it', async () => {
  const waiting = [questions.count, questions.followUp].map((question) => ({
    ...newTurn(question),
    phase: 'waiting' as const,
  }))
  const { controller, until, asked } = start({ turns: waiting })
  controller.resume()
  await until(ended)
  expect(asked.map(({ question }) => question)).toEqual([questions.count, questions.followUp])
  expect(asked[1]?.messages).toHaveLength(2)
})

test('nothing new is asked while an earlier question is asked again', async () => {
  const gone = new AskProblem({ code: 'unreachable', message: null, nextStep: null })
  const { controller, until, hold } = start({ failures: [gone] })
  controller.ask(questions.cost)
  await until(({ turns }) => turns[0]?.phase === 'failed')
  controller.ask(questions.count)
  await until(({ turns }) => turns[1]?.phase === 'answered')
  const release = hold()
  controller.retry(0)
  controller.ask(questions.route)
  expect(controller.getState().turns).toHaveLength(2)
  release()
  await until(({ turns }) => turns[0]?.phase === 'answered')
})

test('a question asked meanwhile waits, one at a time, and is asked with what came before it', async () => {
  const { controller, until, asked, hold } = start({})
  const release = hold()
  expect(controller.ask(questions.cost)).toBe(true)
  expect(controller.ask(questions.count)).toBe(true)
  expect(controller.ask(questions.route)).toBe(false)
  expect(controller.getState().next).toBe(questions.count)
  release()
  await until(({ turns }) => turns.length === 2 && turns[1]?.phase === 'answered')
  expect(controller.getState().next).toBeNull()
  expect(asked[1]?.messages?.[0]?.content).toBe(questions.cost)
})

test('a question is asked again by itself once the server is back', async () => {
  const gone = new AskProblem({ code: 'unreachable', message: null, nextStep: null })
  const { controller, until, asked } = start({ failures: [gone, gone] })
  const connections: string[] = []
  controller.subscribe(() => connections.push(controller.getState().connection))
  controller.ask(questions.count)
  await until(ended)
  await until(({ connection }) => connection === 'here')
  expect(connections).toContain('away')
  expect(asked).toHaveLength(1)
  expect(controller.getState().turns).toHaveLength(1)
})

test('an answer that broke off is gone on with from the place where it was', async () => {
  const chat = scriptChat(index)
  const places: (string | undefined)[] = []
  const controller = createController(startChat(facts), {
    async *readEvents(request, signal, place) {
      places.push(place.lastEventId)
      let count = 0
      for await (const event of chat.dependencies.ask(request, signal)) {
        count += 1
        if (count <= Number(place.lastEventId ?? 0)) continue
        if (count === 6 && places.length === 1) {
          throw new AskProblem({ code: 'broken_off', message: null, nextStep: null })
        }
        place.lastEventId = String(count)
        yield event
      }
    },
    fetchFacts: async () => facts,
    pause: () => Promise.resolve(),
    suggest: async () => [],
  })
  const ended = () => controller.getState().turns.at(-1)?.phase === 'answered'
  controller.ask(questions.cost)
  await expect.poll(ended).toBe(true)
  expect(places).toEqual([undefined, '5'])
  expect(controller.getState().turns[0]?.citations).toHaveLength(3)
  // The next question begins at its own beginning.
  controller.ask(questions.count)
  await expect.poll(ended).toBe(true)
  expect(places).toEqual([undefined, '5', undefined])
})

test('an answer from another index says so to the turns before it', async () => {
  const { controller, until } = start({})
  controller.ask(questions.count)
  await until(ended)
  const { facts: known, turns } = controller.getState()
  expect(known.index).toBe(index.hash)
  expect(turns[0]?.index).toBe(index.hash)
})

test('filters go with the question, and a retry may leave them out', async () => {
  const { controller, until, asked } = start({})
  controller.dispatch({ type: 'filter', filters: { publisher: 'Harbour Gazette' } })
  controller.ask(questions.count)
  await until(ended)
  controller.retry(0, true)
  await until(() => asked.length === 2)
  await until(ended)
  expect(asked.map(({ filters }) => filters)).toEqual([{ publisher: 'Harbour Gazette' }, undefined])
})
