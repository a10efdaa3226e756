import { useWords } from './messages/use-words.ts'
import { Reader } from './reader.tsx'
import type { ReaderDocument } from './reader-document.ts'
import { AboutArticle } from './sources/about-article.tsx'
import type { ArticleFacts } from './sources/article-facts.ts'

interface ReaderPageProps {
  readonly document: ReaderDocument
  readonly facts?: ArticleFacts | undefined
}

/** The reader as a page of its own: works from a link alone, without script. */
export function ReaderPage({ document, facts }: ReaderPageProps) {
  const { citations, standing } = document
  const { say } = useWords()
  return (
    <div class="reader-page">
      <nav class="reader-bar" aria-label={say('reader.quotes-here')}>
        <a href="/sources">{say('reader.all-articles')}</a>
        {facts && <a href="#about">{say('article.about')}</a>}
        {citations.length > 0 && (
          <ol>
            {citations.map(({ id, headingPath }, at) => (
              <li>
                <a href={`#${id}`}>{say('quote.number', { number: String(at + 1) })}</a>{' '}
                <span class="place">{headingPath.join(' › ')}</span>
              </li>
            ))}
          </ol>
        )}
        {standing !== 'current' && (
          <a href="#what-became">
            {say(standing === 'removed' ? 'reader.was-removed' : 'reader.was-changed')}
          </a>
        )}
      </nav>
      <Reader document={document} level={1} />
      {facts && <AboutArticle facts={facts} />}
    </div>
  )
}
