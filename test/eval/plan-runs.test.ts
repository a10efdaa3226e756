import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { corpusOf, planFolder, planSet } from './plan-runs.ts'
import { questionsOf, thin } from './run-set.ts'
import type { Row } from './score-answers.ts'
import { partsOf } from './set-parts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-sets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function place(name: string, questions: object[], withCorpus = true): void {
  mkdirSync(join(folder, name, ...(withCorpus ? ['corpus'] : [])), { recursive: true })
  const lines = questions.map((question) => JSON.stringify(question))
  writeFileSync(join(folder, name, 'questions.jsonl'), lines.join('\n'))
}

test('every set with articles is run, xquad-en twice, and in Chinese where that is there', () => {
  for (const name of ['xquad-en', 'clapnq', 'xquad-zh']) place(name, [])
  place('rewrites-only', [], false)
  mkdirSync(join(folder, 'no-questions', 'corpus'), { recursive: true })
  const names = planFolder(folder).map(({ name }) => name)
  expect(names).toEqual(['clapnq', 'xquad-en', 'xquad-en (half away)', 'xquad-zh', 'cross-zh'])
  rmSync(join(folder, 'xquad-zh'), { recursive: true })
  expect(planFolder(folder).map(({ name }) => name)).not.toContain('cross-zh')
})

test('a set has its articles beside it, or those of the repository', () => {
  place('a', [])
  place('b', [], false)
  expect(corpusOf(join(folder, 'a'), 'own')).toBe(join(folder, 'a', 'corpus'))
  expect(corpusOf(join(folder, 'b'), 'own')).toBe('own')
  expect(planSet(join(folder, 'b'), { corpus: 'own', drop: true }).name).toBe('b (half away)')
})

test('the wording of another set is asked with the gold of the first', () => {
  place('a', [
    { id: '1', question: 'Who?', gold_doc: 'x' },
    { id: '2', question: 'Where?', gold_doc: 'y' },
  ])
  place('b', [
    { id: '2', question: '哪里？', gold_doc: 'z' },
    { id: '3', question: '谁？', gold_doc: 'z' },
  ])
  expect(questionsOf({ set: join(folder, 'a'), wording: join(folder, 'b') })).toEqual([
    { id: '2', question: '哪里？', gold_doc: 'y' },
  ])
})

test('a limit takes questions from the whole set, never more than it says', () => {
  expect(thin([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 3, 6])
  expect(thin([0, 1, 2, 3, 4, 5, 6], 5)).toEqual([0, 2, 4, 6])
  expect(thin([0, 1], 2)).toEqual([0, 1])
  expect(thin([0, 1], 0)).toEqual([0, 1])
})

test('parts of a set: types together where that is usual, and each type when asked for', () => {
  const rows = ['list', 'factoid', 'multi_doc', ''].map((type) => ({ type }) as Row)
  const names = (set: string, byType: boolean) =>
    partsOf(set, rows, byType).map((part) => [part.name, part.rows.length])
  expect(names('gba', false)).toEqual([['multi_doc, list', 2]])
  expect(names('other', false)).toEqual([])
  expect(names('other', true)).toEqual([
    ['factoid', 1],
    ['list', 1],
    ['multi_doc', 1],
  ])
})
