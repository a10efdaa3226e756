import { useWords } from '../messages/use-words.ts'
import { problemWords } from '../problem-words.ts'
import { languageTag, SourceLine, SourceTitle } from '../source-line.tsx'
import type { FoundPassage, FoundPassages } from './search-sources.ts'

/** The passages that a search found, the best first, each with the way to its exact place. */
export function FoundInTexts({ found }: { found: FoundPassages }) {
  const words = useWords()
  const { say } = words
  const { passages, holdsWords, problem } = found
  const said = problem && problemWords(problem, words)
  return (
    <section aria-labelledby="in-texts">
      <h2 id="in-texts">{say('sources.in-texts')}</h2>
      {said ? (
        <p class="notice" lang={said.lang}>
          {said.text}
        </p>
      ) : (
        passages.length === 0 && <p class="lead">{say('sources.no-texts')}</p>
      )}
      {passages.length > 0 && !holdsWords && <p class="lead">{say('sources.no-words')}</p>}
      <ol class="found">
        {passages.map((passage) => (
          <FoundEntry passage={passage} />
        ))}
      </ol>
    </section>
  )
}

function FoundEntry({ passage }: { passage: FoundPassage }) {
  const { say } = useWords()
  const { article, address, headingPath, page, excerpt, pieces } = passage
  const place = headingPath.join(' › ')
  const onPage = page === null ? '' : say('quote.page', { page: String(page) })
  return (
    <li>
      <h3>
        <a href={address}>
          <SourceTitle title={article.title} origin={article.titleOrigin} />
        </a>
      </h3>
      <SourceLine publisher={article.publisher} date={article.publishedAt}>
        {[place, onPage].filter(Boolean).join(', ')}
      </SourceLine>
      <blockquote cite={address} lang={languageTag(article.language)}>
        {excerpt.cutBefore && <span class="left-out">… </span>}
        {pieces.map(({ text, isMarked }) => (isMarked ? <mark>{text}</mark> : text))}
        {excerpt.cutAfter && <span class="left-out"> …</span>}
      </blockquote>
    </li>
  )
}
