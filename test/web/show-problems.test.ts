import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { createPages } from '../../src/web/pages.tsx'
import { makeGazette } from './gazette.ts'
import { scriptChat } from './scripted-chat.ts'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
const index = await makeGazette()

async function makeApp(given: Parameters<typeof scriptChat>[1] = {}) {
  const { dependencies } = scriptChat(index, given)
  const logged: unknown[] = []
  const options = { logError: (error: unknown) => logged.push(error) }
  const app = createApi(dependencies, await createPages(dependencies), options)
  const get = (path: string, accept: string, method = 'GET') =>
    app.request(path, { method, headers: { Accept: accept } })
  return { get, logged }
}

const { get } = await makeApp()

test.each(['/nowhere', '/sources/a/b', '/index.php?x=1', '/sources/'])(
  'a browser at %s is told in a page that there is nothing',
  async (path) => {
    const response = await get(path, browser)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    const html = await response.text()
    expect(html).toContain('<h1>There is nothing at this address</h1>')
    expect(html).toContain('<a href="/">Ask a question</a>')
  },
)

test.each([
  ['/nowhere', '*/*'],
  ['/nowhere', 'application/json'],
  ['/nowhere', 'application/problem+json, text/html;q=0.5'],
  ['/v1/nowhere', browser],
])('at %s whoever accepts %s gets a problem', async (path, accept) => {
  const response = await get(path, accept)
  expect(response.status).toBe(404)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({ code: 'not_found' })
})

test('a method that is not allowed stays a problem', async () => {
  const response = await get('/', browser, 'DELETE')
  expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  expect(await response.json()).toMatchObject({ code: 'method_not_allowed' })
})

test('a page that fails says so without details, with the number that the log has', async () => {
  const failure = new Error('cannot open /home/someone/secret')
  const own = await makeApp({
    status: () => {
      throw failure
    },
  })
  const response = await own.get('/', browser)
  expect(response.status).toBe(500)
  expect(response.headers.get('Content-Type')).toMatch(/^text\/html/)
  const html = await response.text()
  expect(html).toContain('<h1>Something went wrong</h1>')
  expect(html).toContain(`urn:uuid:${response.headers.get('X-Request-Id')}`)
  expect(html).not.toContain('secret')
  expect(own.logged).toEqual([failure])
})
