import type { Revision } from '../article/article.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'

/** Words claimed to stand at a place of a revision. */
export interface QuoteClaim {
  readonly revision: Revision
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Cuts a quote again from the kept revision, whose bytes are checked against its hash, and compares.
 * @returns the revision when the words are exactly there, undefined otherwise: then the quote must
 * not be sent.
 */
export async function verifyQuote(
  index: OpenIndex,
  claim: QuoteClaim,
): Promise<StoredRevision | undefined> {
  const { start, end, text } = claim
  const isRange = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end
  const kept = isRange ? await index.revision(claim.revision) : undefined
  if (!kept || end > kept.text.length) return undefined
  return kept.text.slice(start, end) === text ? kept : undefined
}
