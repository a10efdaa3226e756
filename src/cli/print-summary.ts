import type { IngestSummary } from '../ingest-summary.ts'

/** What an ingest did, for a terminal: counts, time and speed, then each file that was left out. */
export function printSummary(summary: IngestSummary): string {
  const { added, changed, moved, unchanged, removed, copies } = summary
  const { newPassages, newSentences, embedded, reused } = summary
  const speed = embedded > 0 ? `, ${(newPassages / summary.seconds).toFixed(1)} passages/s` : ''
  const lines = [
    `Articles: ${summary.articles} (${added} new, ${changed} changed, ${moved} moved, ${unchanged} unchanged, ${removed} removed)${copies > 0 ? `; ${copies} ${copies === 1 ? 'file holds' : 'files hold'} the same text as another` : ''}`,
    `Passages: ${summary.passages}, sentences: ${summary.sentences}, noise blocks marked: ${summary.noiseBlocks}`,
    embedded > 0
      ? `Embedded: ${newPassages} passages and ${newSentences} sentences${reused > 0 ? `, ${reused} vectors kept from an earlier run` : ''}`
      : 'Embedded: nothing, every vector was there already',
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
