import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { type BuildResult, build } from 'esbuild'
import { type Island, islandEntries } from './island-entries.ts'
import { type InterfaceLanguage, interfaceLanguages } from './messages/interface-language.ts'

/** A file the page needs, in every coding a browser may ask for. */
export interface Asset {
  readonly path: string
  readonly contentType: string
  readonly etag: string
  /** Whether the path names the content, so that it may be kept for ever. */
  readonly immutable: boolean
  readonly codings: { readonly identity: Buffer; readonly gzip: Buffer; readonly br: Buffer }
}

/** The island in one language: its entry, and the files that the entry imports at once. */
export interface Script {
  readonly path: string
  readonly imports: readonly string[]
}

export interface Bundle {
  /** The chat. */
  readonly scripts: Readonly<Record<InterfaceLanguage, Script>>
  /** Adding articles. */
  readonly uploadScripts: Readonly<Record<InterfaceLanguage, Script>>
  readonly stylesheet: string
  readonly assets: ReadonlyMap<string, Asset>
}

type Built = BuildResult<{ metafile: true; write: false }>

const islands = {
  // What only the server says stays there, and adding articles is another island.
  chat: {
    file: here('chat.tsx'),
    says: /^(?!sources\.|article\.|format\.|upload\.|page\.|message\.|sign-in\.)/,
  },
  upload: { file: here('upload/upload.tsx'), says: /^(?:upload|problem)\./ },
} as const satisfies Readonly<Record<string, Island>>

const languagesOf = (island: keyof typeof islands) =>
  interfaceLanguages.map((language) => ({
    in: `island:${island}:${language}`,
    out: `${island}-${language}`,
  }))

/** Builds the islands and the style in memory, so that no built file can go stale. */
export async function buildBundle(): Promise<Bundle> {
  const result = await build({
    entryPoints: [
      ...languagesOf('chat'),
      ...languagesOf('upload'),
      { in: here('style.css'), out: 'style' },
    ],
    plugins: [islandEntries(islands)],
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: here('built'),
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const mark = await readFile(here('mark.svg'))
  const assets = [
    ...result.outputFiles.map(({ path, contents }) => makeAsset(basename(path), contents, true)),
    makeAsset('mark.svg', mark, false),
  ]
  const scriptsOf = (island: keyof typeof islands) =>
    Object.fromEntries(
      interfaceLanguages.map((language) => [
        language,
        scriptOf(result, `island:${island}:${language}`),
      ]),
    ) as Bundle['scripts']
  const stylesheet = assets.find(({ path }) => path.endsWith('.css'))?.path ?? ''
  return {
    scripts: scriptsOf('chat'),
    uploadScripts: scriptsOf('upload'),
    stylesheet,
    assets: new Map(assets.map((asset) => [asset.path, asset])),
  }
}

/** Parts that are imported later, when something needs them, are left out. */
function scriptOf({ metafile: { outputs } }: Built, entry: string): Script {
  const path = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === entry)
  if (!path) throw new Error(`The page's ${entry} was not built.`)
  const reached = new Set([path])
  for (const name of reached) {
    for (const { path: part, kind } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement') reached.add(part)
    }
  }
  const [own = '', ...imports] = [...reached].map((name) => `/assets/${basename(name)}`)
  return { path: own, imports }
}

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

function makeAsset(name: string, contents: Uint8Array, immutable: boolean): Asset {
  const bytes = Buffer.from(contents)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return {
    path: `/assets/${name}`,
    contentType: contentTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    etag: `"${hash}"`,
    immutable,
    codings: { identity: bytes, gzip: gzipSync(bytes), br: brotli(bytes) },
  }
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

function brotli(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}
