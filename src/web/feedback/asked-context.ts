import { createContext, useContext } from 'hono/jsx'
import type { Turn } from '../turn-state.ts'

/** The turn around a quote, for what is said of it; null where nothing can be said. */
export const AskedContext = createContext<Turn | null>(null)

/** Whether this server keeps feedback. */
export const KeepsFeedbackContext = createContext(false)

/** The turn that a view is part of, where something can be said of it. */
export function useAsked(): Turn | null {
  const turn = useContext(AskedContext)
  const keeps = useContext(KeepsFeedbackContext)
  return keeps && (turn?.phase === 'answered' || turn?.phase === 'refused') ? turn : null
}
