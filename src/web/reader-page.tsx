import { Reader } from './reader.tsx'
import type { ReaderDocument } from './reader-document.ts'

/** The reader as a page of its own: works from a link alone, without script. */
export function ReaderPage({ document }: { document: ReaderDocument }) {
  const { citations, standing } = document
  return (
    <div class="reader-page">
      <nav class="reader-bar" aria-label="Quotes in this article">
        <a href="/sources">All articles</a>
        {citations.length > 0 && (
          <ol>
            {citations.map(({ id, headingPath }, at) => (
              <li>
                <a href={`#${id}`}>Quote {at + 1}</a>{' '}
                <span class="place">{headingPath.join(' › ')}</span>
              </li>
            ))}
          </ol>
        )}
        {standing !== 'current' && (
          <a href="#what-became">
            {standing === 'removed' ? 'This article was taken out' : 'This text has changed since'}
          </a>
        )}
      </nav>
      <Reader document={document} level={1} />
    </div>
  )
}
