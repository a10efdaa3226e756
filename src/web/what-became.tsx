import { languageTag, readableDate } from './citation.tsx'
import type { WordChange } from './quote-change.ts'
import type { ReaderCitation, ReaderDocument } from './reader-document.ts'

/** What has become of an old text and of each quote of it that this page marks. */
export function WhatBecame({ document }: { document: ReaderDocument }) {
  const { standing, citations, language } = document
  if (standing === 'current') return null
  const changed = citations.filter(({ change }) => change !== null)
  return (
    <div class="notice" id="what-became">
      {standing === 'removed' ? <Removed document={document} /> : <Changed document={document} />}
      {changed.map((citation) => (
        <Became
          citation={citation}
          name={citations.length > 1 ? `Quote ${citations.indexOf(citation) + 1}` : 'The quote'}
          language={language}
        />
      ))}
    </div>
  )
}

function Removed({ document: { until } }: { document: ReaderDocument }) {
  return (
    <p>
      <strong>This article is no longer in the collection.</strong>
      {until && (
        <>
          {' '}
          It was taken out on <Day date={until} />.
        </>
      )}{' '}
      You are reading the text as it was when it was quoted.
    </p>
  )
}

function Changed({ document: { id, from, until } }: { document: ReaderDocument }) {
  return (
    <p>
      <strong>This article has changed since it was quoted.</strong> You are reading the text as it
      was then
      {from && (
        <>
          , from <Day date={from} />
        </>
      )}
      {until && (
        <>
          {' '}
          until <Day date={until} />
        </>
      )}
      . <a href={`/sources/${encodeURIComponent(id)}`}>Read the text as it is now</a>
    </p>
  )
}

function Day({ date }: { date: string }) {
  return <time datetime={date}>{readableDate(date.slice(0, 10))}</time>
}

interface BecameProps {
  readonly citation: ReaderCitation
  readonly name: string
  readonly language: string
}

function Became({ citation: { change }, name, language }: BecameProps) {
  if (!change) return null
  const { status, address, words } = change
  if (status === 'moved') {
    return (
      <p>
        {name} still stands there, word for word.{' '}
        {address && <a href={address}>See where it stands now</a>}
      </p>
    )
  }
  if (words.length === 0) {
    return <p>{name} is no longer there, and nothing like it stands in its place.</p>
  }
  return (
    <>
      <p>
        {name} was edited. {address && <a href={address}>See what stands there now</a>}
      </p>
      <div class="changes" lang={languageTag(language)}>
        <Side title="As it was quoted" words={words} leftOut="added" />
        <Side title="As it is now · not the quote" words={words} leftOut="removed" />
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
  return (
    <figure>
      <figcaption lang="en">{title}</figcaption>
      <p>
        {words
          .filter(({ kind }) => kind !== leftOut)
          .map(({ kind, text }) =>
            kind === 'same' ? (
              text
            ) : kind === 'removed' ? (
              <del>
                <Spoken words="taken out:" />
                {text}
              </del>
            ) : (
              <ins>
                <Spoken words="put in:" />
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
    <span class="visually-hidden" lang="en">
      {words}{' '}
    </span>
  )
}
