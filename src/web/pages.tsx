import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { compress } from 'hono/compress'
import { jsxRenderer } from 'hono/jsx-renderer'
import { askedUrl } from '../server/asked-url.ts'
import { createConcurrencyLimit } from '../server/concurrency-limit.ts'
import type { ApiDependencies } from '../server/dependencies.ts'
import type { ErrorLogger } from '../server/problem.ts'
import { boundEarlier } from './addresses.ts'
import { readAsked } from './ask/asked-filters.ts'
import { type Asset, buildBundle, type Script } from './bundle.ts'
import { ChatView } from './chat-view.tsx'
import { addDocsRoute } from './docs/docs-route.tsx'
import { writtenDown } from './export-file.ts'
import { addFeedbackRoutes } from './feedback/feedback-routes.tsx'
import { packState } from './finished-turn.ts'
import { namedTitles, type ReplayOptions, replayConversation } from './home.ts'
import { Layout } from './layout.tsx'
import { chooseLanguage } from './messages/choose-language.ts'
import { addPageData } from './page-data.ts'
import { showProblems } from './show-problems.tsx'
import { addSignInRoutes } from './sign-in/sign-in-routes.tsx'
import { addSourceRoutes } from './sources/source-routes.tsx'

interface PageProps {
  readonly title: string
  readonly script?: Script
  readonly refreshSeconds?: number | undefined
}

declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: Hono merges this declaration with its own
    (content: string | Promise<string>, props: PageProps): Response | Promise<Response>
  }
}

/** The smallest first. */
const codings = ['br', 'gzip', 'identity']
const markPath = '/assets/mark.svg'

export interface PagesOptions {
  /** Told of every error that is the server's own fault; nothing is logged when left out. */
  readonly logError?: ErrorLogger
}

/** The pages people read: the chat, the articles, the reader, and the files these need. */
export async function createPages(
  dependencies: ApiDependencies,
  options: PagesOptions = {},
): Promise<Hono> {
  const bundle = await buildBundle()
  const pages = new Hono()
  // One address replays up to seven questions, so few are worked on at once.
  const limit = createConcurrencyLimit(2, 32)
  const logError = options.logError ?? (() => {})

  pages.get('/assets/:name', (c) => serveAsset(c, bundle.assets.get(c.req.path)))
  pages.get('/favicon.ico', (c) => serveAsset(c, bundle.assets.get(markPath)))
  addPageData(pages, dependencies)

  pages.use(compress())
  pages.use(...chooseLanguage)
  pages.use(
    jsxRenderer(({ children, ...props }, c) => (
      <Layout
        stylesheet={bundle.stylesheet}
        words={c.get('words')}
        url={askedUrl(c).href}
        {...props}
      >
        {children}
      </Layout>
    )),
  )

  pages.use(showProblems)

  const replay = (c: Context) =>
    conversation(c, dependencies, (signal) => ({
      ...{ signal, limit, language: c.get('words').language },
      onError: (error) => logError(error, c.get('requestId')),
    }))
  pages.get('/export', (c) => writtenDown(c, dependencies, async () => (await replay(c)).state))
  pages.get('/', async (c) => {
    const { question, draft, state } = await replay(c)
    c.header('Cache-Control', 'no-cache')
    return c.render(
      <div id="chat" data-state={packState(state)}>
        <ChatView state={state} draft={draft} scripted={false} />
      </div>,
      {
        title: question ?? 'Footnote',
        script: bundle.scripts[c.get('words').language],
        refreshSeconds: state.facts.ready ? undefined : 3,
      },
    )
  })

  addFeedbackRoutes(pages, dependencies)
  addSourceRoutes(pages, dependencies, { limit, logError, scripts: bundle.uploadScripts })
  addDocsRoute(pages)
  addSignInRoutes(pages, dependencies.access)
  return pages
}

async function conversation(
  c: Context,
  dependencies: ApiDependencies,
  optionsFor: (signal: AbortSignal) => ReplayOptions,
) {
  const read = readAsked(new URL(c.req.url).searchParams)
  const { question, filters } = read
  const deadline = AbortSignal.timeout(dependencies.requestTimeoutMs)
  const signal = AbortSignal.any([c.req.raw.signal, deadline])
  const asked = question ? [...boundEarlier(read.earlier), { question, filters }] : []
  const replayed = await replayConversation(dependencies, asked, optionsFor(signal))
  // An address may choose the articles before anything is asked.
  const titles = namedTitles(dependencies, [{ filters }])
  const state = asked.length > 0 ? replayed : { ...replayed, filters, titles }
  const last = state.turns.at(-1)
  const draft = last?.phase === 'failed' ? question : undefined
  return { question: question || undefined, draft, state }
}

function serveAsset(c: Context, asset: Asset | undefined): Response | Promise<Response> {
  if (!asset) return c.notFound()
  c.header('ETag', asset.etag)
  c.header('Vary', 'Accept-Encoding')
  c.header('Cache-Control', asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (c.req.header('If-None-Match') === asset.etag) return c.body(null, 304)
  const coding = accepts(c, {
    header: 'Accept-Encoding',
    supports: codings,
    default: 'identity',
    match: (accepted, { supports }) =>
      supports.find((each) => accepted.some(({ type, q }) => type === each && q > 0)) ?? 'identity',
  }) as keyof Asset['codings']
  if (coding !== 'identity') c.header('Content-Encoding', coding)
  c.header('Content-Type', asset.contentType)
  return c.body(new Uint8Array(asset.codings[coding]))
}
