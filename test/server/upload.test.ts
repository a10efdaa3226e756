import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { listen } from '../../src/server/listen.ts'
import { openUploads, type UploadLimits } from '../../src/server/upload/corpus-uploads.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { names, requests } from './hostile-uploads.ts'

const index = await makeIndex([{ path: 'piers.txt', text: 'A pier.\n' }])

/** A server over an empty corpus inside a folder, so that what gets out of the corpus is seen. */
async function serve(limits: Partial<UploadLimits> = {}) {
  const folder = await temporaryFolder()
  const corpus = join(folder, 'corpus')
  const staging = join(folder, 'staging')
  await mkdir(corpus)
  const uploads = openUploads({ corpus, staging, limits })
  const app = createApi(makeDependencies(index, { uploads }))
  const send = async (
    files: Readonly<Record<string, string | Uint8Array>>,
    { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
  ) => {
    const form = new FormData()
    for (const [name, content] of Object.entries(files)) {
      form.append('file', new Blob([content as BlobPart]), name)
    }
    const init = { method: 'POST', body: form, headers }
    const response = await app.request(`/v1/sources${query}`, init)
    return { status: response.status, body: await response.json() }
  }
  const held = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
  return { app, corpus, folder, send, held, uploads }
}

const article = 'High tide is at noon.\n'

test('without leave nothing is taken, and the problem names the flag', async () => {
  const app = createApi(makeDependencies(index))
  const body = new FormData()
  body.append('file', new Blob([article]), 'tides.txt')
  const response = await app.request('/v1/sources', { method: 'POST', body })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({
    code: 'upload_not_allowed',
    next_step: expect.stringContaining('--allow-upload'),
  })
})

test('takes files and folders in, byte for byte', async () => {
  const { send, corpus, held } = await serve()
  const { status, body } = await send({ 'tides.txt': article, 'harbour/渡輪.txt': '首艘。\n' })
  expect(status).toBe(201)
  expect(body.files).toEqual([
    { status: 'added', path: 'tides.txt', size: 22 },
    { status: 'added', path: 'harbour/渡輪.txt', size: 10 },
  ])
  expect(await readFile(join(corpus, 'tides.txt'), 'utf8')).toBe(article)
  expect(await held()).toEqual(['corpus/harbour/渡輪.txt', 'corpus/tides.txt'])
})

test('never replaces a file: the same is there already, another is refused or gets a new name', async () => {
  const { send, corpus } = await serve()
  await send({ 'tides.txt': article })
  const same = await send({ 'tides.txt': article })
  expect([same.status, same.body.files]).toEqual([
    200,
    [{ status: 'already_there', path: 'tides.txt', size: 22 }],
  ])
  const other = await send({ 'tides.txt': 'Low tide is at six.\n' })
  expect(other.status).toBe(409)
  expect(other.body).toMatchObject({ code: 'file_exists' })
  expect(other.body.next_step).toContain('if_exists=keep_both')
  expect(await readFile(join(corpus, 'tides.txt'), 'utf8')).toBe(article)
  const both = await send(
    { 'tides.txt': 'Low tide is at six.\n' },
    { query: '?if_exists=keep_both' },
  )
  expect(both.body.files).toEqual([{ status: 'added', path: 'tides (2).txt', size: 20 }])
  const again = await send(
    { 'tides.txt': 'Low tide is at six.\n' },
    { query: '?if_exists=keep_both' },
  )
  expect(again.body.files).toMatchObject([{ status: 'already_there', path: 'tides (2).txt' }])
})

test('finds a name that is written in other code points', async () => {
  const { send, corpus, held } = await serve()
  await writeFile(join(corpus, 'cafe\u0301.txt'), article)
  expect((await send({ 'caf\u00e9.txt': article })).body.files).toMatchObject([
    { status: 'already_there' },
  ])
  expect((await send({ 'caf\u00e9.txt': 'Another.\n' })).status).toBe(409)
  expect(await held()).toEqual(['corpus/cafe\u0301.txt'])
})

test('a hundred at once under one name: one is placed, the others are told', async () => {
  const { send, corpus } = await serve()
  const sent = await Promise.all(
    Array.from({ length: 100 }, (_, at) => send({ 'tides.txt': `High tide is at ${at}.\n` })),
  )
  expect(sent.filter(({ status }) => status === 201).length).toBe(1)
  expect(sent.filter(({ status }) => status === 409).length).toBe(99)
  expect(await readdir(corpus)).toEqual(['tides.txt'])
})

describe('names', () => {
  test.each(names)('%s', async (_, name, result) => {
    const { app, held } = await serve()
    // FormData would write some of these names in its own way.
    const quoted = name.replaceAll('"', '%22')
    const head = `Content-Disposition: form-data; name="file"; filename="${quoted.replaceAll('\\', '\\\\')}"`
    const response = await app.request('/v1/sources', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=edge' },
      body: `--edge\r\n${head}\r\n\r\n${article}\r\n--edge--\r\n`,
    })
    const body = await response.json()
    if (result === 'file_name_refused') {
      expect([response.status, body.code]).toEqual([400, result])
      expect(body.detail).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(await held()).toEqual([])
    } else {
      expect(body.files).toEqual([{ status: 'added', path: result, size: 22 }])
      expect(await held()).toEqual([`corpus/${result}`])
    }
  })
})

describe('requests that are none', () => {
  test.each(requests)('%s', async (_, type, body, status, code) => {
    const { app, held } = await serve()
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
    const sent = new TextEncoder().encode(body)
    const response = await app.request('/v1/sources', { method: 'POST', headers, body: sent })
    expect([response.status, await response.json()]).toMatchObject([status, { code }])
    expect(await held()).toEqual([])
  })
})

