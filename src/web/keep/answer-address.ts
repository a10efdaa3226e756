import { conversationAddress } from '../addresses.ts'
import type { Turn } from '../chat-state.ts'

const addresses = new WeakMap<Turn, string>()

/** Of the conversation up to a turn. Worked out once for each: a view asks for all of them each time. */
export function answerAddress(turns: readonly Turn[], at: number): string {
  const turn = turns[at]
  if (!turn) return '/'
  const known = addresses.get(turn)
  if (known !== undefined) return known
  const address = conversationAddress(turns.slice(0, at + 1))
  addresses.set(turn, address)
  return address
}
