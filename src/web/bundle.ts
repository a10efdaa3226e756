import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** A file the page needs, in every coding a browser may ask for. */
export interface Asset {
  readonly path: string
  readonly contentType: string
  readonly etag: string
  /** Whether the path names the content, so that it may be kept for ever. */
  readonly immutable: boolean
  readonly codings: { readonly identity: Buffer; readonly gzip: Buffer; readonly br: Buffer }
}

export interface Bundle {
  readonly script: string
  readonly stylesheet: string
  readonly assets: ReadonlyMap<string, Asset>
}

/** Builds the island and the style in memory, so that no built file can go stale. */
export async function buildBundle(): Promise<Bundle> {
  const result = await build({
    entryPoints: { chat: here('chat.tsx'), style: here('style.css') },
    bundle: true,
    minify: true,
    write: false,
    outdir: here('built'),
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const assets = new Map<string, Asset>()
  const add = (
    name: string,
    extension: string,
    contentType: string,
    bytes: Buffer,
    hashed = true,
  ) => {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    const path = `/assets/${name}${hashed ? `-${hash}` : ''}.${extension}`
    const codings = { identity: bytes, gzip: gzipSync(bytes), br: brotli(bytes) }
    assets.set(path, { path, contentType, etag: `"${hash}"`, immutable: hashed, codings })
    return path
  }
  const output = (extension: string) => {
    const file = result.outputFiles.find(({ path }) => path.endsWith(extension))
    if (!file) throw new Error(`The page's ${extension} file was not built.`)
    return Buffer.from(file.contents)
  }
  const script = add('chat', 'js', 'text/javascript; charset=utf-8', output('.js'))
  const stylesheet = add('style', 'css', 'text/css; charset=utf-8', output('.css'))
  add('mark', 'svg', 'image/svg+xml', await readFile(here('mark.svg')), false)
  return { script, stylesheet, assets }
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
