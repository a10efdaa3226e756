import type { Child } from 'hono/jsx'
import { webAddress } from '../addresses.ts'
import { useWords } from '../messages/use-words.ts'
import { languageTag } from '../source-line.tsx'
import type { ArticleFacts, QuotedLink, RevisionLink } from './article-facts.ts'
import { languageName } from './language-name.ts'

/** What is known of an article, beside its text or under it. */
export function AboutArticle({ facts }: { facts: ArticleFacts }) {
  const { say } = useWords()
  return (
    <aside class="about" id="about" aria-labelledby="about-title" tabIndex={-1}>
      <h2 id="about-title">{say('article.about')}</h2>
      {facts.isCurrent && (
        <p>
          <a class="ask-about" href={`/?source=${encodeURIComponent(facts.id)}`}>
            {say('article.ask')}
          </a>
        </p>
      )}
      <Facts facts={facts} />
      {facts.outline.length > 1 && (
        <nav aria-labelledby="outline-title">
          <h3 id="outline-title">{say('article.outline')}</h3>
          <ol class="outline" lang={languageTag(facts.language)}>
            {facts.outline.map(({ text, anchor }) => (
              <li>
                <a href={`#${anchor}`}>{text}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <Quoted facts={facts} />
      {facts.revisions.length > 1 && (
        <section aria-labelledby="revisions-title">
          <h3 id="revisions-title">{say('article.revisions')}</h3>
          <ol class="kept">
            {facts.revisions.map((link) => (
              <Kept link={link} />
            ))}
          </ol>
        </section>
      )}
    </aside>
  )
}

function Facts({ facts }: { facts: ArticleFacts }) {
  const words = useWords()
  const { say, date, number } = words
  const unknown = <span class="unknown">{say('article.unknown')}</span>
  const address = webAddress(facts.url)
  const length = [
    say('article.characters', { count: facts.characters }),
    ...(facts.isCurrent ? [say('count.passages', { count: facts.passages })] : []),
  ]
  return (
    <dl class="facts">
      <Fact name={say('sources.publisher')}>{facts.publisher ?? unknown}</Fact>
      <Fact name={say('article.author')}>{facts.byline ?? unknown}</Fact>
      <Fact name={say('article.published')}>
        {facts.publishedAt ? (
          <time datetime={facts.publishedAt}>{date(facts.publishedAt)}</time>
        ) : (
          unknown
        )}
      </Fact>
      <Fact name={say('sources.language')}>{languageName(facts.language, words)}</Fact>
      {address && (
        <Fact name={say('article.address')}>
          <a href={address} rel="noreferrer noopener">
            {address}
          </a>
        </Fact>
      )}
      <Fact name={say('article.format')}>{say(`format.${facts.format}`)}</Fact>
      <Fact name={say(facts.paths.length > 1 ? 'article.files' : 'article.file')}>
        {facts.paths.map((path) => (
          <span class="fact-line">{path}</span>
        ))}
      </Fact>
      {facts.entry && <Fact name={say('article.entry')}>{facts.entry}</Fact>}
      {facts.pages !== null && <Fact name={say('article.pages')}>{number(facts.pages)}</Fact>}
      <Fact name={say('article.length')}>{length.join(' · ')}</Fact>
      {facts.readOn && (
        <Fact name={say('article.read-on')}>
          <time datetime={facts.readOn}>{date(facts.readOn)}</time>
        </Fact>
      )}
      <Fact name={say('article.revision')}>
        <code>{facts.revision.replace('sha256:', '')}</code>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Places that answers have quoted, the newest first. Who asked and what is not known. */
function Quoted({ facts }: { facts: ArticleFacts }) {
  const { say } = useWords()
  const { quoted, quotedInAll } = facts
  return (
    <section aria-labelledby="quoted-title">
      <h3 id="quoted-title">{say('article.quoted')}</h3>
      {quotedInAll === 0 ? (
        <p>{say('article.never-quoted')}</p>
      ) : (
        <p>
          {say('article.quoted-places', { count: quotedInAll })}{' '}
          {quoted.length < quotedInAll && say('article.quoted-newest', { count: quoted.length })}
        </p>
      )}
      <ol class="kept">
        {quoted.map((link) => (
          <QuotedPlace link={link} language={facts.language} />
        ))}
      </ol>
    </section>
  )
}

function QuotedPlace({ link, language }: { link: QuotedLink; language: string }) {
  const { say, date } = useWords()
  return (
    <li>
      <a href={link.address}>
        <q lang={languageTag(language)}>{link.words}</q>
        {link.isCut && ' …'}
      </a>
      <span class="source-line">
        <time datetime={link.day}>{date(link.day)}</time>
        {!link.isCurrent && <span>{say('article.old-text')}</span>}
      </span>
    </li>
  )
}

function Kept({ link }: { link: RevisionLink }) {
  const { say, date } = useWords()
  const { isCurrent, from, until } = link
  const name = isCurrent
    ? say('article.revision-now')
    : from
      ? say('article.revision-from', { day: date(from) })
      : say('article.revision-old')
  return (
    <li>
      <a href={link.address}>{name}</a>
      {until && <span class="source-line">{say('article.until', { day: date(until) })}</span>}
    </li>
  )
}
