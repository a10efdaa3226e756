import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildBundle } from '../../src/web/bundle.ts'

const bundle = await buildBundle()

test('everything a first visit loads is under 60,000 bytes compressed', () => {
  const assets = [...bundle.assets.values()]
  expect(assets.map(({ path }) => path)).toEqual(
    expect.arrayContaining([bundle.script, bundle.stylesheet, '/assets/mark.svg']),
  )
  const bytes = assets.reduce((sum, { codings }) => sum + codings.gzip.length, 0)
  expect(bytes).toBeLessThan(60_000)
})

test('every coding holds the same bytes', () => {
  for (const { codings } of bundle.assets.values()) {
    expect(gunzipSync(codings.gzip)).toEqual(codings.identity)
    expect(brotliDecompressSync(codings.br)).toEqual(codings.identity)
  }
})

test('the same sources give the same names', async () => {
  const again = await buildBundle()
  expect([again.script, again.stylesheet]).toEqual([bundle.script, bundle.stylesheet])
})

test('the island builds no markup from strings and evaluates none', () => {
  const script = bundle.assets.get(bundle.script)?.codings.identity.toString() ?? ''
  expect(script).not.toMatch(/\beval\(|new Function|insertAdjacentHTML|document\.write/)
})
