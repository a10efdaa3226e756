import type { Citation, ContentPart } from '../answer/answer.ts'
import { onlyNames } from '../answer/only-names.ts'
import type { Conversation, ExportedAnswer } from './conversation.ts'

export interface OutlinedText {
  readonly type: 'text'
  readonly text: string
  /** Words of a language model, which nothing bears out. */
  readonly by?: 'model'
}

export interface OutlinedQuote {
  readonly type: 'quote'
  readonly citation: Citation
  readonly text: string
  /** Of its footnote, counted through the conversation. */
  readonly note: number
  /** How many times the note was referred to before. */
  readonly occurrence: number
}

/** What comes nearest to a question, or to a part of one, that is not answered. */
export interface OutlinedRefusal {
  /** The part; null where it is the whole question. */
  readonly about: string | null
  readonly message: string
  /** Whether the quotes correct what the question supposes. */
  readonly isCorrection: boolean
  readonly unknownTerms: readonly string[]
  readonly quotes: readonly OutlinedQuote[]
}

export interface OutlinedAnswer {
  readonly question: string
  /** The standalone question, only where it differs from the one typed. */
  readonly understoodAs: string | null
  readonly pieces: readonly (OutlinedText | OutlinedQuote)[]
  readonly refusals: readonly OutlinedRefusal[]
}

/** A conversation as its parts follow each other on paper, with its footnotes. */
export interface Outline {
  readonly answers: readonly OutlinedAnswer[]
  readonly notes: readonly Note[]
}

export interface Note {
  readonly number: number
  readonly citation: Citation
  /** How many quotes refer to it: the same place may be quoted more than once. */
  references: number
}

/** Pure: what all readable exports are written from. */
export function outline({ answers }: Pick<Conversation, 'answers'>): Outline {
  const notes = new Map<string, Note>()
  const quote = (citation: Citation, text: string): OutlinedQuote => {
    const known = notes.get(citation.id)
    const note = known ?? { number: notes.size + 1, citation, references: 0 }
    notes.set(citation.id, note)
    const occurrence = note.references
    note.references += 1
    return { type: 'quote', citation, text, note: note.number, occurrence }
  }
  return {
    answers: answers.map((answer) => {
      const pieces = answer.refusal ? [] : piecesOf(answer, quote)
      return {
        question: answer.question,
        understoodAs:
          answer.resolved_question === answer.question ? null : answer.resolved_question,
        pieces,
        refusals: refusalsOf(answer).map(({ about, refusal }) => ({
          about,
          message: refusal.message,
          isCorrection: refusal.reason === 'false_premise',
          unknownTerms: refusal.unknown_terms,
          quotes: refusal.nearest.map((citation) => quote(citation, citation.quote)),
        })),
      }
    }),
    notes: [...notes.values()],
  }
}

function piecesOf(
  { content, citations }: ExportedAnswer,
  quote: (citation: Citation, text: string) => OutlinedQuote,
): (OutlinedText | OutlinedQuote)[] {
  const byId = new Map(citations.map((citation) => [citation.id, citation]))
  const citedBy = (part: ContentPart | undefined): Citation[] =>
    part?.type === 'quote' ? part.citation_ids.flatMap((id) => byId.get(id) ?? []) : []
  return content.flatMap((part, at): (OutlinedText | OutlinedQuote)[] => {
    if (part.type === 'quote') return citedBy(part).map((citation) => quote(citation, part.text))
    const text = part.text.trim()
    // Each quote names its source itself.
    if (part.by) return [{ type: 'text', text, by: part.by }]
    const isName = citedBy(content[at + 1]).some((citation) => onlyNames(text, citation))
    return text === '' || isName ? [] : [{ type: 'text', text }]
  })
}

function refusalsOf({ refusal, parts = [] }: ExportedAnswer) {
  if (refusal) return [{ about: null, refusal }]
  return parts.flatMap((part) =>
    part.refusal ? [{ about: part.question, refusal: part.refusal }] : [],
  )
}
