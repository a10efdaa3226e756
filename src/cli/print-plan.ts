import type { IngestPlan, PlannedArticle, PlannedCitations } from '../plan-ingest.ts'

/** Articles of one kind that are named; the others are counted. */
const mostNamed = 50

/** What an ingest would do, for a terminal. */
export function printPlan(plan: IngestPlan): string {
  const { added, changed, moved, removed, unchanged, citations, problems } = plan
  const lines = [
    ...(plan.rebuild ? [`${plan.rebuild} All articles would be embedded anew.`] : []),
    ...section('Added', '+', added),
    ...section('Changed', '~', changed),
    ...section('Moved', '>', moved),
    ...section('Removed', '-', removed),
    `Unchanged: ${unchanged}`,
  ]
  if (problems.length > 0) {
    lines.push(`Left out: ${problems.length}`)
    for (const { message, next_step } of problems.slice(0, mostNamed)) {
      lines.push(`  ! ${message}${next_step ? ` ${next_step}` : ''}`)
    }
    lines.push(...rest(problems.length))
  }
  lines.push(`Citations that would go stale: ${citations.stale}${detail(citations)}`)
  lines.push('Nothing was written.')
  return `${lines.join('\n')}\n`
}

function section(name: string, sign: string, articles: readonly PlannedArticle[]): string[] {
  if (articles.length === 0) return []
  const named = articles.slice(0, mostNamed).map(({ paths, former_paths, citations }) => {
    const place = former_paths
      ? `${former_paths.join(', ')} → ${paths.join(', ')}`
      : paths.join(', ')
    const links = citations.stale === 1 ? 'citation goes' : 'citations go'
    const stale =
      citations.stale > 0 ? `: ${citations.stale} ${links} stale${detail(citations)}` : ''
    return `  ${sign} ${place}${stale}`
  })
  return [`${name}: ${articles.length}`, ...named, ...rest(articles.length)]
}

function rest(count: number): string[] {
  return count > mostNamed ? [`  … and ${count - mostNamed} more`] : []
}

function detail({ stale, standing, lost }: PlannedCitations): string {
  if (stale === 0) return ''
  return ` (of ${standing} the words still stand, of ${lost} not)`
}
