import { expect, test } from 'vitest'
import { createConcurrencyLimit } from '../../src/server/concurrency-limit.ts'

const never = new AbortController().signal

test('lets in as many as there are places, then the line in its order', async () => {
  const limit = createConcurrencyLimit(2, 5)
  const first = await limit.acquire(never)
  await limit.acquire(never)
  const order: string[] = []
  const third = limit.acquire(never).then((release) => {
    order.push('third')
    return release
  })
  const fourth = limit.acquire(never).then(() => order.push('fourth'))
  expect([limit.running, limit.waiting]).toEqual([2, 2])
  first()
  first()
  const release = await third
  expect([limit.running, limit.waiting, order]).toEqual([2, 1, ['third']])
  release()
  await fourth
  expect([limit.running, limit.waiting, order]).toEqual([2, 0, ['third', 'fourth']])
})

test('refuses at once when the line is full', async () => {
  const limit = createConcurrencyLimit(1, 0)
  await limit.acquire(never)
  await expect(limit.acquire(never)).rejects.toMatchObject({ code: 'overloaded' })
})

test('whoever gives up leaves the line and takes no place', async () => {
  const limit = createConcurrencyLimit(1, 1)
  const release = await limit.acquire(never)
  const controller = new AbortController()
  const waiting = limit.acquire(controller.signal)
  controller.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  expect(limit.waiting).toBe(0)
  release()
  expect(limit.running).toBe(0)
  await expect(limit.acquire(controller.signal)).rejects.toThrow('gone')
})
