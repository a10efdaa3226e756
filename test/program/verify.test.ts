import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { verification } from '../../src/verify/verification.ts'
import { ended, root, runCommand, startCommand } from './start-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'footnote-verify-'))
const index = join(folder, 'index')
const flags = ['--index', index]
const put = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const right =
  '“Qianhai has become a key hub for Hong Kong enterprises, with over 9,200 companies registered.”'
const wrong = right.replace('9,200', '9,300')

beforeAll(async () => {
  const { code } = await runCommand('ingest', ['--corpus', join(root, 'corpus'), ...flags])
  expect(code).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('verify', () => {
  it('ends with 0 when the articles hold every quotation', async () => {
    const file = put(
      'right.md',
      `# Memo\n\n> ${right.slice(1, -1)}\n\nA “scare quote” is not judged.\n`,
    )
    const { code, stdout, stderr } = await runCommand('verify', [file, ...flags])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('1 exact')
    expect(stdout).toContain('003_18d87e5456977e12.txt')
  })

  it('ends with 1 when one is not there, and says what differs and where', async () => {
    const { code, stdout } = await runCommand('verify', [
      put('wrong.txt', `He said ${wrong}`),
      ...flags,
    ])
    expect(code).toBe(1)
    expect(stdout).toMatch(/FAIL {2}1:10 {2}not found/)
    expect(stdout).toContain('number: “9,200” became “9,300”')
  })

  it('reads HTML and several files, and prints the object of the API for each', async () => {
    const html = put('page.html', `<html><body><p><q>${wrong.slice(1, -1)}</q></p></body></html>`)
    const { code, stdout } = await runCommand('verify', [
      put('right.txt', right),
      html,
      '--json',
      ...flags,
    ])
    expect(code).toBe(1)
    const replies = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(replies.map(({ file, ...reply }) => verification.parse(reply).format)).toEqual([
      'plain',
      'html',
    ])
    expect(replies.map(({ summary }) => summary.failed)).toEqual([0, 1])
  })

  it('reads standard input', async () => {
    const child = startCommand('verify', ['-', ...flags])
    child.stdin?.end(right)
    const { code, stdout } = await ended(child)
    expect(code).toBe(0)
    expect(stdout).toContain('standard input: 1 quotation')
  })

  test.each([
    [[], 'no file'],
    [[join(folder, 'nowhere.md')], 'nowhere.md'],
    [[folder], folder],
    [['--jsn'], '--jsn'],
  ])('ends with 2 for bad usage: %#', async (args, words) => {
    const { code, stderr } = await runCommand('verify', [...args, ...flags])
    expect(code).toBe(2)
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('ends with 2 for JSON that is no bundle and for bytes that are no text', async () => {
    for (const file of [
      put('other.json', '{"a": 1}'),
      put('cut.json', '{"object": "bun'),
      put('bytes.md', '\u0000\u0001\u0002\u0000'),
    ]) {
      const { code, stderr } = await runCommand('verify', [file, ...flags])
      expect({ code, names: stderr.includes(file) }).toEqual({ code: 2, names: true })
    }
  })

  it('says what to do where there is no index', async () => {
    const { code, stderr } = await runCommand('verify', [
      put('some.txt', right),
      '--index',
      join(folder, 'none'),
    ])
    expect(code).toBe(1)
    expect(stderr).toContain('npm run ingest')
  })
})

describe('a bundle', () => {
  const file = join(folder, 'answer.json')
  it('is written by ask, and verified without an index', async () => {
    const question = 'How many companies are registered in Qianhai?'
    const asked = await runCommand('ask', [question, '--bundle', file, ...flags])
    expect(asked.code).toBe(0)
    const { code, stdout } = await runCommand('verify', [file, '--index', join(folder, 'none')])
    expect(code).toBe(0)
    expect(stdout).toContain('over 9,200 companies')
    expect(stdout).toMatch(/bundle, whole; (\d+) of \1 quotes? exact/)
  })
  it('fails when a figure in it is another', async () => {
    const altered = put('altered.json', readFileSync(file, 'utf8').replaceAll('9,200', '9,300'))
    const { code, stdout } = await runCommand('verify', [altered])
    expect(code).toBe(1)
    expect(stdout).toContain('FAIL')
    expect(stdout).toContain('#/texts/0/text')
  })
  it('says where it cannot be written', async () => {
    const { code, stderr } = await runCommand('ask', [
      'How big is Nansha?',
      '--bundle',
      join(folder, 'no', 'b.json'),
      ...flags,
    ])
    expect(code).toBe(2)
    expect(stderr).toContain('cannot be written')
  })
})
