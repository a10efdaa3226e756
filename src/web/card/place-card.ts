import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom'

/**
 * Keeps a card beside what it is about, inside of the window, while either moves. The place is set by
 * script on the element, which the content policy allows; a style attribute it does not.
 * @returns ends it
 */
export function placeCard(reference: Element, card: HTMLElement): () => void {
  return autoUpdate(reference, card, async () => {
    const { x, y } = await computePosition(reference, card, {
      strategy: 'fixed',
      placement: 'top-start',
      middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8 })],
    })
    card.style.left = `${Math.round(x)}px`
    card.style.top = `${Math.round(y)}px`
  })
}
