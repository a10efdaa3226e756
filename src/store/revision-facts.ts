import { createHash } from 'node:crypto'
import type { Article, Revision } from '../article/article.ts'
import { stableJson } from './stable-json.ts'

/** What was known of an article when its text was current. */
export type RevisionFacts = Omit<Article, 'text'>

/** The file of the facts, with their own checksum: a flipped bit must not change a title. */
export function factsFile(facts: RevisionFacts): string {
  const sha256 = createHash('sha256').update(stableJson(facts)).digest('hex')
  return `${stableJson({ facts, sha256 })}\n`
}

/** Undefined when they are damaged or of another text. Older files have no checksum. */
export function parseFacts(file: string, revision: string): RevisionFacts | undefined {
  try {
    const found = JSON.parse(file) as { facts?: RevisionFacts; revision?: Revision }
    if (found.facts !== undefined && factsFile(found.facts) !== file) return undefined
    const facts = found.facts ?? (found as RevisionFacts)
    return facts.revision === revision ? facts : undefined
  } catch {
    return undefined
  }
}
