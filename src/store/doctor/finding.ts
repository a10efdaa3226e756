/** `error`: something is lost or answers wrongly; `warning`: a second copy is; `note`: only untidy. */
export type Severity = 'error' | 'warning' | 'note'

/** One thing that is the matter with an index. */
export interface Finding {
  /** Stable, for programs. */
  readonly code: string
  readonly severity: Severity
  /** The file or folder it is about. */
  readonly path: string
  /** What is wrong, in a sentence. */
  readonly message: string
  /** What to do about it. */
  readonly nextStep: string
}

export const repairStep = 'Run `npm run doctor -- --repair`.'
export const ingestStep = 'Run `npm run ingest` to build the index anew from the articles.'

/** An index is sound when nothing worse than untidiness was found. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity === 'note')
}
