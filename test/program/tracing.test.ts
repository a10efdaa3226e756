import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { collectSpans } from '../support/span-collector.ts'
import { startServer } from './start-program.ts'

const question = 'Who built the mill of Orrin?'

afterEach(() => {
  vi.unstubAllEnvs()
})

async function ask(url: string): Promise<{ answerable: boolean }> {
  const response = await fetch(`${url}/v1/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question }),
  })
  return response.json() as Promise<{ answerable: boolean }>
}

test('spans reach their collector by the end of the program; one that never replies does not hold the end up', async () => {
  const folder = await temporaryFolder()
  const corpus = join(folder, 'corpus')
  await mkdir(corpus)
  const text = 'The mill of Orrin was built in 1871 by the brothers Hale, who came from the coast.'
  await writeFile(
    join(corpus, 'mill.txt'),
    `The mill of Orrin\n\n${text}\n\nIt has nine wheels and a low dam.\n`,
  )
  const flags = ['--index', join(folder, 'index'), '--corpus', corpus]
  const collector = await collectSpans()
  onTestFinished(() => collector.close())
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url)
  const server = await startServer(flags)
  expect(await ask(server.url)).toMatchObject({ answerable: true })
  const { code, stderr } = await server.stop()
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('Spans')])
  const spans = collector.spans().filter(({ kind }) => kind === 2)
  expect(spans.map(({ name, resource }) => [name, resource['service.name']])).toEqual([
    ['POST /v1/ask', 'footnote'],
  ])
  const below = collector.spans().filter(({ parentSpanId }) => parentSpanId === spans[0]?.spanId)
  expect(below.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['resolve', 'embed', 'retrieve', 'select', 'verify', 'compose']),
  )

  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`)
  const unheard = await startServer(flags)
  expect(await ask(unheard.url)).toMatchObject({ answerable: true })
  const started = performance.now()
  expect(await unheard.stop()).toMatchObject({ code: 0 })
  // Left alone, the exporter tries for ten seconds.
  expect(performance.now() - started).toBeLessThan(6_000)
})
