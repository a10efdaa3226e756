import type { Citation } from '../answer/answer.ts'
import { ellipses } from '../answer/ellipses.ts'
import { hasRelativeDate } from '../answer/relative-date.ts'
import { livePageAddress, readerAddress } from './addresses.ts'
import { Feedback } from './feedback/feedback-form.tsx'
import { QuoteTools } from './keep/quote-tools.tsx'
import { useWords } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'
import { languageTag, SourceLine, SourceTitle } from './source-line.tsx'

export type OpenHandler = (citation: string, event: MouseEvent) => void

interface QuoteProps {
  readonly text: string
  readonly citation: Citation
  /** All of the same turn, so that the reader can go from one to the next. */
  readonly all: readonly Citation[]
  /** Shown as what came nearest, not as an answer. */
  readonly nearest?: boolean
  readonly current?: boolean
}

/** A quote with its number; the caption opens the reader at its place. */
export function Quote({ text, citation, all, nearest, current }: QuoteProps) {
  const words = useWords()
  const { say } = words
  const address = readerAddress(citation, all)
  const { before, after } = ellipses(citation)
  return (
    <figure class={`quote${nearest ? ' nearest' : ''}${current ? ' current' : ''}`}>
      <blockquote cite={address} lang={languageTag(citation.language)}>
        {before && <span class="left-out">{before}</span>}
        {text}
        {after && <span class="left-out">{after}</span>}
      </blockquote>
      <figcaption>
        <a class="reference" href={address} data-citation={citation.id}>
          {!nearest && (
            <span class="number">
              <Numbered number={citation.number} />
            </span>
          )}{' '}
          <span class="words">{say('quote.read-in-context')}</span>{' '}
          <span class="visually-hidden">{say('quote.in-article', { title: citation.title })}</span>
        </a>
        <SourceLine>{placeOf(citation, words)}</SourceLine>
        <LivePage address={livePageAddress(citation.url, citation.quote)} />
        <QuoteTools citation={citation} />
        {citation.also_in && <AlsoIn copies={citation.also_in} />}
        {!nearest && <Feedback citation={citation} />}
      </figcaption>
    </figure>
  )
}

/** Where the article stands in the web, at the quoted words. */
function LivePage({ address }: { address: string | null }) {
  const { say } = useWords()
  if (!address) return null
  return (
    <a class="live" href={address} target="_blank" rel="noreferrer noopener">
      <span class="words">{say('quote.live-page')}</span> <span aria-hidden="true">↗</span>
      <span class="visually-hidden">{say('quote.live-page-hint')}</span>
    </a>
  )
}

/** The number that is seen, and for the ear what it is a number of. */
function Numbered({ number }: { number: number }) {
  const { rich } = useWords()
  return (
    <>
      {rich('quote.numbered', {
        number: String(number),
        hidden: (words) => <span class="visually-hidden">{words}</span>,
      })}
    </>
  )
}

/** The headings above a quote and, of files that have pages, the page: `Results › Method, p. 3`. */
function placeOf({ heading_path, page, page_end }: Citation, { say }: Words): string {
  const headings = heading_path.join(' › ')
  // Chats kept by a browser may be older than page numbers.
  if (typeof page !== 'number') return headings
  const pages =
    typeof page_end === 'number'
      ? say('quote.pages', { page: String(page), end: String(page_end) })
      : say('quote.page', { page: String(page) })
  return headings ? say('quote.place-and-page', { place: headings, pages }) : pages
}

/** Other articles with the same sentences, each opened at its own place. */
function AlsoIn({ copies }: { copies: NonNullable<Citation['also_in']> }) {
  return (
    <span class="source-line">
      <span>
        {useWords().say('quote.also-in')}{' '}
        {copies.map(({ citation_id, source_id, title, links }, at) => (
          <>
            {at > 0 && ', '}
            <a key={`${source_id}${citation_id}`} href={links.reader}>
              {title}
            </a>
          </>
        ))}
      </span>
    </span>
  )
}

interface SourceHeadingProps {
  readonly citation: Citation
  readonly level: 3 | 5
  /** The quotes under it, where some may say "last month". */
  readonly quotes?: readonly { readonly text: string }[]
}

/** Where the quotes under it come from: title, publisher and date, once for all of them. */
export function SourceHeading({ citation, level, quotes = [] }: SourceHeadingProps) {
  const { say, rich } = useWords()
  const isRelative = quotes.some(({ text }) => hasRelativeDate(text))
  const Heading = `h${level}` as 'h3'
  return (
    <div class="from">
      <Heading>
        <SourceTitle title={citation.title} origin={citation.title_origin} />
      </Heading>
      <SourceLine
        publisher={citation.publisher}
        date={citation.published_at}
        around={
          isRelative
            ? (date) => rich('source.article-dated', { day: date, date: (day) => day })
            : undefined
        }
      >
        {isRelative && !citation.published_at && say('source.no-date')}
      </SourceLine>
    </div>
  )
}
