import type { FeedbackReading } from '../server/feedback/feedback-book.ts'
import type { TurnedFeedback } from './feedback-questions.ts'

/** Newest shown, and most characters of a text. */
const mostShown = 50
const longestText = 100

/** Counts by kind, then the newest, each with its question, quote and comment. */
export function printFeedback(path: string, { records, damaged }: FeedbackReading): string {
  if (records.length === 0 && damaged === 0) return `No feedback in ${path} yet.\n`
  const counts = new Map<string, number>()
  for (const { kind } of records) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const kinds = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  const newest = records.slice(-mostShown).reverse()
  const lines = [
    `Feedback: ${records.length} (${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ')})`,
    ...(damaged > 0 ? [`Damaged lines, left out: ${damaged}`] : []),
    ...newest.flatMap(({ at, kind, resolved_question, citation, comment }) => [
      `${at.slice(0, 10)}  ${kind}  ${oneLine(resolved_question)}`,
      ...(citation ? [`    quote: ${oneLine(citation.quote ?? citation.id)}`] : []),
      ...(comment ? [`    ${oneLine(comment)}`] : []),
    ]),
    ...(records.length > mostShown ? [`… and ${records.length - mostShown} older ones`] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What became of the feedback: questions added, and what cannot be turned, with the reason. */
export function printTurned(folder: string, turned: TurnedFeedback, added: number): string {
  const { questions, left } = turned
  const there = questions.length - added
  const lines = [
    `${folder}/questions.jsonl: ${added} added, ${there} there already`,
    ...(left.length > 0 ? [`Not turned: ${left.length}`] : []),
    ...left.flatMap(({ question, why, comments }) => [
      `  - ${oneLine(question)}: ${why}.`,
      ...comments.map((comment) => `      ${oneLine(comment)}`),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function oneLine(text: string): string {
  // A comment must not move a terminal's cursor.
  const plain = text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain
}
