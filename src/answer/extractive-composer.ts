import type { Citation, ContentPart } from './answer.ts'
import type { ComposedPart, Composer, ComposerInput, Composition } from './composer.ts'
import type { Phrases } from './phrases.ts'

/**
 * ADAPTER without a language model: quotes under the name of their article, and nothing else.
 * `answer.slice(answer_start, answer_end) === quote` for each citation.
 */
export function createExtractiveComposer(): Composer {
  return { compose: async (input) => compose(input) }
}

function compose({ citations, parts = [], phrases, note }: ComposerInput): Composition {
  const draft: Draft = { answer: '', content: [], placed: [] }
  if (note) addText(draft, note)
  if (parts.length < 2) addQuotes(draft, citations, phrases)
  for (const part of parts.length < 2 ? [] : parts) addPart(draft, part, phrases)
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
  for (const citation of citations) {
    if (citation.source_id !== source) {
      addText(draft, phrases.from(citation.title, citation.published_at))
      source = citation.source_id
    }
    draft.answer += '\n> '
    const start = draft.answer.length
    draft.placed.push({
      ...citation,
      answer_start: start,
      answer_end: start + citation.quote.length,
    })
    draft.answer += `${citation.quote} [${citation.number}]`
    draft.content.push({ type: 'quote', text: citation.quote, citation_ids: [citation.id] })
  }
}

function addText(draft: Draft, text: string): void {
  draft.content.push({ type: 'text', text })
  draft.answer += `${draft.answer ? '\n\n' : ''}${text}`
}
