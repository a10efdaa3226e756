import { expect, test } from 'vitest'
import { loadResult } from './load-result.ts'
import type { Load } from './measure-load.ts'

const within = { p50: 1, p99: 20, max: 30 }
const calm: Load = {
  ...{ answersPerSecond: 40, answers: 2400, overloaded: 3, errors: 0, answerMs: within },
  ...{ healthMs: within, healthFailures: 0, articlesIngested: 60, connectionsOpened: 1500 },
  samples: [
    { seconds: 0.2, server: 300 * 1024 * 1024, all: 700 * 1024 * 1024, longestStall: 12.4 },
    { seconds: 5.1, server: 301 * 1024 * 1024, all: 701 * 1024 * 1024, longestStall: 8.9 },
  ],
}

test('the table has the memory of each look, in megabytes', () => {
  const lines = loadResult(calm).table?.trimEnd().split('\n') ?? []
  const rows = lines.slice(2).map((line) => line.split('|').map((cell) => cell.trim()))
  expect(rows.map((row) => row.slice(1, -1))).toEqual([
    ['0', '300', '700', '12'],
    ['5', '301', '701', '9'],
  ])
})

test('no error is let pass, and 99 of 100 looks at its health are answered within 50 ms', () => {
  const goals = loadResult(calm).measures.flatMap(({ name, goal }) => (goal ? [[name, goal]] : []))
  expect(goals).toEqual([
    ['- errors', { floor: 0 }],
    ['- 99 of 100 within', { floor: 50 }],
    ['- without an answer', { floor: 0 }],
  ])
})
