import { useWords } from './messages/use-words.ts'
import type { WordChange } from './quote-change.ts'
import type { ReaderCitation, ReaderDocument } from './reader-document.ts'
import { languageTag } from './source-line.tsx'

/** What has become of an old text and of each quote of it that this page marks. */
export function WhatBecame({ document }: { document: ReaderDocument }) {
  const { standing, citations, language } = document
  const { say } = useWords()
  if (standing === 'current') return null
  const changed = citations.filter(({ change }) => change !== null)
  return (
    <div class="notice" id="what-became">
      {standing === 'removed' ? <Removed document={document} /> : <Changed document={document} />}
      {changed.map((citation) => (
        <Became
          citation={citation}
          name={
            citations.length > 1
              ? say('quote.number', { number: String(citations.indexOf(citation) + 1) })
              : say('became.the-quote')
          }
          language={language}
        />
      ))}
    </div>
  )
}

function Removed({ document: { until } }: { document: ReaderDocument }) {
  const { say, rich } = useWords()
  return (
    <p>
      <strong>{say('became.removed')}</strong>{' '}
      {until && rich('became.removed-on', { day: <Day date={until} /> })} {say('became.as-quoted')}
    </p>
  )
}

function Changed({ document: { id, from, until } }: { document: ReaderDocument }) {
  const { say, rich } = useWords()
  const days = { from: from && <Day date={from} />, until: until && <Day date={until} /> }
  return (
    <p>
      <strong>{say('became.changed')}</strong>{' '}
      {from && until
        ? rich('became.as-from-until', days)
        : from
          ? rich('became.as-from', days)
          : until
            ? rich('became.as-until', days)
            : say('became.as-then')}{' '}
      <a href={`/sources/${encodeURIComponent(id)}`}>{say('became.read-now')}</a>
    </p>
  )
}

function Day({ date }: { date: string }) {
  return <time datetime={date}>{useWords().date(date.slice(0, 10))}</time>
}

interface BecameProps {
  readonly citation: ReaderCitation
  readonly name: string
  readonly language: string
}

function Became({ citation: { change }, name, language }: BecameProps) {
  const { say } = useWords()
  if (!change) return null
  const { status, address, words } = change
  if (status === 'moved') {
    return (
      <p>
        {say('became.still-there', { quote: name })}{' '}
        {address && <a href={address}>{say('became.see-where')}</a>}
      </p>
    )
  }
  if (words.length === 0) {
    return <p>{say('became.gone', { quote: name })}</p>
  }
  return (
    <>
      <p>
        {say('became.edited', { quote: name })}{' '}
        {address && <a href={address}>{say('became.see-what')}</a>}
      </p>
      <div class="changes" lang={languageTag(language)}>
        <Side title={say('became.side-then')} words={words} leftOut="added" />
        <Side title={say('became.side-now')} words={words} leftOut="removed" />
      </div>
    </>
  )
}

interface SideProps {
  readonly title: string
  readonly words: readonly WordChange[]
  readonly leftOut: WordChange['kind']
}

/** One of the two texts, with what the other one does not have marked, for the ear as well. */
function Side({ title, words, leftOut }: SideProps) {
  const { say, language } = useWords()
  return (
    <figure>
      <figcaption lang={language}>{title}</figcaption>
      <p>
        {words
          .filter(({ kind }) => kind !== leftOut)
          .map(({ kind, text }) =>
            kind === 'same' ? (
              text
            ) : kind === 'removed' ? (
              <del>
                <Spoken words={say('became.taken-out')} />
                {text}
              </del>
            ) : (
              <ins>
                <Spoken words={say('became.put-in')} />
                {text}
              </ins>
            ),
          )}
      </p>
    </figure>
  )
}

function Spoken({ words }: { words: string }) {
  return (
    <span class="visually-hidden" lang={useWords().language}>
      {words}{' '}
    </span>
  )
}
