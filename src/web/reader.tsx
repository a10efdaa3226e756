import { nameOfPlace } from '../article/article-place.ts'
import { livePageAddress } from './addresses.ts'
import { useWords } from './messages/use-words.ts'
import type { ReaderBlock, ReaderDocument } from './reader-document.ts'
import { groupNoise } from './reader-noise.ts'
import type { ReaderSegment } from './reader-segments.ts'
import { languageTag, SourceLine, SourceTitle } from './source-line.tsx'
import { WhatBecame } from './what-became.tsx'

interface ReaderProps {
  readonly document: ReaderDocument
  /** Level of the title: 1 on a page of its own, 2 in the panel. */
  readonly level: 1 | 2
  /** The citation in view, where a script knows it; the address's target otherwise. */
  readonly current?: string | null | undefined
}

/** One article's whole text, quoted places marked, what is no text of it dimmed and labelled. */
export function Reader({ document, level, current }: ReaderProps) {
  const { say, language } = useWords()
  const Title = level === 1 ? 'h1' : 'h2'
  return (
    <article class="reader">
      <header>
        <Title class="reader-title" id="reader-title" tabIndex={-1}>
          <SourceTitle title={document.title} origin={document.titleOrigin} />
        </Title>
        <SourceLine publisher={document.publisher} date={document.publishedAt}>
          {document.byline}
        </SourceLine>
        <p class="reader-links">
          <span class="path">{nameOfPlace(document)}</span>
          {document.url && (
            <a
              href={livePageAddress(document.url, quotedIn(document, current)) ?? document.url}
              rel="noreferrer noopener"
            >
              {say('reader.original')}
            </a>
          )}
        </p>
        {document.alsoIn.length > 0 && <AlsoIn copies={document.alsoIn} />}
      </header>
      <Notices document={document} />
      <div class="text" lang={languageTag(document.language)}>
        {groupNoise(document.blocks).map(({ label, blocks }) =>
          label === null ? (
            blocks.map((block) => <BlockView block={block} level={level} current={current} />)
          ) : (
            <div class="noise">
              <span class="noise-label" lang={language}>
                {say(label)}
              </span>
              {blocks.map((block) => (
                <BlockView block={block} level={level} current={current} />
              ))}
            </div>
          ),
        )}
      </div>
    </article>
  )
}

/** The words of the citation in view, or of the first one. */
function quotedIn(
  { blocks, citations }: ReaderDocument,
  current: string | null | undefined,
): string {
  const id = current ?? citations[0]?.id ?? ''
  const quoted = blocks.map(({ segments }) =>
    segments.filter((segment) => segment.citations.includes(id)).map(({ text }) => text),
  )
  return quoted
    .map((texts) => texts.join(''))
    .filter((text) => text !== '')
    .join('\n')
}

/** Reprints and other editions, each with where and when it was printed. */
function AlsoIn({ copies }: { copies: ReaderDocument['alsoIn'] }) {
  const { say, date } = useWords()
  return (
    <p class="reader-links">
      <span>
        {say('reader.nearly-same')}{' '}
        {copies.map(({ id, title, publisher, publishedAt }, at) => {
          const from = [publisher, publishedAt && date(publishedAt)].filter(Boolean)
          return (
            <>
              {at > 0 && '; '}
              <a href={`/sources/${encodeURIComponent(id)}`}>{title}</a>
              {from.length > 0 && ` (${from.join(', ')})`}
            </>
          )
        })}
      </span>
    </p>
  )
}

function Notices({ document }: { document: ReaderDocument }) {
  const { missing } = document
  const { say } = useWords()
  return (
    <>
      <WhatBecame document={document} />
      {missing.length > 0 && (
        <p class="notice">
          <strong>{say('reader.missing', { count: missing.length })}</strong>{' '}
          {say('reader.missing-why')}
        </p>
      )}
    </>
  )
}

function BlockView({
  block,
  level,
  current,
}: { block: ReaderBlock } & Omit<ReaderProps, 'document'>) {
  const segments = block.segments.map((segment) => <Segment segment={segment} current={current} />)
  if (block.role === 'heading') {
    const depth = Math.min(6, Math.max(level + 1, (block.level ?? 2) + level - 1))
    const Heading = `h${depth}` as 'h2'
    return <Heading id={block.anchor ?? undefined}>{segments}</Heading>
  }
  return <p class={block.role === 'title' ? 'title-block' : undefined}>{segments}</p>
}

function Segment({
  segment,
  current,
}: {
  segment: ReaderSegment
  current?: string | null | undefined
}) {
  const { text, citations, begins, page } = segment
  const start = page !== undefined && <PageStart page={page} />
  if (citations.length === 0) {
    return (
      <>
        {start}
        {text}
      </>
    )
  }
  const [first, ...others] = begins
  return (
    <>
      {start}
      {others.map((id) => (
        <span id={id} />
      ))}
      <mark
        id={first}
        class={current && citations.includes(current) ? 'current' : undefined}
        tabIndex={first ? -1 : undefined}
      >
        {text}
      </mark>
    </>
  )
}

/** Where a page of the file begins. Its words are no text of the article and are not copied with it. */
function PageStart({ page }: { page: number }) {
  const { say, language } = useWords()
  return (
    <span class="page-start" lang={language}>
      {say('quote.page', { page: String(page) })}
    </span>
  )
}
