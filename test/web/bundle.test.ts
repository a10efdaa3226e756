import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { buildBundle } from '../../src/web/bundle.ts'
import { catalogue } from '../../src/web/messages/catalogue.ts'
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

test.each([
  ['chat.tsx', bundle.scripts.en.path],
  ['upload/upload.tsx', bundle.uploadScripts.en.path],
])('every message that a module of %s names is in it', async (file, asset) => {
  const folder = fileURLToPath(new URL('../../src/web/', import.meta.url))
  const { metafile } = await build({
    entryPoints: [join(folder, file)],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: folder,
    write: false,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
  })
  // The catalogue itself names all of them; no island holds it.
  const modules = Object.keys(metafile.inputs).filter((path) => path.startsWith('src/web/'))
  expect(modules.filter((path) => path.includes('catalogue'))).toEqual([])
  const source = modules.map((path) => readFileSync(path, 'utf8')).join('\n')
  // `keep.${format}`: any key that begins so may be said.
  const begins = [...source.matchAll(/`([a-z-]+\.[a-z-]*)\$\{/g)].map(([, prefix = '']) => prefix)
  const said = Object.keys(catalogue).filter(
    (key) => source.includes(`'${key}'`) || begins.some((prefix) => key.startsWith(prefix)),
  )
  expect(said.length).toBeGreaterThan(20)
  const code = bundle.assets.get(asset)?.codings.identity.toString() ?? ''
  expect(
    said.filter((key) => !code.includes(`"${key}\\":`) && !code.includes(`"${key}":`)),
  ).toEqual([])
})
