import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { operations } from '../../src/server/openapi/document.ts'
import { createPages } from '../../src/web/pages.tsx'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const dependencies = makeDependencies(index)
const app = createApi(dependencies, await createPages(dependencies))

test('the page of the API has every operation, every object, and commands that run', async () => {
  const page = await (await app.request('http://127.0.0.1:3000/docs')).text()
  for (const { method, path, operation } of operations) {
    expect(page).toContain(`id="${operation.operationId}"`)
    expect(page).toContain(`${method.toUpperCase()} ${path}`)
  }
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id)
  expect(links.filter((id) => !ids.has(id))).toEqual([])
  expect(links.length).toBeGreaterThan(20)
  const commands = [...page.matchAll(/curl -s (http:[^ ]+) .*? -d &#39;(.*?)&#39;<\/code>/g)]
  expect(commands.length).toBeGreaterThan(3)
  for (const [, address = '', quoted = ''] of commands) {
    const body = quoted.replace(/&quot;/g, '"')
    const headers = { 'Content-Type': 'application/json' }
    const response = await app.request(address, { method: 'POST', headers, body })
    expect([200, 404], address).toContain(response.status)
  }
})

test('behind a proxy that speaks HTTPS its commands do, too', async () => {
  const headers = { Host: 'footnote.example', 'X-Forwarded-Proto': 'https' }
  const page = await (await app.request('http://footnote.example/docs', { headers })).text()
  expect(page).toContain('curl -s https://footnote.example/v1/ask')
  expect(page).not.toContain('http://footnote.example')
})

test('it holds no script and no style of its own', async () => {
  const page = await (await app.request('/docs')).text()
  expect(page).not.toMatch(/<script|<style| style=/)
})
