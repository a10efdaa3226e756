import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileName, goldDocuments, readQuestionSet } from './question-set.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-questions-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('readQuestionSet', () => {
  test('reads a question a line, empty lines left out', () => {
    const question = { id: 'q1', question: 'Who?', answerable: true }
    writeFileSync(join(folder, 'questions.jsonl'), `\n${JSON.stringify(question)}\r\n \n`)
    expect(readQuestionSet(folder)).toEqual([question])
  })

  test('names the line that is not JSON', () => {
    writeFileSync(join(folder, 'questions.jsonl'), '{"id":"q1"}\n\n{"id":\n')
    expect(() => readQuestionSet(folder)).toThrow(/questions\.jsonl, line 3 is not JSON/)
  })

  test('fails where there is no set', () => {
    expect(() => readQuestionSet(join(folder, 'none'))).toThrow(/ENOENT/)
  })
})

test.each([
  [{ gold: [{ doc: 'a.txt' }, { doc: 'a.txt' }, { doc: 'b' }] }, ['a.txt', 'b.txt']],
  [{ gold_doc: 'a' }, ['a.txt']],
  [{ gold_doc: ['a', 'b.md', ''] }, ['a.txt', 'b.md']],
  [{}, []],
])('the files with the answer of %j', (question, files) => {
  expect(goldDocuments(question as never)).toEqual(files)
})

test('a name without an extension is that of a text file', () => {
  expect(['a', 'a.txt', 'a.md', 'v1.2'].map(fileName)).toEqual([
    'a.txt',
    'a.txt',
    'a.md',
    'v1.2.txt',
  ])
})

describe.each(['gba', 'gba-pairs', 'gba-chinese'])('the set %s', (name) => {
  const questions = readQuestionSet(fileURLToPath(new URL(name, import.meta.url)))

  test('has an id of its own for every question, and both kinds of question', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
    expect(new Set(questions.map(({ answerable }) => answerable)).size).toBe(2)
    for (const { question } of questions) expect(question.trim()).not.toBe('')
  })

  test('says for every answerable question what must be quoted', () => {
    for (const { id, answerable, gold } of questions) {
      if (!answerable) continue
      expect(gold?.length, id).toBeGreaterThan(0)
      for (const { must } of gold ?? []) expect(must.length, id).toBeGreaterThan(0)
    }
  })
})
