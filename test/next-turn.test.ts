import { expect, test } from 'vitest'
import { nextTurn } from '../src/next-turn.ts'

test('between two turns of the event loop one part of the work is done, however many wait', async () => {
  let [done, atLook, most] = [0, 0, 0]
  let isOver = false
  const look = () => {
    most = Math.max(most, done - atLook)
    atLook = done
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  const work = async () => {
    for (let part = 0; part < 5; part += 1) {
      await nextTurn()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: 20 }, work))
  isOver = true
  expect([done, most]).toEqual([100, 1])
})

test('turns are given in the order in which they were asked for', async () => {
  const order: string[] = []
  const work = async (name: string) => {
    for (let part = 0; part < 3; part += 1) {
      await nextTurn()
      order.push(name)
    }
  }
  await Promise.all([work('a'), work('b')])
  expect(order.join('')).toBe('ababab')
})
