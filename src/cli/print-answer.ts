import type { Answer, Citation } from '../answer/answer.ts'
import { ellipses } from '../answer/ellipses.ts'
import { phrasesFor } from '../answer/phrases.ts'

/** An answer for a terminal: each quote with its number, then where each of them stands. */
export function printAnswer(
  answer: Answer,
  textOfSource: (path: string) => string | undefined,
): string {
  const lines: string[] = []
  if (answer.resolved_question !== answer.question) {
    lines.push(`Understood as: ${answer.resolved_question}`, '')
  }
  const phrases = phrasesFor(answer.language)
  if (answer.searched_for && answer.answerable) {
    lines.push(phrases.searchedFor(answer.searched_for), '')
  }
  if (answer.refusal) {
    lines.push(`${phrases.notHere} ${answer.refusal.message}`)
    if (answer.refusal.unknown_terms.length > 0) {
      lines.push(phrases.unknownTerms(answer.refusal.unknown_terms))
    }
    if (answer.refusal.nearest.length > 0) {
      lines.push('', phrases.nearest)
      for (const citation of answer.refusal.nearest) {
        lines.push(`  - ${shown(citation)}`, `    ${placeOf(citation, textOfSource)}`)
      }
    }
    return `${lines.join('\n')}\n`
  }
  if (answer.kind === 'small_talk') return `${answer.answer}\n`
  const isFraming = answer.kind === 'collection'
  const [opening] = answer.content
  if (isFraming && opening?.type === 'text') lines.push(opening.text, '')
  for (const citation of answer.citations) {
    lines.push(
      `[${citation.number}] ${shown(citation)}`,
      `    ${placeOf(citation, textOfSource)}`,
      ...(citation.also_in ?? []).map(
        (copy) => `    also in ${copy.source_path} (${copy.citation_id})`,
      ),
      '',
    )
  }
  const closing = answer.content.at(-1)
  if (isFraming && closing?.type === 'text') lines.push(closing.text, '')
  return lines.join('\n')
}

/** The quote between marks of what its sentences go on to say. */
function shown(citation: Citation): string {
  const { before, after } = ellipses(citation)
  return `${before}${citation.quote}${after}`
}

/** `file.txt:12:5, “Title”, 2017-06-27 (cit_…)`; line and column count from 1. */
function placeOf(citation: Citation, textOfSource: (path: string) => string | undefined): string {
  const before = textOfSource(citation.source_path)?.slice(0, citation.start)
  const lines = before?.split('\n')
  const at = lines ? `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}` : ''
  const date = citation.published_at ? `, ${citation.published_at}` : ''
  return `${citation.source_path}${at}, “${citation.title}”${date} (${citation.id})`
}
