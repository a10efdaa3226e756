import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { judgeCases } from './judge-cases.ts'
import { misquote } from './misquote.ts'
import { scoreVerification } from './score-verification.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('quotations of the samples, right and made wrong, are judged at least this well', async () => {
  const { cases, found } = await judgeCases(root)
  const { classes, rules } = scoreVerification(cases, found)
  expect(cases.length).toBeGreaterThan(800)
  for (const { name, cases: number, precision, recall } of classes) {
    expect(number, name).toBeGreaterThan(80)
    expect(precision, name).toBeGreaterThanOrEqual(0.99)
    expect(recall, name).toBeGreaterThanOrEqual(0.98)
  }
  for (const { rule, cases: number, named } of rules) {
    if (named !== undefined) expect(named / number, rule).toBeGreaterThanOrEqual(0.95)
  }
}, 120_000)

test('a class is scored by what is told and by what is there', () => {
  const cases = misquote([
    { doc: 'a.txt', quote: 'The ferry was late for 3 days in the cold of winter' },
  ])
  const told = cases.map(({ rule, expected }) => {
    const status = rule === 'a word is left out' ? 'spliced' : expected
    return { status, nearest: { changes: [{ kind: 'number' }] } } as never
  })
  const { classes, rules } = scoreVerification(cases, told)
  const spliced = classes.find(({ name }) => name === 'spliced')
  expect(spliced).toMatchObject({ cases: 2, precision: 2 / 3, recall: 1 })
  expect(classes.find(({ name }) => name === 'not_found')?.recall).toBeLessThan(1)
  expect(rules.find(({ rule }) => rule === 'a figure is another')).toMatchObject({
    cases: 1,
    named: 1,
  })
  expect(rules.find(({ rule }) => rule === 'a negation goes or comes')).toMatchObject({ named: 0 })
  expect(rules.find(({ rule }) => rule === 'a word is left out')).toMatchObject({ right: 0 })
})
