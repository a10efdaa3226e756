import type { Article } from '../article/article.ts'
import { nameOfPlace } from '../article/article-place.ts'
import { SourceLine, SourceTitle } from './citation.tsx'
import { useWords } from './messages/use-words.ts'

/** Every article of the corpus with what is known of it. */
export function SourcesPage({ articles }: { articles: readonly Article[] }) {
  const { say } = useWords()
  return (
    <div class="sources">
      <h1>{say('count.articles', { count: articles.length })}</h1>
      <p class="lead">{say('sources.lead')}</p>
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
  const { say } = useWords()
  return (
    <div class="message">
      <h1>{title}</h1>
      <p>{message}</p>
      <p>
        <a href="/sources">{say('message.all-articles')}</a> · <a href="/">{say('message.ask')}</a>
      </p>
    </div>
  )
}
