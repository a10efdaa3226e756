import { expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { noChoices } from '../../src/web/ask/filter-choices.ts'
import {
  type ChatState,
  historyOf,
  newTurn,
  reduceChat,
  startChat,
  type Turn,
} from '../../src/web/chat-state.ts'
import { makeGazette } from './gazette.ts'
import { questions, scriptChat } from './scripted-chat.ts'

const { dependencies } = scriptChat(await makeGazette())

const empty = startChat({
  ready: true,
  status: { state: 'ready', detail: 'Ready.' },
  articles: 4,
  samples: [],
  maxQuestionLength: 2000,
  choices: noChoices,
  index: null,
})

async function eventsOf(question: string): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = []
  for await (const event of dependencies.ask({ question })) events.push(event)
  return events
}

/** All states from the question on, one an event. */
async function statesOf(question: string): Promise<ChatState[]> {
  const states = [reduceChat(empty, { type: 'ask', question })]
  for (const event of await eventsOf(question)) {
    const before = states.at(-1) ?? empty
    states.push(reduceChat(before, { type: 'event', turn: 0, event }))
  }
  return states
}

test('quotes appear one by one, each with its citation', async () => {
  const states = await statesOf(questions.cost)
  const counts = states.map(({ turns }) => turns[0]?.content.length)
  expect([...new Set(counts)]).toEqual([0, 1, 2, 3])
  for (const { turns } of states) {
    for (const part of turns[0]?.content ?? []) {
      if (part.type !== 'quote') continue
      const ids = turns[0]?.citations.map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(part.citation_ids))
    }
  }
  expect(states.at(-1)?.turns[0]?.phase).toBe('answered')
})

test('the resolved question is kept only where it differs', async () => {
  expect((await statesOf(questions.followUp)).at(-1)?.turns[0]?.resolvedQuestion).toBe(
    questions.resolved,
  )
  expect((await statesOf(questions.cost)).at(-1)?.turns[0]?.resolvedQuestion).toBeNull()
})

test('a refusal ends as refused, with its reason', async () => {
  const turn = (await statesOf(questions.refused)).at(-1)?.turns[0]
  expect(turn?.phase).toBe('refused')
  expect(turn?.refusal?.unknown_terms).toContain('zeppelin')
})

test('events after a stop change nothing', async () => {
  const [asked = empty] = await statesOf(questions.cost)
  const stopped = reduceChat(asked, { type: 'stop', turn: 0 })
  expect(stopped.turns[0]?.phase).toBe('stopped')
  for (const event of await eventsOf(questions.cost)) {
    expect(reduceChat(stopped, { type: 'event', turn: 0, event }).turns).toEqual(stopped.turns)
  }
})

test('what has ended can neither be stopped nor fail', async () => {
  const ended = (await statesOf(questions.cost)).at(-1) ?? empty
  const problem = { code: 'timeout', message: 'Late.', nextStep: null }
  expect(reduceChat(ended, { type: 'stop', turn: 0 }).turns).toEqual(ended.turns)
  expect(reduceChat(ended, { type: 'fail', turn: 0, problem }).turns).toEqual(ended.turns)
})

test('a failed turn can be asked again and starts anew', () => {
  const asked = reduceChat(empty, { type: 'ask', question: questions.cost })
  const problem = { code: 'unreachable', message: null, nextStep: null }
  const failed = reduceChat(asked, { type: 'fail', turn: 0, problem })
  expect(failed.turns[0]).toMatchObject({ phase: 'failed', problem })
  const again = reduceChat(failed, { type: 'retry', turn: 0 })
  expect(again.turns).toEqual([newTurn(questions.cost)])
})

test('an answer that broke off keeps what came, and one that begins anew does not', async () => {
  const states = await statesOf(questions.cost)
  const broken = states.at(-2) ?? empty
  const problem = { code: 'broken_off', message: null, nextStep: null }
  const failed = reduceChat(broken, { type: 'fail', turn: 0, problem })
  const again = reduceChat(failed, { type: 'go-on', turn: 0 })
  expect(again.turns[0]).toEqual(broken.turns[0])
  const [created] = await eventsOf(questions.cost)
  if (!created) throw new Error('There is no event.')
  const anew = reduceChat(again, { type: 'event', turn: 0, event: created })
  expect(anew.turns[0]).toEqual(states[1]?.turns[0])
  expect(anew.turns[0]).toMatchObject({ phase: 'asking', content: [], citations: [] })
})

test('a question asked too early waits', () => {
  const asked = reduceChat(empty, { type: 'ask', question: questions.cost })
  const status = { state: 'ingesting', detail: 'Reading.', done: 1, total: 4 } as const
  const waiting = reduceChat(asked, { type: 'wait', turn: 0, status })
  expect(waiting.turns[0]?.phase).toBe('waiting')
  expect(waiting.facts).toMatchObject({ ready: false, status })
})

test('history holds ended turns only, the last six, and never cuts a character in half', () => {
  const turns: Turn[] = Array.from({ length: 8 }, (_, i) => ({
    ...newTurn(`Question ${i}`),
    phase: 'answered',
    text: `${'x'.repeat(3999)}😀 and more`,
  }))
  const messages = historyOf([...turns, { ...newTurn('Stopped'), phase: 'stopped' }])
  expect(messages).toHaveLength(12)
  expect(messages[0]).toEqual({ role: 'user', content: 'Question 2' })
  expect(messages[1]?.content).toBe('x'.repeat(3999))
  expect(messages.map(({ content }) => content)).not.toContain('Stopped')
})
