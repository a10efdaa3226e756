import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { runCommand, startServer } from './start-program.ts'

const ferries =
  'Ferries at Northquay\n\nThe harbour council of Northquay bought four electric ferries in March 2024.\n'

test.each([[['--no-watch']], [[]]])(
  'what is sent is answered from soon after, and feedback on it becomes a question (%j)',
  async (flags) => {
    const folder = await temporaryFolder()
    const [corpus, index] = [join(folder, 'corpus'), join(folder, 'index')]
    await mkdir(corpus)
    await writeFile(
      join(corpus, 'mill.txt'),
      'The mill\n\nThe old mill of Sundale closed in 1931.\n',
    )
    const own = ['--corpus', corpus, '--index', index]
    const { url, stop } = await startServer([...own, '--allow-upload', ...flags])
    onTestFinished(async () => void (await stop()))
    const form = new FormData()
    form.append('file', new Blob([ferries]), 'harbour/ferries.txt')
    form.append('file', new Blob(['%PDF-1.4 nothing']), 'broken.pdf')
    const sent = await fetch(`${url}/v1/sources`, { method: 'POST', body: form })
    expect(sent.status).toBe(201)
    const state = async () => (await fetch(`${url}/v1/index`)).json()
    await expect.poll(async () => (await state()).waiting.count, { timeout: 60_000 }).toBe(0)
    expect((await state()).left_out).toMatchObject({ count: 1, data: [{ path: 'broken.pdf' }] })
    const ask = (path: string, body: unknown) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }).then((reply) => reply.json())
    const question = 'How many electric ferries did Northquay buy?'
    const answer = await ask('/v1/ask', { question })
    expect(answer.citations[0]).toMatchObject({ source_path: 'harbour/ferries.txt' })
    const quoted = `/v1/sources/${answer.citations[0].source_id}/citations`
    await expect
      .poll(async () => (await (await fetch(`${url}${quoted}`)).json()).total, { timeout: 5000 })
      .toBeGreaterThan(0)
    expect(await ask('/v1/feedback', { kind: 'helpful', answer_id: answer.id })).toMatchObject({
      question,
      citations: [{ quote: answer.citations[0].quote }],
    })
    const set = join(folder, 'set')
    const turned = await runCommand('feedback', ['--index', index, '--to-eval', set])
    expect([turned.code, turned.stdout]).toEqual([0, expect.stringContaining('1 added, 0 there')])
    const again = await runCommand('feedback', ['--index', index, '--to-eval', set])
    expect(again.stdout).toContain('0 added, 1 there')
    const listed = await runCommand('feedback', ['--index', index])
    expect(listed.stdout).toContain(question)
  },
)
