import type { IngestSummary } from '../ingest-summary.ts'

/** What an ingest did, for a terminal: counts, time and speed, then each file that was left out. */
export function printSummary(summary: IngestSummary): string {
  const { added, changed, unchanged, removed, embeddedPassages, embeddedSentences } = summary
  const made = embeddedPassages + embeddedSentences
  const speed = made > 0 ? `, ${(embeddedPassages / summary.seconds).toFixed(1)} passages/s` : ''
  const lines = [
    `Articles: ${summary.articles} (${added} new, ${changed} changed, ${unchanged} unchanged, ${removed} removed)`,
    `Passages: ${summary.passages}, sentences: ${summary.sentences}, noise blocks marked: ${summary.noiseBlocks}`,
    made > 0
      ? `Embedded: ${embeddedPassages} passages and ${embeddedSentences} sentences`
      : 'Embedded: nothing, all vectors were there',
    `Time: ${summary.seconds.toFixed(1)} s${speed}`,
  ]
  if (summary.problems.length > 0) {
    lines.push(`Left out: ${summary.problems.length}`)
    for (const { path, error } of summary.problems) {
      const message = error.message.includes(path) ? error.message : `${path}: ${error.message}`
      lines.push(`  - ${message}${error.nextStep ? ` ${error.nextStep}` : ''}`)
    }
  }
  return `${lines.join('\n')}\n`
}
