import type { Context, Hono } from 'hono'
import type { ConcurrencyLimit } from '../../server/concurrency-limit.ts'
import type { ApiDependencies } from '../../server/dependencies.ts'
import { requireAdmin } from '../../server/guard/require-key.ts'
import type { ErrorLogger } from '../../server/problem.ts'
import { sameOrigin } from '../../server/same-origin.ts'
import { receiveUpload, requireUploads } from '../../server/upload/receive-upload.ts'
import type { Bundle } from '../bundle.ts'
import { MessagePage } from '../message-page.tsx'
import type { Words } from '../messages/words.ts'
import { type ReaderDocument, readerDocument } from '../reader-document.ts'
import { ReaderPage } from '../reader-page.tsx'
import { UploadResult } from '../upload/upload-result.tsx'
import { UploadForm } from '../upload/upload-view.tsx'
import { articleFacts } from './article-facts.ts'
import { inOrder, narrow, readBrowsing } from './browse-sources.ts'
import { searchTexts } from './search-sources.ts'
import { SourcesPage } from './sources-page.tsx'

export interface SourceRoutesOptions {
  readonly limit: ConcurrencyLimit
  readonly logError: ErrorLogger
  /** What brings adding articles to life. */
  readonly scripts: Bundle['uploadScripts']
}

/** The articles, each of them with its text, and the same text as data for the panel. */
export function addSourceRoutes(
  pages: Hono,
  dependencies: ApiDependencies,
  options: SourceRoutesOptions,
): void {
  pages.get('/sources', async (c) => {
    const index = dependencies.currentIndex()
    const words = c.get('words')
    const title = words.say('page.articles')
    if (!index) return notReady(c, dependencies)
    const browsing = readBrowsing((name) => c.req.query(name))
    const ordered = inOrder(index.articles, browsing.sort, words.language)
    const narrowed = narrow(ordered, browsing)
    const found = browsing.query
      ? await searchTexts(dependencies, index, browsing, {
          articles: narrowed.articles,
          limit: options.limit,
          signal: c.req.raw.signal,
          onError: (error) => options.logError(error, c.get('requestId')),
        })
      : null
    const total = index.articles.length
    const uploads = c.get('holder')?.scope === 'ask' ? undefined : dependencies.uploads
    return c.render(
      <SourcesPage total={total} browsing={browsing} narrowed={narrowed} found={found}>
        {uploads && <UploadForm maxBytes={uploads.limits.fileBytes} />}
      </SourcesPage>,
      {
        title: browsing.query ? `${browsing.query} · ${title}` : title,
        ...(uploads ? { script: options.scripts[words.language] } : {}),
      },
    )
  })

  pages.post('/sources', requireAdmin, sameOrigin, async (c) => {
    const uploads = requireUploads(dependencies.uploads)
    const files = await receiveUpload(c, uploads, 'refuse', options.logError)
    const title = c.get('words').say('upload.result')
    return c.render(<UploadResult files={files} />, { title })
  })

  pages.get('/sources/:id', async (c) => {
    const index = dependencies.currentIndex()
    if (!index) return notReady(c, dependencies)
    const document = await findDocument(c, dependencies)
    if (document) {
      const facts = await articleFacts(dependencies, index, document.id, document.revision)
      return c.render(<ReaderPage document={document} facts={facts} />, { title: document.title })
    }
    const isPruned = await asksForPruned(c, dependencies)
    const { say } = c.get('words')
    const message = isPruned
      ? { title: say('message.kept-no-more'), message: say('message.kept-no-more-why') }
      : { title: say('message.no-such-article'), message: say('message.no-such-article-why') }
    c.status(isPruned ? 410 : 404)
    return c.render(<MessagePage {...message} />, { title: message.title })
  })
}

/** The reader's document that an address asks for. */
export function findDocument(
  c: Context,
  dependencies: ApiDependencies,
): Promise<ReaderDocument | undefined> | undefined {
  const index = dependencies.currentIndex()
  const citations = c.req.queries('citation') ?? []
  return (
    index &&
    readerDocument(index, c.req.param('id') ?? '', citations, { revision: c.req.query('revision') })
  )
}

function notReady(c: Context, dependencies: ApiDependencies): Response | Promise<Response> {
  const message = notReadyMessage(dependencies, c.get('words'))
  c.status(503)
  return c.render(<MessagePage {...message} />, { title: message.title, refreshSeconds: 3 })
}

function notReadyMessage(dependencies: ApiDependencies, { say, language }: Words) {
  const { state, detail } = dependencies.status()
  if (state === 'failed') return { title: say('message.no-articles-yet'), message: detail }
  const reload = say('message.reload-soon')
  return {
    title: say('message.still-reading'),
    message: language === 'en' ? `${detail} ${reload}` : reload,
  }
}

/** Whether a quoted text was there once and has been removed by pruning. */
async function asksForPruned(c: Context, dependencies: ApiDependencies): Promise<boolean> {
  const asked = [...(c.req.queries('citation') ?? []).slice(0, 20), c.req.query('revision') ?? '']
  for (const name of asked) {
    const revision = /^(?:cit_|sha256:)([0-9a-f]{12})/.exec(name)?.[1]
    if (revision && (await dependencies.currentIndex()?.history.pruned(revision))) return true
  }
  return false
}
