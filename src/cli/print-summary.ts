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
  return `${lines.join('\n')}\n${printProblems(summary)}`
}

/** Each file that was left out, with why and what to do; nothing where none was. */
export function printProblems({ problems }: Pick<IngestSummary, 'problems'>): string {
  if (problems.length === 0) return ''
  const lines = problems.map(({ path, error }) => {
    const message = error.message.includes(path) ? error.message : `${path}: ${error.message}`
    return `  - ${message}${error.nextStep ? ` ${error.nextStep}` : ''}\n`
  })
  return `Left out: ${problems.length}\n${lines.join('')}`
}
