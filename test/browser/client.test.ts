import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import type * as Client from '../../src/client/client.ts'
import { questions } from '../web/scripted-chat.ts'
import { openPage, serveGazette } from './serve-gazette.ts'

declare const footnoteClient: typeof Client

test('the client asks, streams and checks quotes in a browser, and is small', async () => {
  const { url } = await serveGazette()
  const entry = fileURLToPath(new URL('../../src/client/client.ts', import.meta.url))
  const { outputFiles } = await build({
    ...{ entryPoints: [entry], bundle: true, write: false, minify: true },
    ...{ format: 'iife', globalName: 'footnoteClient', platform: 'browser' },
  })
  const script = outputFiles[0]?.text ?? ''
  expect(script.length).toBeLessThan(12_000)
  const page = await openPage()
  await page.goto(`${url}/sources`)
  await page.evaluate(`${script}; globalThis.footnoteClient = footnoteClient`)
  const found = await page.evaluate(async (question) => {
    const client = footnoteClient.createClient()
    const types: string[] = []
    for await (const event of client.stream({ question })) types.push(event.type)
    const answer = await client.ask({ question })
    const checks = await client.checkQuotes(answer)
    return {
      last: types.at(-1),
      quotes: answer.citations.length,
      checks: checks.map((check) => check.status),
    }
  }, questions.cost)
  expect(found.last).toBe('answer.completed')
  expect(found.quotes).toBeGreaterThan(0)
  expect(new Set(found.checks)).toEqual(new Set(['exact']))
})
