import { expect, test } from 'vitest'
import { guardLanguageModel } from '../../../src/answer/language-model/guard-language-model.ts'
import type {
  LanguageModel,
  ModelReply,
} from '../../../src/answer/language-model/language-model.ts'

const prompt = { instructions: '', material: '{}', schema: {} }
const timeout: ModelReply = { failure: 'timeout' }

/** A model whose replies are given one by one, by the test. */
function heldModel() {
  const waiting: ((reply: ModelReply | Error) => void)[] = []
  const model: LanguageModel = {
    name: 'held',
    complete: (_, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        waiting.push((reply) => (reply instanceof Error ? reject(reply) : resolve(reply)))
      }),
  }
  return {
    model,
    asked: () => waiting.length,
    reply(reply: ModelReply | Error) {
      for (const give of waiting.splice(0)) give(reply)
    },
  }
}

test('a few questions are with it at once; one more goes without it', async () => {
  const { model, reply, asked } = heldModel()
  const guarded = guardLanguageModel(model)
  const replies = Array.from({ length: 4 }, () => guarded.complete(prompt))
  expect(await guarded.complete(prompt)).toEqual({ failure: 'busy' })
  expect(asked()).toBe(4)
  reply({ text: 'x' })
  expect(await Promise.all(replies)).toEqual(Array(4).fill({ text: 'x' }))
  const next = guarded.complete(prompt)
  reply({ text: 'y' })
  expect(await next).toEqual({ text: 'y' })
})

test('after three failures in a row it is left alone, then one question tries it', async () => {
  const paused: unknown[] = []
  let calls = 0
  let reply: ModelReply = timeout
  const model: LanguageModel = {
    name: 'ill',
    async complete() {
      calls += 1
      return reply
    },
  }
  const pauseMs = 60
  const guarded = guardLanguageModel(model, {
    pauseMs,
    onPause: (...told) => paused.push(told),
  })
  for (let at = 0; at < 3; at += 1) expect(await guarded.complete(prompt)).toEqual(timeout)
  expect(paused).toEqual([[timeout, pauseMs]])
  for (let at = 0; at < 5; at += 1) {
    expect(await guarded.complete(prompt)).toEqual({ failure: 'paused' })
  }
  expect(calls).toBe(3)
  reply = { text: 'well again' }
  await expect.poll(() => guarded.complete(prompt)).toEqual({ text: 'well again' })
  expect(calls).toBe(4)
  expect(await guarded.complete(prompt)).toEqual(reply)
})

test('while one question tries it, the others do not wait', async () => {
  const { model, reply, asked } = heldModel()
  const guarded = guardLanguageModel(model, { pauseMs: 1 })
  for (let at = 0; at < 3; at += 1) {
    const asking = guarded.complete(prompt)
    reply(timeout)
    await asking
  }
  // Who leaves a trial says nothing of the model: the next question tries it again.
  for (const leaving of [new AbortController(), new AbortController()]) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    const trial = guarded.complete(prompt, leaving.signal)
    await expect.poll(asked).toBe(1)
    expect(await guarded.complete(prompt)).toEqual({ failure: 'paused' })
    leaving.abort(new Error('gone'))
    await expect(trial).rejects.toThrow('gone')
    reply(timeout)
  }
})

test('replies that are only wrong, and people who leave, do not stop it', async () => {
  const { model, reply } = heldModel()
  const guarded = guardLanguageModel(model)
  for (const wrong of ['malformed', 'refused'] as const) {
    for (let at = 0; at < 4; at += 1) {
      const asking = guarded.complete(prompt)
      reply({ failure: wrong })
      expect(await asking).toEqual({ failure: wrong })
    }
  }
  for (let at = 0; at < 4; at += 1) {
    const asking = guarded.complete(prompt)
    reply(new Error('gone'))
    await expect(asking).rejects.toThrow('gone')
  }
  const last = guarded.complete(prompt)
  reply({ text: 'x' })
  expect(await last).toEqual({ text: 'x' })
})
