import type { Child } from 'hono/jsx'
import type { Script } from './bundle.ts'
import { LanguageLinks } from './language-links.tsx'
import { WordsContext } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'

interface LayoutProps {
  readonly words: Words
  /** The address of this page. */
  readonly url: string
  readonly title: string
  readonly stylesheet: string
  /** The island, on pages that have one. */
  readonly script?: Script | undefined
  /** Seconds after which a page without script asks again; while the articles are being read. */
  readonly refreshSeconds?: number | undefined
  readonly children?: Child
}

/** The frame of every page. */
export function Layout(props: LayoutProps) {
  const { words, url, title, stylesheet, script, refreshSeconds, children } = props
  const { say } = words
  const isAt = (path: string) => (new URL(url).pathname === path ? 'page' : undefined)
  return (
    <html lang={words.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={say('page.description')} />
        <title>{title === 'Footnote' ? title : `${title} · Footnote`}</title>
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
        {script?.imports.map((part) => (
          <link rel="modulepreload" href={part} />
        ))}
        {script && <script type="module" src={script.path} />}
        {refreshSeconds && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          {say('page.skip')}
        </a>
        <header class="site">
          <a class="brand" href="/">
            <img src="/assets/mark.svg" width="28" height="28" alt="" />
            <span class="brand-name">Footnote</span>
          </a>
          <nav class="site-nav" aria-label={say('page.site')}>
            {script && (
              <button type="button" class="awaits-script" data-action="conversations">
                {say('keep.conversations')}
              </button>
            )}
            <a href="/sources" aria-current={isAt('/sources')}>
              {say('page.articles')}
            </a>
            <a href="/docs" aria-current={isAt('/docs')}>
              {say('page.api')}
            </a>
          </nav>
          <LanguageLinks words={words} url={url} />
        </header>
        <main id="main">
          <WordsContext.Provider value={words}>{children}</WordsContext.Provider>
        </main>
        <p class="printed" aria-hidden="true">
          {url}
        </p>
      </body>
    </html>
  )
}
