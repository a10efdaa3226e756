import type { Hono } from 'hono'
import type { ApiDependencies } from '../server/dependencies.ts'
import { findSources } from './ask/filter-choices.ts'
import { quoteContext } from './card/quote-context.ts'
import { pageFacts } from './home.ts'
import { findDocument } from './sources/source-routes.tsx'

/** What the island fetches: the page's facts, articles to choose from, an article for the reader, a quote in its context. */
export function addPageData(pages: Hono, dependencies: ApiDependencies): void {
  pages.get('/page.json', async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await pageFacts(dependencies, dependencies.requestTimeoutMs, c.req.query('in')))
  })
  pages.get('/filters.json', (c) => {
    c.header('Cache-Control', 'no-cache')
    return c.json(findSources(dependencies.currentIndex(), c.req.query('words') ?? ''))
  })
  pages.get('/sources/:id/reader.json', async (c) => {
    c.header('Cache-Control', 'no-cache')
    const document = await findDocument(c, dependencies)
    return document ? c.json(document) : c.json({ message: 'There is no such article.' }, 404)
  })
  pages.get('/sources/:id/context.json', async (c) => {
    c.header('Cache-Control', 'no-cache')
    const index = dependencies.currentIndex()
    const citation = c.req.query('citation') ?? ''
    const context = index && (await quoteContext(index, c.req.param('id'), citation))
    return context ? c.json(context) : c.json({ message: 'There is no such quote.' }, 404)
  })
}
