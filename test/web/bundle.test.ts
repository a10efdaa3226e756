import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildBundle } from '../../src/web/bundle.ts'
import { interfaceLanguages } from '../../src/web/messages/interface-language.ts'

const bundle = await buildBundle()

test.each(interfaceLanguages)(
  'a first visit in %s loads under 60,000 bytes compressed',
  (language) => {
    const { path, imports } = bundle.scripts[language]
    const sizes = [path, ...imports, bundle.stylesheet, '/assets/mark.svg'].map((asset) => {
      const { codings } = bundle.assets.get(asset) ?? {}
      expect(codings, asset).toBeDefined()
      return codings?.gzip.length ?? 0
    })
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
  },
)

test('a language is one small file beside a part that all share', () => {
  const [first, ...others] = interfaceLanguages.map((language) => bundle.scripts[language])
  for (const { path, imports } of others) {
    expect(imports).toEqual(first?.imports)
    expect(path).not.toBe(first?.path)
  }
  const chinese = bundle.assets.get(bundle.scripts['zh-Hans'].path)
  expect(chinese?.codings.identity.toString()).not.toMatch(/Read in context|閱讀上下文/)
  expect(chinese?.codings.gzip.length).toBeLessThan(8_000)
})

test('every coding holds the same bytes', () => {
  for (const { codings } of bundle.assets.values()) {
    expect(gunzipSync(codings.gzip)).toEqual(codings.identity)
    expect(brotliDecompressSync(codings.br)).toEqual(codings.identity)
  }
})

test('the same sources give the same names', async () => {
  const again = await buildBundle()
  expect([...again.assets.keys()]).toEqual([...bundle.assets.keys()])
})

test('the island builds no markup from strings and evaluates none', () => {
  for (const { path, codings } of bundle.assets.values()) {
    if (!path.endsWith('.js')) continue
    expect(codings.identity.toString()).not.toMatch(
      /\beval\(|new Function|insertAdjacentHTML|document\.write/,
    )
  }
})

test('what only the pages of articles say is no part of the chat', () => {
  const chat = bundle.assets.get(bundle.scripts.en.path)?.codings.identity.toString()
  expect(chat).toContain('Read in context')
  expect(chat).not.toMatch(/Fingerprint|choose a folder/)
  const upload = bundle.assets.get(bundle.uploadScripts.en.path)?.codings.identity.toString()
  expect(upload).toContain('choose a folder')
  expect(upload).not.toContain('Read in context')
})
