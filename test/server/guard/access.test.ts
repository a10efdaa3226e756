import { chmod, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openAccess } from '../../../src/server/guard/access.ts'
import { appendToKeyFile, readKeyFile } from '../../../src/server/guard/key-file.ts'
import { keyPattern, makeKey, type Scope } from '../../../src/server/guard/key-record.ts'

const folder = await mkdtemp(join(tmpdir(), 'footnote-keys-'))
let path = ''
let made = 0
beforeEach(() => {
  made += 1
  path = join(folder, `keys-${made}.jsonl`)
})
afterAll(() => rm(folder, { recursive: true }))

const now = new Date('2026-03-14T10:00:00Z')

async function give(scope: Scope = 'ask', expires: string | null = null): Promise<string> {
  const { key, record } = makeKey({ name: 'Library', scope, expires }, now)
  await appendToKeyFile(path, record)
  return key
}

test('without a key nothing is asked for, and with the first one it is', async () => {
  const access = openAccess({ path })
  expect(await access.isRequired()).toBe(false)
  const key = await give()
  expect(await access.isRequired()).toBe(true)
  expect(await access.byKey(key)).toEqual({ id: key.slice(3, 11), scope: 'ask' })
  expect(await openAccess({ path: join(folder, 'none'), required: true }).isRequired()).toBe(true)
})

test('a key file that goes missing opens nothing, nor does one that is damaged', async () => {
  const access = openAccess({ path })
  const key = await give()
  expect(await access.isRequired()).toBe(true)
  await rm(path)
  expect(await access.isRequired()).toBe(true)
  expect(await access.byKey(key)).toBeUndefined()
  await writeFile(path, 'not a key\n')
  expect(await openAccess({ path }).isRequired()).toBe(true)
  expect(await readKeyFile(path)).toEqual({ keys: [], damaged: 1 })
})

test('what is not quite a key is none', async () => {
  const access = openAccess({ path })
  const key = await give()
  const last = key.at(-1) === '0' ? '1' : '0'
  const others = [
    ...['', 'fn_', key.slice(0, -1), `${key}0`, key.slice(0, -1) + last, key.toUpperCase()],
    ...[` ${key}`, key.replace(/_.{8}_/, '_00000000_'), '__proto__', `${key}\0`],
  ]
  for (const other of others) expect(await access.byKey(other), other).toBeUndefined()
})

test('the file holds no key, and nobody else may read it', async () => {
  const key = await give()
  const text = await readFile(path, 'utf8')
  expect(key).toMatch(keyPattern)
  expect(text).not.toContain(key.slice(12))
  expect(text).not.toContain(key)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await chmod(path, 0o644)
  await give()
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('a key that is taken back is refused at once, and cannot be put back', async () => {
  const access = openAccess({ path })
  const key = await give()
  const session = (await access.signIn(key)) ?? ''
  expect(await access.bySession(session)).toMatchObject({ scope: 'ask' })
  const [line = ''] = (await readFile(path, 'utf8')).split('\n')
  await appendToKeyFile(path, { revoke: key.slice(3, 11), at: now.toISOString() })
  expect(await access.byKey(key)).toBeUndefined()
  expect(await access.bySession(session)).toBeUndefined()
  await appendToKeyFile(path, JSON.parse(line))
  expect(await access.byKey(key)).toBeUndefined()
})

test('an edit that leaves size and time as they were is noticed', async () => {
  const access = openAccess({ path, now: () => now })
  const key = await give()
  expect(await access.byKey(key)).toBeDefined()
  await new Promise((resolve) => setTimeout(resolve, 20))
  const before = await stat(path)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(key.slice(3, 11), '00000000'))
  await utimes(path, before.atime, before.mtime)
  expect(await access.byKey(key)).toBeUndefined()
})

test('a key is good until its end', async () => {
  const key = await give('admin', '2026-03-15T10:00:00.000Z')
  const at = (time: string) => openAccess({ path, now: () => new Date(time) }).byKey(key)
  expect(await at('2026-03-15T09:59:59Z')).toMatchObject({ scope: 'admin' })
  expect(await at('2026-03-15T10:00:00Z')).toBeUndefined()
})

test('use is noted once a day', async () => {
  const access = openAccess({ path, now: () => now })
  const key = await give()
  for (let time = 0; time < 20; time += 1) await access.byKey(key)
  await expect.poll(async () => (await readKeyFile(path)).keys[0]?.lastUsed).toBe('2026-03-14')
  expect((await readFile(path, 'utf8')).match(/"used"/g)).toHaveLength(1)
  expect(await access.byKey(key)).toBeDefined()
})

test('a browser is signed in with a number of its own, and out', async () => {
  const access = openAccess({ path })
  const key = await give()
  const [one = '', two = ''] = [await access.signIn(key), await access.signIn(key)]
  expect(one).not.toBe(two)
  expect(key).not.toContain(one)
  access.signOut(one)
  expect(await access.bySession(one)).toBeUndefined()
  expect(await access.bySession(two)).toMatchObject({ id: key.slice(3, 11) })
  expect(await access.signIn('fn_other')).toBeUndefined()
  expect(await access.bySession('')).toBeUndefined()
})

test('a file that cannot be read lets nobody in', async () => {
  const access = openAccess({ path: folder })
  await expect(access.isRequired()).rejects.toMatchObject({ code: 'keys_unreadable' })
})
