import type { Hono } from 'hono'
import { askedUrl } from '../../server/asked-url.ts'
import type { ApiDocument } from './api-page.tsx'

/** `GET /docs`: the API for people, from the document that programs read. */
export function addDocsRoute(pages: Hono): void {
  pages.get('/docs', async (c) => {
    const [{ ownDocument }, { ApiPage }] = await Promise.all([
      import('../../server/openapi/own-document.ts'),
      import('./api-page.tsx'),
    ])
    const document = (await ownDocument()) as unknown as ApiDocument
    const { origin } = askedUrl(c)
    return c.render(<ApiPage document={document} origin={origin} />, { title: 'API' })
  })
}
