import type { Article } from '../article/article.ts'
import { nameOfPlace } from '../article/article-place.ts'
import { SourceLine, SourceTitle } from './citation.tsx'
import { countOf } from './turn.tsx'

/** Every article of the corpus with what is known of it. */
export function SourcesPage({ articles }: { articles: readonly Article[] }) {
  return (
    <div class="sources">
      <h1>{countOf(articles.length, 'article')}</h1>
      <p class="lead">Answers come from these, word for word, and from nothing else.</p>
      <ol class="source-list">
        {articles.map((article) => (
          <li>
            <a href={`/sources/${encodeURIComponent(article.id)}`}>
              <SourceTitle title={article.title} origin={article.titleOrigin} />
            </a>
            <SourceLine publisher={article.publisher} date={article.publishedAt}>
              {article.byline}
            </SourceLine>
            <span class="path">{nameOfPlace(article)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

interface MessagePageProps {
  readonly title: string
  readonly message: string
}

/** A page that only says something, with the ways on. */
export function MessagePage({ title, message }: MessagePageProps) {
  return (
    <div class="message">
      <h1>{title}</h1>
      <p>{message}</p>
      <p>
        <a href="/sources">All articles</a> · <a href="/">Ask a question</a>
      </p>
    </div>
  )
}
