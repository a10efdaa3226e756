import type { Citation } from '../../answer/answer.ts'
import type { ChatController } from '../chat-controller.ts'
import type { Turn } from '../chat-state.ts'
import type { Words } from '../messages/words.ts'
import type { ShownCard } from './quote-card.tsx'

/** Milliseconds over a link before its card comes, and away from both before it goes. */
const comesAfter = 250
const goesAfter = 200

/**
 * A card comes with the pointer over a link to a quote, or the focus by keyboard. It stays while the
 * pointer is over either, and Esc dismisses it (WCAG 2.2, 1.4.13). What draws it, and its words, are asked
 * for when the first one comes.
 */
export function showCards(container: HTMLElement, controller: ChatController, words: Words): void {
  let asked: { reference: HTMLElement; leave: AbortController } | null = null
  let shown: ShownCard | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    clearTimeout(timer)
    asked?.leave.abort()
    shown?.close()
    asked = null
    shown = null
  }
  const open = async (reference: HTMLElement) => {
    if (asked?.reference === reference) return
    close()
    const citation = citationOf(reference, controller.getState().turns)
    if (!citation) return
    const leave = new AbortController()
    asked = { reference, leave }
    const { openCard } = await import('./quote-card.tsx')
    const card = await openCard(reference, citation, words, leave.signal)
    if (!card) return
    shown = card
    card.element.addEventListener('pointerenter', () => clearTimeout(timer))
    card.element.addEventListener('pointerleave', () => later(close, goesAfter))
  }
  const later = (work: () => unknown, milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(work, milliseconds)
  }

  container.addEventListener('pointerover', (event) => {
    const reference = referenceAt(event.target)
    // A finger opens the reader at once.
    if (!reference || event.pointerType === 'touch') return
    if (asked?.reference === reference) clearTimeout(timer)
    else later(() => open(reference), comesAfter)
  })
  container.addEventListener('pointerout', (event) => {
    const reference = referenceAt(event.target)
    if (reference && referenceAt(event.relatedTarget) !== reference) later(close, goesAfter)
  })
  container.addEventListener('focusin', ({ target }) => {
    const reference = referenceAt(target)
    const isReturn = reference?.hasAttribute('data-returned')
    reference?.removeAttribute('data-returned')
    if (!isReturn && reference?.matches(':focus-visible')) later(() => open(reference), comesAfter)
  })
  container.addEventListener('focusout', ({ target }) => {
    if (referenceAt(target)) close()
  })
  container.addEventListener('click', close)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') close()
    if (event.key !== 'Escape' || !shown) return
    close()
    // It dismisses the card and no more: what is under way or open stays.
    event.stopImmediatePropagation()
  })
}

function referenceAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('a[data-citation]') : null
}

function citationOf(reference: HTMLElement, turns: readonly Turn[]): Citation | undefined {
  const turn = turns[Number(reference.closest<HTMLElement>('[data-turn]')?.dataset.turn)]
  const nearest = [turn?.refusal, ...(turn?.unanswered ?? []).map(({ refusal }) => refusal)]
  const all = [...(turn?.citations ?? []), ...nearest.flatMap((refusal) => refusal?.nearest ?? [])]
  return all.find(({ id }) => id === reference.dataset.citation)
}
