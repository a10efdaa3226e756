import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type ApiOptions, createApi } from '../../../src/server/create-api.ts'
import { openAccess } from '../../../src/server/guard/access.ts'
import { appendToKeyFile } from '../../../src/server/guard/key-file.ts'
import { makeKey, type Scope } from '../../../src/server/guard/key-record.ts'
import { createPages } from '../../../src/web/pages.tsx'
import { makeIndex } from '../../support/make-index.ts'
import { wrongWith } from '../../support/response-checker.ts'
import { makeDependencies } from '../../support/scripted-ask.ts'

const folder = await mkdtemp(join(tmpdir(), 'footnote-guard-'))
const path = join(folder, 'keys.jsonl')
afterAll(() => rm(folder, { recursive: true }))

async function give(scope: Scope): Promise<string> {
  const { key, record } = makeKey({ name: scope, scope, expires: null }, new Date())
  await appendToKeyFile(path, record)
  return key
}
const [asker, admin] = [await give('ask'), await give('admin')]
const index = await makeIndex([{ path: 'tides.txt', text: 'High tide is at noon.\n' }])
const dependencies = makeDependencies(index, { access: openAccess({ path }) })
const pages = await createPages(dependencies)
const app = createApi(dependencies, pages)
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })

/** A request that comes from an address, as a socket would tell. */
function from(address: string, options: ApiOptions = {}) {
  const open = createApi(makeDependencies(index), undefined, options)
  return (headers: Record<string, string> = {}, at = '/v1/index') =>
    open.request(at, { headers }, { incoming: { socket: { remoteAddress: address } } })
}

describe('keys', () => {
  test.each([
    ['GET', '/v1/index'],
    ['GET', '/v1/sources'],
    ['POST', '/v1/ask'],
    ['POST', '/v1/sources'],
    ['GET', '/v1/nowhere'],
    ['GET', '/page.json'],
    ['GET', '/export?format=markdown&question=When'],
    ['GET', '/sources'],
    ['POST', '/feedback'],
    ['DELETE', '/v1/feedback/fb_0123456789ab'],
    ['PUT', '/v1/ask'],
    ['POST', '/mcp'],
    ['GET', '/metrics'],
  ])('%s %s wants one', async (method, at) => {
    const response = await app.request(at, { method })
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="Footnote"')
    expect(await response.json()).toMatchObject({ code: 'key_missing' })
  })

  test.each(['/healthz', '/readyz', '/openapi.json', '/docs', '/sign-in', '/v1/problems/timeout'])(
    '%s wants none',
    async (at) => {
      expect((await app.request(at)).status).toBe(200)
    },
  )

  test.each(['Bearer', 'Bearer xyzzy', 'Basic YTpi', `Basic ${'x'.repeat(50)}`, 'bearer  a b', ''])(
    'Authorization: %s is refused, and not repeated',
    async (value) => {
      const response = await app.request('/v1/index', { headers: { Authorization: value } })
      expect(response.status).toBe(401)
      expect(response.headers.get('WWW-Authenticate')).toContain('error="invalid_token"')
      const text = await response.text()
      expect(text).toContain('key_refused')
      expect(text).not.toContain('xyzzy')
    },
  )

  test('a key opens what its scope is for', async () => {
    expect((await app.request('/v1/index', { headers: bearer(asker) })).status).toBe(200)
    const add = (key: string) =>
      app.request('/v1/sources', { method: 'POST', headers: bearer(key) })
    const refused = await add(asker)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('WWW-Authenticate')).toContain('scope="admin"')
    expect(await wrongWith('POST', '/v1/sources', refused)).toEqual([])
    expect((await refused.json()).code).toBe('scope_missing')
    expect((await (await add(admin)).json()).code).toBe('upload_not_allowed')
  })

  test('where OpenAI is spoken it is refused as OpenAI does', async () => {
    for (const at of ['/v1/models', '/v1/models/footnote']) {
      const response = await app.request(at)
      expect(response.status).toBe(401)
      expect(await wrongWith('GET', at, response)).toEqual([])
      expect((await response.json()).error).toMatchObject({ code: 'key_missing' })
    }
    const chat = await app.request('/v1/chat/completions', { method: 'POST' })
    expect((await chat.json()).error.code).toBe('key_missing')
  })

  test('a key that is taken back is refused by the next request', async () => {
    const key = await give('ask')
    expect((await app.request('/v1/index', { headers: bearer(key) })).status).toBe(200)
    await appendToKeyFile(path, { revoke: key.slice(3, 11), at: new Date().toISOString() })
    expect((await app.request('/v1/index', { headers: bearer(key) })).status).toBe(401)
  })

  test('a key file that cannot be read closes the server, and names no path', async () => {
    const access = openAccess({ path: folder })
    const response = await createApi(makeDependencies(index, { access })).request('/v1/index')
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain(folder)
  })
})

