import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { replyOf, startScriptedModel } from '../support/scripted-model.ts'
import { runCommand, startServer } from './start-program.ts'

const ferries = `The harbour council of Northquay bought four electric ferries in March 2024. Each ferry costs six million crowns and carries 180 people.`
const question = 'How many electric ferries did Northquay buy?'
const key = 'sk-not-to-be-seen'

test('the commands that answer say where questions go, and never the key', async () => {
  const folder = await temporaryFolder()
  const [corpus, index, log] = ['corpus', 'index', 'log.jsonl'].map((name) => join(folder, name))
  if (!corpus || !index || !log) throw new Error('There is no folder.')
  await mkdir(corpus)
  await writeFile(join(corpus, 'ferries.txt'), `Ferries at Northquay\n\n${ferries}\n`)
  const model = await startScriptedModel(({ sentences }) => ({
    says: replyOf(
      'On the ferries:',
      sentences.slice(0, 1).map(({ id }) => id),
    ),
  }))
  onTestFinished(() => model.stop())
  vi.stubEnv('FOOTNOTE_LLM_KEY', key)
  onTestFinished(() => void vi.unstubAllEnvs())
  const flags = ['--corpus', corpus, '--index', index]
  const chosen = [...flags, '--llm-base-url', model.url, '--llm-model', 'small']

  const asked = await runCommand('ask', [question, ...chosen])
  expect(asked).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\[language model, not quoted\] On the ferries:\n\n\[1\] /),
    stderr: expect.stringContaining(
      `The language model small at ${new URL(model.url).host}, on this`,
    ),
  })

  const server = await startServer([...chosen, '--log', log])
  const ask = async () =>
    (await (
      await fetch(`${server.url}/v1/ask`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ question }),
      })
    ).json()) as Answer
  const before = model.asked.length
  const answer = await ask()
  expect(answer).toMatchObject({ mode: 'llm', llm: { status: 'used', model: 'small' } })
  for (const { quote, source_path: path, start, end } of answer.citations) {
    const text = await readFile(join(corpus, path), 'utf8')
    expect(text.slice(start, end)).toBe(quote)
  }
  // Questions to propose are asked by the program itself, not of the model.
  const page = await (await fetch(server.url)).text()
  expect(model.asked).toHaveLength(before + 1)
  expect(model.asked.at(-1)?.headers.authorization).toBe(`Bearer ${key}`)
  await model.stop()
  const without = await ask()
  expect(without.llm).toMatchObject({ status: 'fallback', reason: 'unreachable' })
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  const ended = await server.stop()
  expect(ended.stderr).toContain('The language model small at')

  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const kept = await Promise.all(
    files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name))),
  )
  const told = [asked, ended, answer, without, page, metrics].map((one) => JSON.stringify(one))
  expect([...told, ...kept.map(String)].filter((text) => text.includes(key))).toEqual([])
  expect(await readFile(log, 'utf8')).toContain('"llm":{"status":"fallback","reason":"unreachable"')
})
