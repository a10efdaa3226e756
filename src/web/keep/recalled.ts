import { conversationAddress } from '../addresses.ts'
import type { HistoryEntry } from '../browser-history.ts'
import type { Turn } from '../chat-state.ts'
import type { Kept } from './kept.ts'

/** A conversation as the browser has kept it. */
export interface Recalled {
  readonly turns: readonly Turn[]
  readonly kept: Kept
}

/** Pure: what an entry shows of a kept conversation; null where that is not what its address says. */
export function recalledAt(entry: HistoryEntry, found: Recalled | null): Recalled | null {
  if (!found || !entry.kept) return null
  const turns = found.turns.slice(0, entry.kept.turns)
  const address = conversationAddress(turns)
  return address === entry.address ? { ...found, turns } : null
}
