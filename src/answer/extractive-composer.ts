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
  if (parts.length < 2) addQuotes(draft, citations, phrases)
  for (const part of parts.length < 2 ? [] : parts) addPart(draft, part, phrases)
  if (closing) addText(draft, closing)
  return { answer: draft.answer, content: draft.content, citations: draft.placed }
}

interface Draft {
  answer: string
  readonly content: ContentPart[]
  readonly placed: Citation[]
}

/** A part under its question. What an earlier part has quoted already is pointed at. */
function addPart(draft: Draft, { question, citations, refusal }: ComposedPart, phrases: Phrases) {
  if (refusal) return addText(draft, phrases.partNotHere(question, refusal.message))
  const isThere = ({ id }: Citation) => draft.placed.some((placed) => placed.id === id)
  const seen = citations.filter(isThere).map(({ number }) => number)
  addText(draft, phrases.part(question, seen))
  addQuotes(
    draft,
    citations.filter((citation) => !isThere(citation)),
    phrases,
  )
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