describe('signing in', () => {
  const page = { Accept: 'text/html,*/*;q=0.8' }
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request('/sign-in', {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'Sec-Fetch-Site': 'same-origin', ...page, ...headers },
    })
  const cookieOf = (response: Response) =>
    (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''

  test('a page leads to the form, which leads back', async () => {
    const sent = await app.request('/?question=When%3F', { headers: page })
    expect([sent.status, sent.headers.get('Location')]).toEqual([
      303,
      '/sign-in?to=%2F%3Fquestion%3DWhen%253F',
    ])
    const asked = await (await app.request(sent.headers.get('Location') ?? '')).text()
    expect(asked).toContain('value="/?question=When%3F"')
    const signed = await form({ key: asker, to: '/?question=When%3F' })
    expect([signed.status, signed.headers.get('Location')]).toEqual([303, '/?question=When%3F'])
    const set = signed.headers.get('Set-Cookie') ?? ''
    expect(set).toMatch(
      /^footnote_session=[0-9a-f]{64}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(set).not.toContain(asker.slice(12))
    const opened = await app.request('/', { headers: { ...page, Cookie: cookieOf(signed) } })
    expect(opened.status).toBe(200)
    const fetched = await app.request('/page.json', { headers: { Cookie: cookieOf(signed) } })
    expect(fetched.status).toBe(200)
  })

  test('behind a proxy that speaks TLS the cookie stays on it', async () => {
    const signed = await form({ key: asker }, { 'X-Forwarded-Proto': 'https' })
    expect(signed.headers.get('Set-Cookie')).toContain('; Secure')
  })

  test('a wrong key is refused and not shown', async () => {
    const refused = await form({ key: 'fn_wrong<b>', to: '/sources' })
    expect(refused.status).toBe(401)
    const text = await refused.text()
    expect(text).toContain('role="alert"')
    expect(text).not.toContain('fn_wrong')
    expect(refused.headers.get('Set-Cookie')).toBeNull()
  })

  test.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    'javascript:alert(1)',
    '/sign-in',
    '/.//elsewhere.example',
    'sources',
  ])('nobody is sent on to %s', async (to) => {
    const signed = await form({ key: asker, to })
    expect(signed.headers.get('Location')).toMatch(/^\/(?![/\\])/)
    expect(new URL(signed.headers.get('Location') ?? '', 'http://localhost').host).toBe('localhost')
  })

  test('a page of another site cannot use the cookie, nor sign anybody in', async () => {
    const Cookie = cookieOf(await form({ key: admin }))
    const given = {
      method: 'POST',
      body: '{}',
      headers: { Cookie, 'Sec-Fetch-Site': 'cross-site' },
    }
    for (const at of ['/v1/ask', '/v1/feedback', '/sources', '/feedback']) {
      expect((await (await app.request(at, given)).json()).code, at).toBe('foreign_origin')
    }
    const foreign = await form({ key: asker }, { 'Sec-Fetch-Site': 'cross-site' })
    expect([foreign.status, foreign.headers.get('Set-Cookie')]).toEqual([403, null])
  })

  test('signing out ends it on the server', async () => {
    const Cookie = cookieOf(await form({ key: asker }))
    const out = await form({ out: '1' }, { Cookie })
    expect(out.headers.get('Set-Cookie')).toMatch(/^footnote_session=; Max-Age=0/)
    expect((await app.request('/page.json', { headers: { Cookie } })).status).toBe(401)
  })
})

