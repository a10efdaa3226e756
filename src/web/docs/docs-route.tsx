import type { Hono } from 'hono'
import type { ApiDocument } from './api-page.tsx'

/** `GET /docs`: the API for people, from the document that programs read. */
export function addDocsRoute(pages: Hono): void {
  pages.get('/docs', async (c) => {
    const [{ ownDocument }, { ApiPage }] = await Promise.all([
      import('../../server/openapi/own-document.ts'),
      import('./api-page.tsx'),
    ])
    const document = (await ownDocument()) as unknown as ApiDocument
    const { origin } = new URL(c.req.url)
    return c.render(<ApiPage document={document} origin={origin} />, { title: 'API' })
  })
}
