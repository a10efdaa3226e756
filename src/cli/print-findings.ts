import type { Finding } from '../store/doctor/finding.ts'
import { isSound } from '../store/doctor/finding.ts'
import type { OpenIndex } from '../store/open-index.ts'

export interface Examination {
  readonly directory: string
  readonly repaired: readonly string[]
  readonly findings: readonly Finding[]
  readonly index: OpenIndex | undefined
}

const words = { error: 'Error', warning: 'Warning', note: 'Note' } as const
const order = ['error', 'warning', 'note'] as const

/** What was found and done, for a terminal: the worst first, each with what to do. */
export function printFindings({ directory, repaired, findings, index }: Examination): string {
  const lines = repaired.map((line) => `Mended. ${line}`)
  for (const severity of order) {
    for (const finding of findings.filter((each) => each.severity === severity)) {
      lines.push(`${words[severity]}. ${finding.path}`)
      lines.push(`  ${finding.message}`, `  ${finding.nextStep}`)
    }
  }
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length
  const held = index
    ? `generation ${index.generation}, ${index.articles.length} articles, ${index.passages.length} passages`
    : 'no whole generation'
  lines.push(
    isSound(findings)
      ? `The index ${directory} is sound: ${held}.`
      : `The index ${directory} is not sound: ${count('error')} errors, ${count('warning')} warnings; ${held}.`,
  )
  return `${lines.join('\n')}\n`
}