describe('the rate of requests', () => {
  test('is told with each, and held per address', async () => {
    const ask = from('203.0.113.7', { perMinute: 3 })
    const left = []
    for (let time = 0; time < 3; time += 1) {
      const response = await ask()
      expect(response.headers.get('RateLimit-Policy')).toBe('"minute";q=3;w=60')
      left.push(response.headers.get('RateLimit'))
    }
    expect(left).toEqual(['"minute";r=2;t=60', '"minute";r=1;t=60', '"minute";r=0;t=60'])
    const over = await ask()
    expect(over.status).toBe(429)
    expect(over.headers.get('Retry-After')).toMatch(/^(59|60)$/)
    expect(over.headers.get('RateLimit')).toMatch(/^"minute";r=0;t=/)
    expect(await wrongWith('GET', '/v1/index', over)).toEqual([])
    expect(await over.json()).toMatchObject({ code: 'rate_limited', status: 429 })
    expect((await ask({}, '/healthz')).status).toBe(200)
    expect((await ask({ 'X-Forwarded-For': '198.51.100.1' })).status).toBe(429)
  })

  test('has no say over this machine, nor where it is switched off', async () => {
    for (const ask of [
      from('127.0.0.1', { perMinute: 1 }),
      from('::ffff:127.0.0.1', { perMinute: 1 }),
      from('::1', { perMinute: 1 }),
      from('203.0.113.7', { perMinute: 0 }),
    ]) {
      await ask()
      const second = await ask()
      expect([second.status, second.headers.get('RateLimit')]).toEqual([200, null])
    }
  })

  test('behind a proxy counts what the proxy saw, and not what its client claims', async () => {
    const ask = from('127.0.0.1', { perMinute: 1, trustProxy: true })
    const status = async (forwarded: string) => (await ask({ 'X-Forwarded-For': forwarded })).status
    expect(await status('198.51.100.1')).toBe(200)
    expect(await status('10.9.8.7, 198.51.100.1')).toBe(429)
    expect(await status('198.51.100.1, 198.51.100.2')).toBe(200)
    expect(await status('2001:db8:1:2:3::4')).toBe(200)
    expect(await status('2001:db8:1:2:ffff::1')).toBe(429)
    expect(await status('2001:db8:1:3::1')).toBe(200)
  })

  test('counts a key wherever it is used, and failed tries by their address', async () => {
    const limited = createApi(dependencies, undefined, { perMinute: 2 })
    const env = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
    const ask = (address: string, headers: Record<string, string> = {}) =>
      limited.request('/v1/index', { headers }, env(address))
    expect((await ask('203.0.113.1', bearer(asker))).status).toBe(200)
    expect((await ask('203.0.113.2', bearer(asker))).status).toBe(200)
    expect((await ask('127.0.0.1', bearer(asker))).status).toBe(429)
    expect((await ask('203.0.113.1', bearer(admin))).status).toBe(200)
    const tries = []
    for (let time = 0; time < 3; time += 1)
      tries.push((await ask('203.0.113.3', bearer('x'))).status)
    expect(tries).toEqual([401, 401, 429])
  })
})

describe('other sites', () => {
  const origin = 'https://news.example'
  const open = createApi(makeDependencies(index), pages, { corsOrigins: [origin] })
  const allowed = (response: Response) => response.headers.get('Access-Control-Allow-Origin')

  test('may read /v1 where they are named, without cookies', async () => {
    const read = await open.request('/v1/index', { headers: { Origin: origin } })
    expect([read.status, allowed(read)]).toEqual([200, origin])
    expect(read.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    const preflight = await open.request('/v1/ask', {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })
    expect([preflight.status, allowed(preflight)]).toEqual([204, origin])
  })

  test('that are not named may not, nor what is not /v1', async () => {
    const headers = { Origin: 'https://other.example' }
    expect(allowed(await open.request('/v1/index', { headers }))).toBeNull()
    for (const at of ['/', '/page.json', '/sources']) {
      expect(allowed(await open.request(at, { headers: { Origin: origin } })), at).toBeNull()
    }
    expect(allowed(await app.request('/v1/index', { headers: { Origin: origin } }))).toBeNull()
  })

  test('a preflight needs no key', async () => {
    const guarded = createApi(dependencies, undefined, { corsOrigins: [origin] })
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
    const preflight = await guarded.request('/v1/ask', { method: 'OPTIONS', headers })
    expect([preflight.status, allowed(preflight)]).toEqual([204, origin])
    const refused = await guarded.request('/v1/index', { headers })
    expect([refused.status, allowed(refused)]).toEqual([401, origin])
  })
})
