/** Where somebody is among the questions asked before; `place` counts from the newest, -1 is the own text. */
export interface Recall {
  readonly place: number
  /** What was typed before going back. */
  readonly draft: string
}

export const notRecalling: Recall = { place: -1, draft: '' }

/**
 * Pure: one step back (`up`) or forward through earlier questions, oldest first; null where there is no
 * further one. The own text comes back at the end of the way forward.
 */
export function stepRecall(
  recall: Recall,
  questions: readonly string[],
  typed: string,
  direction: 'up' | 'down',
): { readonly recall: Recall; readonly text: string } | null {
  const earlier = [...new Set([...questions].reverse())]
  const isOwn = recall.place < 0 || earlier[recall.place] !== typed
  const from: Recall = isOwn ? { place: -1, draft: typed } : recall
  const place = from.place + (direction === 'up' ? 1 : -1)
  if (place < -1 || place >= earlier.length) return null
  const text = place < 0 ? from.draft : (earlier[place] ?? '')
  return { recall: { ...from, place }, text }
}

interface Caret {
  readonly value: string
  readonly selectionStart: number
  readonly selectionEnd: number
}

/** Whether an arrow key has no further line to go to within the box. `isOneLine` as it is shown. */
export function isAtEdge(
  { value, selectionStart, selectionEnd }: Caret,
  direction: 'up' | 'down',
  { isRecalled, isOneLine }: { readonly isRecalled: boolean; readonly isOneLine: boolean },
): boolean {
  if (selectionStart !== selectionEnd) return false
  if (isRecalled || value === '') return true
  return direction === 'up' && (isOneLine || selectionStart === 0)
}
