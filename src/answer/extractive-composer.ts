import type { Citation, ContentPart } from './answer.ts'
import type { ComposedPart, Composer, ComposerInput, Composition } from './composer.ts'
import { ellipses } from './ellipses.ts'
import type { Phrases } from './phrases.ts'
import { hasRelativeDate } from './relative-date.ts'

/**
 * ADAPTER without a language model: quotes under the name of their article, and nothing else.
 * `answer.slice(answer_start, answer_end) === quote` for each citation.
 */
export function createExtractiveComposer(): Composer {
  return { compose: async (input) => compose(input) }
}

function compose({ citations, parts = [], phrases, note, closing }: ComposerInput): Composition {
  const draft: Draft = { answer: '', content: [], placed: [] }
  if (note) addText(draft, note)
  const [only] = parts
  if (parts.length > 1) {
    for (const part of parts) addPart(draft, part, phrases)
  } else {
    if (only) addDisagreement(draft, only, phrases)
    addQuotes(draft, citations, phrases)
  }
  if (closing) addText(draft, closing)
  return { answer: draft.answer, content: draft.content, citations: draft.placed }
}

interface Draft {
  answer: string
  readonly content: ContentPart[]
  readonly placed: Citation[]
}

/** A part under its question. What an earlier part has quoted already is pointed at. */
function addPart(draft: Draft, part: ComposedPart, phrases: Phrases): void {
  const { question, citations, refusal } = part
  if (refusal) {
    addText(draft, phrases.partNotHere(question, refusal.message))
    return
  }
  const isThere = ({ id }: Citation) => draft.placed.some((placed) => placed.id === id)
  const seen = citations.filter(isThere).map(({ number }) => number)
  addText(draft, phrases.part(question, seen))
  addDisagreement(draft, part, phrases)
  addQuotes(
    draft,
    citations.filter((citation) => !isThere(citation)),
    phrases,
  )
}

function addDisagreement(draft: Draft, part: ComposedPart, phrases: Phrases): void {
  const values = (part.disagreement?.values ?? []).flatMap(({ text, date, citation_id }) => {
    const citation = part.citations.find(({ id }) => id === citation_id)
    return citation ? [{ text, date, number: citation.number, source: citation.source_id }] : []
  })
  if (values.length < 2) return
  const isOneArticle = new Set(values.map(({ source }) => source)).size === 1
  addText(draft, phrases.differ(values, isOneArticle))
}

function addQuotes(draft: Draft, citations: readonly Citation[], phrases: Phrases): void {
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

function addText(draft: Draft, text: string): void {
  draft.content.push({ type: 'text', text })
  draft.answer += `${draft.answer ? '\n\n' : ''}${text}`
}

/** The citations from one on, as long as they are of its article. */
function runOfOneArticle(citations: readonly Citation[], from: number): readonly Citation[] {
  const source = citations[from]?.source_id
  const rest = citations.slice(from)
  const end = rest.findIndex(({ source_id }) => source_id !== source)
  return end < 0 ? rest : rest.slice(0, end)
}
