import type { Answer, Citation, Refusal } from '../../answer/answer.ts'
import { ellipses } from '../../answer/ellipses.ts'
import { phrasesFor } from '../../answer/phrases.ts'
import { writePlace } from './write-place.ts'

/** An answer for a model: numbered quotes with their places; a refusal as one, never as an answer. */
export function writeAnswer(answer: Answer): string {
  const { refusal, question, resolved_question: resolved } = answer
  const understood = resolved === question ? [] : [`Understood as: ${resolved}`]
  if (refusal) return [...understood, ...refusalLines(answer, refusal)].join('\n')
  if (answer.kind === 'small_talk') return `This is no answer from the articles: ${answer.answer}`
  return [
    ...understood,
    ...contentLines(answer),
    ...disagreementLines(answer),
    ...(answer.parts ?? []).flatMap(({ question: part, refusal: why }) =>
      why ? [`Not answered: “${part}” ${why.message}`, ...nearestLines(why)] : [],
    ),
  ].join('\n')
}

/** Words between the quotes are the server's own, or said to be a language model's, outside the quotation marks. */
function contentLines({ content, citations, language }: Answer): string[] {
  const { byModel } = phrasesFor(language)
  const byId = new Map(citations.map((citation) => [citation.id, citation]))
  return content.flatMap((part) =>
    part.type === 'text'
      ? [part.by ? byModel(part.text) : part.text]
      : part.citation_ids.flatMap((id) => quoteLines(byId.get(id)) ?? []),
  )
}

function quoteLines(citation: Citation | undefined): string[] {
  if (!citation) return []
  return [
    `[${citation.number}] ${quoted(citation)}`,
    writePlace(citation, citation.id),
    ...(citation.also_in ?? []).map(
      (copy) => `   The same words, nearly, in “${copy.title}” (${copy.citation_id})`,
    ),
  ]
}

/** Marks of what is left out stand outside the quotation marks. */
function quoted(citation: Citation): string {
  const { before, after } = ellipses(citation)
  return `${before}“${citation.quote}”${after}`
}

function disagreementLines({ disagreements = [], citations }: Answer): string[] {
  const numbers = new Map(citations.map(({ id, number }) => [id, number]))
  return disagreements.map(({ values }) => {
    const each = values.map(({ text, citation_id: id, date }) => {
      const from = [numbers.has(id) ? `[${numbers.get(id)}]` : id, date].filter(Boolean).join(', ')
      return `“${text}” (${from})`
    })
    return `The articles give different values; report all of them: ${each.join('; ')}`
  })
}

function refusalLines({ premise, language }: Answer, refusal: Refusal): string[] {
  const unknown = refusal.unknown_terms
  const lines = [
    `No answer (${refusal.reason}). ${refusal.message}`,
    ...(unknown.length > 0 ? [phrasesFor(language).unknownTerms(unknown)] : []),
  ]
  if (!premise) return [...lines, ...nearestLines(refusal)]
  return [
    ...lines,
    `The question supposes “${premise.asked}”, an article says “${premise.found}”:`,
    ...refusal.nearest.flatMap(listed),
  ]
}

function nearestLines({ nearest }: Refusal): string[] {
  if (nearest.length === 0) return []
  return [
    'Nearest passages. They are NOT an answer; do not present them as one:',
    ...nearest.flatMap(listed),
  ]
}

function listed(citation: Citation): string[] {
  return [`- ${quoted(citation)}`, writePlace(citation, citation.id)]
}
