import type { Answer, SearchFilters } from '../../answer/answer.ts'

/** An answer as it is kept: without what was of the moment. */
export type KeptAnswer = Omit<Answer, 'timings_ms' | 'explain'>

/** One question of a conversation with its answer, as a browser keeps it. */
export interface KeptTurn {
  readonly question: string
  /** The articles that it was asked of; null for all. */
  readonly filters: SearchFilters | null
  readonly answer: KeptAnswer
}

/** What the list of conversations shows of one, kept apart from its turns. */
export interface KeptSummary {
  readonly version: typeof keptVersion
  readonly id: string
  /** Given by the reader; null for the first question. */
  readonly title: string | null
  readonly question: string
  /** Milliseconds since 1970, of the last answer. */
  readonly changedAt: number
  readonly pinned: boolean
  /** Of each turn in order: the same for the same answer to the same question. */
  readonly turnKeys: readonly string[]
  /** About how much room it takes, in bytes. */
  readonly bytes: number
}

export interface KeptConversation {
  readonly summary: KeptSummary
  readonly turns: readonly KeptTurn[]
}

/** Of the shape of what is kept: records of another version are passed over, never read wrongly. */
export const keptVersion = 1

export interface KeptLimits {
  readonly conversations: number
  readonly bytes: number
  readonly turns: number
}

/** Past these the oldest conversations that are not pinned go. */
export const keptLimits: KeptLimits = {
  conversations: 200,
  bytes: 50_000_000,
  turns: 1000,
}

export function turnKey({ question, answer }: Pick<KeptTurn, 'question' | 'answer'>): string {
  return `${answer.id} ${question}`
}

/**
 * Pure: whether turns go on from those that are kept. `diverges` where one of them is another: then
 * they are another conversation, since what is kept is never replaced.
 */
export function compareTurns(
  kept: readonly string[],
  turns: readonly string[],
): 'same' | 'longer' | 'diverges' {
  const shared = Math.min(kept.length, turns.length)
  if (kept.slice(0, shared).some((key, at) => key !== turns[at])) return 'diverges'
  return turns.length > kept.length ? 'longer' : 'same'
}

/** Pure: what has to go for the rest to be within the limits, the oldest first; never `spared` or a pinned one. */
export function overLimit(
  summaries: readonly KeptSummary[],
  spared: string,
  limits: KeptLimits = keptLimits,
): KeptSummary[] {
  const goers = summaries
    .filter(({ id, pinned }) => id !== spared && !pinned)
    .sort((left, right) => left.changedAt - right.changedAt)
  let count = summaries.length
  let bytes = summaries.reduce((sum, summary) => sum + summary.bytes, 0)
  return goers.filter((summary) => {
    if (count <= limits.conversations && bytes <= limits.bytes) return false
    count -= 1
    bytes -= summary.bytes
    return true
  })
}

/** An id of its own in every tab; `randomUUID` is missing where a page is not from this machine. */
export function newConversationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function isConversationId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value)
}
