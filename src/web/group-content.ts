import type { Citation, ContentPart } from '../answer/answer.ts'
import { onlyNames } from '../answer/only-names.ts'

export interface ShownQuote {
  readonly text: string
  readonly citation: Citation
}

/** Quotes of one article that follow each other, under one heading. */
export interface SourceGroup {
  readonly type: 'source'
  readonly source: Citation
  readonly quotes: ShownQuote[]
}

export interface ShownText {
  readonly type: 'text'
  readonly text: string
  /** Words of a language model. */
  readonly by?: 'model'
}

/** Articles whose quotes are to be compared, set side by side. */
export interface BesideGroups {
  readonly type: 'beside'
  readonly groups: readonly SourceGroup[]
}

/**
 * An answer's parts as the page shows them: neighbouring quotes of one article together. A line that
 * only names the article of the quote after it is left to that group's heading, which says more.
 */
export function groupContent(
  content: readonly ContentPart[],
  citations: readonly Citation[],
): (ShownText | SourceGroup)[] {
  const byId = new Map(citations.map((citation) => [citation.id, citation]))
  const citedBy = (part: ContentPart | undefined): Citation[] =>
    part?.type === 'quote' ? part.citation_ids.flatMap((id) => byId.get(id) ?? []) : []
  const groups: (ShownText | SourceGroup)[] = []
  for (const [at, part] of content.entries()) {
    if (part.type === 'quote') {
      for (const citation of citedBy(part)) addQuote(groups, { text: part.text, citation })
      continue
    }
    const text = part.text.trim()
    if (part.by) {
      groups.push({ type: 'text', text, by: part.by })
      continue
    }
    const next = content[at + 1]
    const isLast = next === undefined
    const namesNext = citedBy(next).some((citation) => onlyNames(text, citation))
    // While quotes still arrive, the last line may be the name of one that is on its way.
    if (text !== '' && !namesNext && !(isLast && text.endsWith(':')))
      groups.push({ type: 'text', text })
  }
  return groups
}

/** Most of a row: more columns than that, or longer ones, are read better below each other. */
const mostQuotesBeside = 4
/** Characters of the quotes in one column, by how many columns there are. */
const mostTextBeside: Readonly<Record<number, number>> = { 2: 1200, 3: 600 }

/**
 * Two or three articles that follow each other, each with a few quotes that are not long, are one row: that
 * is what a comparison, a disagreement, or the same thing told twice comes to. Any words of the answer
 * between two articles part them.
 */
export function besideEachOther(
  groups: readonly (ShownText | SourceGroup)[],
): (ShownText | SourceGroup | BesideGroups)[] {
  const rows: (ShownText | SourceGroup | BesideGroups)[] = []
  let run: SourceGroup[] = []
  const endRun = () => {
    if (isRow(run)) rows.push({ type: 'beside', groups: run })
    else rows.push(...run)
    run = []
  }
  for (const group of groups) {
    if (group.type === 'source') {
      run.push(group)
    } else {
      endRun()
      rows.push(group)
    }
  }
  endRun()
  return rows
}

function isRow(run: readonly SourceGroup[]): boolean {
  const articles = new Set(run.map(({ source }) => source.source_id))
  const mostText = mostTextBeside[run.length]
  return (
    mostText !== undefined &&
    articles.size === run.length &&
    run.every(
      ({ quotes }) =>
        quotes.length <= mostQuotesBeside &&
        quotes.reduce((length, { text }) => length + text.length, 0) <= mostText,
    )
  )
}

/** Neighbouring citations of one article together. */
export function groupQuotes(citations: readonly Citation[]): SourceGroup[] {
  const groups: SourceGroup[] = []
  for (const citation of citations) addQuote(groups, { text: citation.quote, citation })
  return groups
}

function addQuote(groups: (ShownText | SourceGroup)[], quote: ShownQuote): void {
  const last = groups.at(-1)
  if (last?.type === 'source' && last.source.source_id === quote.citation.source_id) {
    last.quotes.push(quote)
  } else {
    groups.push({ type: 'source', source: quote.citation, quotes: [quote] })
  }
}
