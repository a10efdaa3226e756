import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openVectorCache } from '../../src/embed/vector-cache.ts'

const dimensions = 4
const recordBytes = 32 + dimensions * 4 + 8
const headerBytes = 64
let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-vectors-'))
  file = join(folder, 'index', 'vectors.cache')
})
afterEach(() => rm(folder, { recursive: true }))

function openCache(options: { model?: string; dimensions?: number; maxBytes?: number } = {}) {
  const fallback = { model: 'a-model', revision: 'sha256:00', dimensions, maxBytes: 1_000_000 }
  return openVectorCache(file, { ...fallback, ...options })
}

function vectorOf(number: number): Float32Array {
  return Float32Array.of(number, -number, 0.1, 1 / 3)
}

async function fill(texts: readonly string[], options: { maxBytes?: number } = {}): Promise<void> {
  const cache = await openCache(options)
  for (const [index, text] of texts.entries()) await cache.put(text, vectorOf(index))
  await cache.close()
}

test('what another process wrote since it was closed is seen', async () => {
  await fill(['a', 'b'])
  const before = await readFile(file)
  await fill(['a', 'b', 'c'])
  await writeFile(file, before)
  expect(await found(['a', 'b', 'c'])).toEqual([vectorOf(0), vectorOf(1), undefined])
  await appendFile(file, Buffer.alloc(5))
  expect(await found(['b'])).toEqual([vectorOf(1)])
  await rm(file)
  expect(await found(['a'])).toEqual([undefined])
})

async function found(texts: readonly string[], options: { maxBytes?: number } = {}) {
  const cache = await openCache(options)
  const vectors = []
  for (const text of texts) vectors.push(await cache.get(text))
  await cache.close()
  return vectors
}

const texts = Array.from({ length: 100 }, (_, index) => `text ${index}`)

describe('the cache of vectors', () => {
  test('gives back the same bytes, before and after they are written', async () => {
    const cache = await openCache()
    for (const [index, text] of texts.entries()) {
      await cache.put(text, vectorOf(index))
      expect(await cache.get(text)).toEqual(vectorOf(index))
    }
    await cache.close()
    expect(await found([...texts, 'another text'])).toEqual([
      ...texts.map((_, index) => vectorOf(index)),
      undefined,
    ])
  })

  test('knows nothing of another model, and starts anew for other dimensions', async () => {
    await fill(texts)
    const other = await openCache({ model: 'another-model' })
    expect(await other.get('text 1')).toBeUndefined()
    await other.close()
    expect(await found(['text 1'])).toEqual([vectorOf(1)])
    const wider = await openCache({ dimensions: 5 })
    expect(await wider.get('text 1')).toBeUndefined()
    await wider.put('text 1', new Float32Array(5))
    await wider.close()
    expect(await found(['text 1'])).toEqual([undefined])
  })

  test('refuses a vector of other dimensions', async () => {
    const cache = await openCache()
    await expect(cache.put('text', new Float32Array(5))).rejects.toThrow(RangeError)
    await cache.close()
  })

  test('keeps what was written when the process dies, and goes on after a torn record', async () => {
    const cache = await openCache()
    for (const [index, text] of texts.entries()) await cache.put(text, vectorOf(index))
    // Not closed, as a killed process leaves it, and with the first half of a record at the end.
    const kept = ((await stat(file)).size - headerBytes) / recordBytes
    expect(kept).toBeGreaterThanOrEqual(64)
    await appendFile(file, Buffer.alloc(recordBytes / 2, 1))
    expect(await found(texts)).toEqual(texts.map((_, i) => (i < kept ? vectorOf(i) : undefined)))
    await fill(texts)
    expect(await found(texts)).toEqual(texts.map((_, index) => vectorOf(index)))
    await cache.close()
  })

  test('gives the right vector or none, whatever byte of the file is flipped or wherever it ends', async () => {
    await fill(texts)
    const whole = await readFile(file)
    const damage = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      flip: fc.integer({ min: 1, max: 255 }),
      end: fc.option(fc.nat({ max: whole.length })),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, flip, end }) => {
        const bytes = Buffer.from(whole.subarray(0, end ?? whole.length))
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ flip
        await writeFile(file, bytes)
        const vectors = await found(texts)
        let lost = 0
        for (const [index, vector] of vectors.entries()) {
          if (vector) expect(vector).toEqual(vectorOf(index))
          else lost += 1
        }
        if (end === null && at >= headerBytes) expect(lost).toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  test('writes a damaged vector anew', async () => {
    await fill(texts)
    const bytes = await readFile(file)
    bytes.fill(0, headerBytes + 40, headerBytes + 44)
    await writeFile(file, bytes)
    expect(await found(['text 0', 'text 1'])).toEqual([undefined, vectorOf(1)])
    const cache = await openCache()
    expect(await cache.get('text 0')).toBeUndefined()
    await cache.put('text 0', vectorOf(0))
    await cache.close()
    expect(await found(['text 0'])).toEqual([vectorOf(0)])
  })

  test('never grows over its limit, and keeps what was used last', async () => {
    const maxBytes = headerBytes + 80 * recordBytes
    await fill(texts.slice(0, 70), { maxBytes })
    const cache = await openCache({ maxBytes })
    for (const text of texts.slice(0, 10)) expect(await cache.get(text)).toBeDefined()
    for (const [index, text] of texts.entries()) {
      if (index >= 70) await cache.put(text, vectorOf(index))
      expect((await stat(file)).size).toBeLessThanOrEqual(maxBytes)
    }
    await cache.close()
    const vectors = await found(texts, { maxBytes })
    for (const [index, vector] of vectors.entries()) {
      if (vector) expect(vector).toEqual(vectorOf(index))
      if (index < 10 || index >= 70) expect(vector).toBeDefined()
    }
    expect(vectors.filter((vector) => !vector).length).toBeGreaterThan(0)
    expect(await readdir(join(file, '..'))).toEqual(['vectors.cache'])
  })

  test('holds nothing when its limit is smaller than one vector', async () => {
    await fill(texts, { maxBytes: 100 })
    expect((await stat(file)).size).toBe(headerBytes)
  })

  test('names the file that cannot be written', async () => {
    await writeFile(join(folder, 'index'), 'a file, not a folder')
    await expect(openCache()).rejects.toMatchObject({
      code: 'index_unwritable',
      message: expect.stringContaining(file),
    })
  })
})
