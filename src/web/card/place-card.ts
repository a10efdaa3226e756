import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom'

/** Pixels between a card and the edge of the window. */
const padding = 8

/**
 * Keeps a card beside what it is about, inside of the window, while either moves; where there is too little
 * room for it, it scrolls. The place is set by script on the element, which the content policy allows; a style
 * attribute it does not.
 * @returns ends it
 */
export function placeCard(reference: Element, card: HTMLElement): () => void {
  return autoUpdate(reference, card, async () => {
    const { x, y } = await computePosition(reference, card, {
      strategy: 'fixed',
      placement: 'top-start',
      middleware: [
        offset(6),
        flip({ padding }),
        shift({ padding }),
        size({
          padding,
          apply({ availableHeight }) {
            card.style.maxHeight = `${Math.max(0, Math.floor(availableHeight))}px`
          },
        }),
      ],
    })
    card.style.left = `${Math.round(x)}px`
    card.style.top = `${Math.round(y)}px`
  })
}
