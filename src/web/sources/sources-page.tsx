import type { Child } from 'hono/jsx'
import type { Article } from '../../article/article.ts'
import { nameOfPlace } from '../../article/article-place.ts'
import { useWords } from '../messages/use-words.ts'
import { SourceLine, SourceTitle } from '../source-line.tsx'
import { type Browsing, browsingAddress, type Narrowed, named, pageSize } from './browse-sources.ts'
import { BrowsingForm } from './browsing-form.tsx'
import { FoundInTexts } from './found-passages.tsx'
import { languageName } from './language-name.ts'
import type { FoundPassages } from './search-sources.ts'

interface SourcesPageProps {
  /** How many articles there are in all. */
  readonly total: number
  readonly browsing: Browsing
  readonly narrowed: Narrowed
  /** What was found in the texts; null where nothing was searched for. */
  readonly found: FoundPassages | null
  /** Where articles are added, if they may be. */
  readonly children?: Child
}

/** All articles, narrowed down and searched through. */
export function SourcesPage({ total, browsing, narrowed, found, children }: SourcesPageProps) {
  const { say } = useWords()
  return (
    <div class="sources">
      <h1>{say('count.articles', { count: total })}</h1>
      <p class="lead">
        {say('sources.lead')} {children && <a href="#upload-title">{say('upload.title')}</a>}
      </p>
      <BrowsingForm browsing={browsing} facets={narrowed.facets} />
      {found ? (
        <Found browsing={browsing} articles={narrowed.articles} found={found} />
      ) : (
        <Listed browsing={browsing} articles={narrowed.articles} total={total} />
      )}
      {children}
    </div>
  )
}

interface ListedProps {
  readonly browsing: Browsing
  readonly articles: readonly Article[]
  readonly total: number
}

function Listed({ browsing, articles, total }: ListedProps) {
  const { say, number } = useWords()
  const all = say('count.articles', { count: total })
  return (
    <>
      {articles.length === 0 ? (
        <p>
          {say('sources.nothing')} <a href="/sources">{say('sources.clear')}</a>
        </p>
      ) : (
        articles.length < total && (
          <p>
            {say('sources.of-all', { some: number(articles.length), all })} ·{' '}
            <a href="/sources">{say('sources.clear')}</a>
          </p>
        )
      )}
      <Articles articles={articles} browsing={browsing} />
    </>
  )
}

interface FoundProps {
  readonly browsing: Browsing
  readonly articles: readonly Article[]
  readonly found: FoundPassages
}

/** In titles first: there are few, and who types a title wants that article. */
function Found({ browsing, articles, found }: FoundProps) {
  const { say } = useWords()
  const titles = named(articles, browsing.query)
  return (
    <>
      <p>
        <a href="/sources">{say('sources.clear')}</a>
      </p>
      <section aria-labelledby="in-titles">
        <h2 id="in-titles">{say('sources.in-titles')}</h2>
        {titles.length === 0 && <p class="lead">{say('sources.no-titles')}</p>}
        <Articles articles={titles} browsing={browsing} />
      </section>
      {browsing.page === 1 && <FoundInTexts found={found} />}
    </>
  )
}

/** One page of a list, and the way to the others. */
function Articles({ articles, browsing }: Omit<ListedProps, 'total'>) {
  const { say } = useWords()
  const last = Math.max(1, Math.ceil(articles.length / pageSize))
  const page = Math.min(browsing.page, last)
  const start = (page - 1) * pageSize
  if (articles.length === 0) return null
  return (
    <>
      <ol class="source-list" start={start + 1}>
        {articles.slice(start, start + pageSize).map((article) => (
          <ArticleEntry article={article} />
        ))}
      </ol>
      {last > 1 && (
        <nav class="pages" aria-label={say('sources.pages')}>
          {page > 1 && (
            <a rel="prev" href={browsingAddress(browsing, { page: page - 1 })}>
              {say('sources.previous')}
            </a>
          )}
          <span>{say('sources.page-of', { page: String(page), all: String(last) })}</span>
          {page < last && (
            <a rel="next" href={browsingAddress(browsing, { page: page + 1 })}>
              {say('sources.next')}
            </a>
          )}
        </nav>
      )}
    </>
  )
}

function ArticleEntry({ article }: { article: Article }) {
  const { say } = useWords()
  const { title, titleOrigin, publisher, publishedAt, byline, language, format } = article
  return (
    <li>
      <a href={`/sources/${encodeURIComponent(article.id)}`}>
        <SourceTitle title={title} origin={titleOrigin} />
      </a>
      <SourceLine publisher={publisher} date={publishedAt}>
        {byline}
      </SourceLine>
      <span class="source-line path">
        <span>{nameOfPlace(article)}</span>
        <span>{say(`format.${format}`)}</span>
        <span>{languageName(language, useWords())}</span>
      </span>
    </li>
  )
}
