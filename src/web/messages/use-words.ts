import { createContext, useContext } from 'hono/jsx'
import type { Words } from './words.ts'

/** What language a view speaks: given once by the page, around everything. */
export const WordsContext = createContext<Words | null>(null)

/**
 * The words for a view, in the language of the page.
 * @throws Error outside of `WordsContext.Provider`; tests render with `test/web/render-in.tsx`
 */
export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('A view was rendered outside of WordsContext.Provider.')
  return words
}
