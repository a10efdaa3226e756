import type { Answer, Citation, Refusal } from '../answer/answer.ts'
import { ellipses } from '../answer/ellipses.ts'
import { type Phrases, phrasesFor } from '../answer/phrases.ts'
import { nameOfPlace } from '../article/article-place.ts'

/** An answer for a terminal: each quote with its number, then where each of them stands. */
export function printAnswer(answer: Answer, textOfSource: TextOfSource): string {
  const lines: string[] = []
  if (answer.resolved_question !== answer.question) {
    lines.push(`Understood as: ${answer.resolved_question}`, '')
  }
  const phrases = phrasesFor(answer.language)
  const { refusal } = answer
  if (refusal) {
    const isCorrected = refusal.reason === 'false_premise'
    lines.push(isCorrected ? refusal.message : `${phrases.notHere} ${refusal.message}`)
    const title = isCorrected ? phrases.refusals.false_premise : phrases.nearest
    lines.push(...nearestLines(refusal, phrases, title, textOfSource))
    return `${lines.join('\n')}\n`
  }
  if (answer.kind === 'small_talk') return `${answer.answer}\n`
  lines.push(...contentLines(answer, phrases, textOfSource))
  if (answer.llm?.reason) lines.push(phrases.withoutModel(answer.llm.reason), '')
  for (const part of answer.parts ?? []) {
    if (!part.refusal) continue
    const title = `“${part.question}” ${phrases.nearest}`
    lines.push(...nearestLines(part.refusal, phrases, title, textOfSource), '')
  }
  return lines.join('\n')
}

/** The text of an article by its id, where its lines are those of its file. */
type TextOfSource = (id: string) => string | undefined

/** The framing and the quotes in their order; lines that only name an article stand behind each quote. */
function contentLines(answer: Answer, phrases: Phrases, textOfSource: TextOfSource): string[] {
  const lines: string[] = []
  const byId = new Map(answer.citations.map((citation) => [citation.id, citation]))
  const naming = new Set(
    answer.citations.flatMap(({ title, published_at: date }) => [
      phrases.from(title, date),
      phrases.fromDated(title, date),
    ]),
  )
  for (const part of answer.content) {
    if (part.type === 'text') {
      if (part.by) lines.push(phrases.byModel(part.text), '')
      else if (!naming.has(part.text)) lines.push(part.text, '')
      continue
    }
    for (const citation of part.citation_ids.flatMap((id) => byId.get(id) ?? [])) {
      lines.push(
        `[${citation.number}] ${shown(citation)}`,
        `    ${placeOf(citation, textOfSource)}`,
        ...(citation.also_in ?? []).map(
          (copy) => `    also in ${copy.source_path} (${copy.citation_id})`,
        ),
        '',
      )
    }
  }
  return lines
}

function nearestLines(
  { unknown_terms: unknown, nearest }: Refusal,
  phrases: Phrases,
  title: string,
  textOfSource: TextOfSource,
): string[] {
  const found = nearest.flatMap((citation) => {
    return [`  - ${shown(citation)}`, `    ${placeOf(citation, textOfSource)}`]
  })
  return [
    ...(unknown.length > 0 ? [phrases.unknownTerms(unknown)] : []),
    ...(found.length > 0 ? ['', title, ...found] : []),
  ]
}

/** The quote between marks of what its sentences go on to say. */
function shown(citation: Citation): string {
  const { before, after } = ellipses(citation)
  return `${before}${citation.quote}${after}`
}

/** `file.txt:12:5, “Title”, 2017-06-27 (cit_…)`; line and column count from 1. */
function placeOf(citation: Citation, textOfSource: TextOfSource): string {
  const before = textOfSource(citation.source_id)?.slice(0, citation.start)
  const lines = before?.split('\n')
  const at = lines ? `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}` : ''
  const date = citation.published_at ? `, ${citation.published_at}` : ''
  const name = nameOfPlace({ path: `${citation.source_path}${at}`, entry: citation.source_entry })
  return `${name}, “${citation.title}”${date} (${citation.id})`
}
