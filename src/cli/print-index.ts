import type { IndexDescription } from '../store/describe-index.ts'
import type { PrunePlan, PruneRules } from '../store/prune-revisions.ts'

/** Texts named one by one at most. */
const mostNamed = 50

/** What an index holds, for a terminal. */
export function printIndex(index: IndexDescription): string {
  const { revisions, cited } = index
  const lines = [
    `Index: ${index.directory} (${size(index.bytes)})`,
    `Generation: ${index.generation}, built ${index.builtAt} with ${index.model}; on disk: ${index.generations.join(', ')}`,
    `Articles: ${index.articles}, passages: ${index.passages}, sentences: ${index.sentences}`,
    `Texts kept: ${revisions.current} current and ${revisions.old} old (${size(revisions.bytes)}); pruned so far: ${index.pruned}`,
    `Cited: ${cited.ranges} places in ${cited.revisions} texts, ${cited.old} of them old`,
  ]
  if (index.notice) lines.push(`${index.notice} Run \`npm run doctor\`.`)
  return `${lines.join('\n')}\n`
}

/** What pruning removed, or would remove, for a terminal. */
export function printPrune(plan: PrunePlan, rules: PruneRules, isPlan: boolean): string {
  const { remove, kept, leftovers } = plan
  const bytes = remove.reduce((sum, text) => sum + text.bytes, 0)
  const lines = [
    `${isPlan ? 'Would remove' : 'Removed'}: ${remove.length} old texts (${size(bytes)})`,
  ]
  for (const { revision, path, replacedAt, bytes: own } of remove.slice(0, mostNamed)) {
    const when = replacedAt ? `, replaced ${replacedAt.slice(0, 10)}` : ''
    lines.push(`  - ${path} (${revision.slice(0, 'sha256:'.length + 12)}…${when}, ${size(own)})`)
  }
  if (remove.length > mostNamed) lines.push(`  and ${remove.length - mostNamed} more`)
  if (leftovers.length > 0) {
    lines.push(`${isPlan ? 'Would remove' : 'Removed'}: ${leftovers.length} unfinished files`)
  }
  lines.push(`Kept: ${kept.current} current, ${kept.recent} within the limits`)
  if (kept.cited > 0) lines.push(`Kept: ${kept.cited} that citations point into (--even-cited)`)
  if (kept.perhapsCited > 0) {
    lines.push(
      `Kept: ${kept.perhapsCited} from before citations were recorded, so links may point there (--even-cited)`,
    )
  }
  if (rules.keepDays === undefined && rules.keepRevisions === undefined) {
    lines.push('No limit is set, so every text is kept: give --keep-days N or --keep-revisions N.')
  }
  return `${lines.join('\n')}\n`
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
