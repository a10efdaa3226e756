import type { Citation, ContentPart } from './answer.ts'
import type { ComposedPart, Composition } from './composer.ts'
import { ellipses } from './ellipses.ts'
import type { Phrases } from './phrases.ts'
import { hasRelativeDate } from './relative-date.ts'

/** An answer while it is put together. */
export interface Draft {
  answer: string
  readonly content: ContentPart[]
  readonly placed: Citation[]
}

export function startDraft(): Draft {
  return { answer: '', content: [], placed: [] }
}

/** The draft as it stands; `answer.slice(answer_start, answer_end) === quote` for each citation. */
export function finishDraft({ answer, content, placed }: Draft): Composition {
  return { answer, content, citations: placed }
}

/** Framing of our own. */
export function addText(draft: Draft, text: string): void {
  draft.content.push({ type: 'text', text })
  addLine(draft, text)
}

/** Words of a language model: told as such in the data, and before them in the answer as text. */
export function addModelWords(draft: Draft, text: string, phrases: Phrases): void {
  draft.content.push({ type: 'text', text, by: 'model' })
  addLine(draft, phrases.byModel(text))
}

/** The values that differ, with the numbers of their quotes. */
export function addDisagreement(draft: Draft, part: ComposedPart, phrases: Phrases): void {
  const values = (part.disagreement?.values ?? []).flatMap(({ text, date, citation_id }) => {
    const citation = part.citations.find(({ id }) => id === citation_id)
    return citation ? [{ text, date, number: citation.number, source: citation.source_id }] : []
  })
  if (values.length < 2) return
  const isOneArticle = new Set(values.map(({ source }) => source)).size === 1
  addText(draft, phrases.differ(values, isOneArticle))
}

/** Quotes under the name of their article. */
export function addQuotes(draft: Draft, citations: readonly Citation[], phrases: Phrases): void {
  let source = ''
  for (const [at, citation] of citations.entries()) {
    if (citation.source_id !== source) {
      const { title, published_at: date } = citation
      const isRelative = runOfOneArticle(citations, at).some(({ quote }) => hasRelativeDate(quote))
      addText(draft, isRelative ? phrases.fromDated(title, date) : phrases.from(title, date))
      source = citation.source_id
    }
    const { before, after } = ellipses(citation)
    draft.answer += `\n> ${before}`
    const start = draft.answer.length
    draft.placed.push({
      ...citation,
      answer_start: start,
      answer_end: start + citation.quote.length,
    })
    draft.answer += `${citation.quote}${after} [${citation.number}]`
    draft.content.push({ type: 'quote', text: citation.quote, citation_ids: [citation.id] })
  }
}

function addLine(draft: Draft, text: string): void {
  draft.answer += `${draft.answer ? '\n\n' : ''}${text}`
}

/** The citations from one on, as long as they are of its article. */
function runOfOneArticle(citations: readonly Citation[], from: number): readonly Citation[] {
  const source = citations[from]?.source_id
  const rest = citations.slice(from)
  const end = rest.findIndex(({ source_id }) => source_id !== source)
  return end < 0 ? rest : rest.slice(0, end)
}
