import { createHash } from 'node:crypto'
import { Hono } from 'hono'

interface Served {
  readonly text: string
  readonly etag: string
}

/** Made when it is first asked for: a server that nobody asks for it starts without the library. */
let served: Promise<Served> | undefined

/** `GET /openapi.json`: this API, described for programs. */
export function openApiRoute(): Hono {
  return new Hono().get('/', async (c) => {
    served ??= makeDocument()
    const { text, etag } = await served
    c.header('ETag', etag)
    c.header('Cache-Control', 'no-cache')
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304)
    return c.body(text, 200, { 'Content-Type': 'application/json' })
  })
}

async function makeDocument(): Promise<Served> {
  const { ownDocument } = await import('./own-document.ts')
  const text = `${JSON.stringify(await ownDocument(), null, 2)}\n`
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
