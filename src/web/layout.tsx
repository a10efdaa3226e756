import type { Child } from 'hono/jsx'

interface LayoutProps {
  readonly title: string
  readonly stylesheet: string
  /** The island, on pages that have one. */
  readonly script?: string | undefined
  /** Seconds after which a page without script asks again; while the articles are being read. */
  readonly refreshSeconds?: number | undefined
  readonly children?: Child
}

/** The frame of every page. */
export function Layout({ title, stylesheet, script, refreshSeconds, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="description"
          content="Answers in exact quotes from a folder of articles, each opened at its place."
        />
        <title>{title === 'Footnote' ? title : `${title} · Footnote`}</title>
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
        {script && <script type="module" src={script} />}
        {refreshSeconds && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="site">
          <a class="brand" href="/">
            <img src="/assets/mark.svg" width="28" height="28" alt="" />
            Footnote
          </a>
          <nav class="site-nav" aria-label="Site">
            <a href="/sources">Articles</a>
          </nav>
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  )
}