test.each([
  ['cross-site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }, 403],
  ['same-site, another host', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['typed in, as a form never is', { 'Sec-Fetch-Site': 'none' }, 403],
  [
    'cross-site with our origin',
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost' },
    403,
  ],
  ['another origin', { Origin: 'http://evil.example' }, 403],
  ['another port', { Origin: 'http://localhost:81' }, 403],
  ['an origin that hides', { Origin: 'null' }, 403],
  ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost' }, 201],
  [
    'our page behind a proxy',
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://a.example' },
    201,
  ],
  ['our own page, plain HTTP', { Origin: 'http://localhost' }, 201],
  ['a program', {}, 201],
] as const)('from %s', async (_, headers, status) => {
  const { send, held } = await serve()
  const sent = await send({ 'tides.txt': article }, { headers })
  expect(sent.status).toBe(status)
  if (status === 403) expect(sent.body.code).toBe('foreign_origin')
  expect((await held()).length).toBe(status === 201 ? 1 : 0)
})

test('follows no link out of the corpus', async () => {
  const { send, corpus, folder, held } = await serve()
  await mkdir(join(folder, 'outside'))
  await writeFile(join(folder, 'secret.txt'), 'Secret.\n')
  await symlink(join(folder, 'outside'), join(corpus, 'harbour'))
  await symlink(join(folder, 'secret.txt'), join(corpus, 'tides.txt'))
  await symlink(join(folder, 'nowhere.txt'), join(corpus, 'piers.txt'))
  await writeFile(join(corpus, 'file'), 'A file.\n')
  const link = await send({ 'harbour/tides.txt': article })
  expect([link.status, link.body.code]).toEqual([400, 'file_name_refused'])
  expect((await send({ 'file/tides.txt': article })).body.code).toBe('file_name_refused')
  expect((await send({ 'tides.txt': 'Secret.\n' })).body.code).toBe('file_exists')
  expect((await send({ 'piers.txt': article })).body.code).toBe('file_exists')
  expect((await held()).filter((path) => !path.startsWith('corpus/'))).toEqual(['secret.txt'])
  expect(await readFile(join(folder, 'secret.txt'), 'utf8')).toBe('Secret.\n')
})

test('limits files, requests and the corpus, and says which limit it was', async () => {
  const limits = { fileBytes: 1000, requestBytes: 5000, requestFiles: 3, corpusBytes: 2500 }
  const { send, held } = await serve(limits)
  const text = (length: number) => 'A pier. '.repeat(length / 8)
  const large = await send({ 'large.txt': text(1008), 'small.txt': text(80) })
  expect(large.status).toBe(201)
  expect(large.body.files).toMatchObject([
    { status: 'refused', name: 'large.txt', code: 'file_too_large' },
    { status: 'added', path: 'small.txt' },
  ])
  expect((await send({ 'large.txt': text(1008) })).status).toBe(413)
  const all = await send({ 'a.txt': text(4096), 'b.txt': text(4096) })
  expect([all.status, all.body.code]).toEqual([413, 'body_too_large'])
  const many = await send({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'd.txt': 'd' })
  expect([many.status, many.body.code]).toEqual([400, 'invalid_request'])
  await send({ 'one.txt': text(1000), 'two.txt': `${text(1000)}` })
  const full = await send({ 'three.txt': text(1000) })
  expect([full.status, full.body.code]).toEqual([507, 'corpus_full'])
  expect((await held()).filter((path) => path.startsWith('staging/'))).toEqual([])
})

test('a client that goes away half-way leaves nothing', async () => {
  const { app, held } = await serve()
  const server = await listen(app, { host: '127.0.0.1', port: 0, stopTimeoutMs: 100 })
  onTestFinished(() => server.stop())
  const started = new Promise<void>((resolve) => {
    const request = httpRequest(`${server.url}/v1/sources`, {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=edge', 'Content-Length': 90_000 },
    })
    request.on('error', () => resolve())
    const head = 'Content-Disposition: form-data; name="file"; filename="tides.txt"'
    request.write(`--edge\r\n${head}\r\n\r\n${article.repeat(1000)}`)
    void expect
      .poll(held, { timeout: 5000 })
      .toEqual([expect.stringMatching(/^staging\/upload-/)])
      .finally(() => request.destroy())
  })
  await started
  await expect.poll(held, { timeout: 5000 }).toEqual([])
})

test('tells what waits for the next ingest and what the last one left out', async () => {
  const { app, send } = await serve()
  expect(await (await app.request('/v1/index')).json()).toMatchObject({
    left_out: null,
    waiting: { count: 0, paths: [] },
  })
  await send({ 'tides.txt': article })
  expect(await (await app.request('/v1/index')).json()).toMatchObject({
    waiting: { count: 1, paths: ['tides.txt'] },
  })
  const folder = await temporaryFolder()
  const uploads = openUploads({ corpus: folder, staging: join(folder, '.staging') })
  const sent = async function* () {
    yield Buffer.from(article)
  }
  await uploads.add({ name: 'piers.txt', pieces: sent() }, 'refuse')
  await uploads.add({ name: 'locked.txt', pieces: sent() }, 'refuse')
  const leftOut = () => [
    { path: 'locked.txt', message: 'locked.txt is locked.', nextStep: 'Open it.' },
  ]
  const later = createApi(makeDependencies(index, { uploads, leftOut }))
  expect(await (await later.request('/v1/index')).json()).toMatchObject({
    left_out: {
      count: 1,
      data: [{ path: 'locked.txt', message: 'locked.txt is locked.', next_step: 'Open it.' }],
    },
    waiting: { count: 0, paths: [] },
  })
})
