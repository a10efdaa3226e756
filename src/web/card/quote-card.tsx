import { render } from 'hono/jsx/dom'
import type { Citation } from '../../answer/answer.ts'
import { contextAddress } from '../addresses.ts'
import { useWords, WordsContext } from '../messages/use-words.ts'
import type { Words } from '../messages/words.ts'
import { languageTag, SourceLine, SourceTitle } from '../source-line.tsx'
import { placeCard } from './place-card.ts'
import type { QuoteContext } from './quote-context.ts'

/** A card that is shown. */
export interface ShownCard {
  readonly element: HTMLElement
  close(): void
}

const cardId = 'quote-card'

/** Shows a quote in its context beside the link to it, which the card then describes. */
export async function openCard(
  reference: HTMLElement,
  citation: Citation,
  words: Words,
  signal: AbortSignal,
): Promise<ShownCard | null> {
  const context = await fetchContext(citation, signal)
  if (signal.aborted) return null
  const element = document.createElement('div')
  element.id = cardId
  element.className = 'card'
  element.setAttribute('role', 'tooltip')
  // Within a landmark, where people who go by landmarks come upon it.
  ;(document.querySelector('main') ?? document.body).append(element)
  render(
    <WordsContext.Provider value={words}>
      <CardView citation={citation} context={context} />
    </WordsContext.Provider>,
    element,
  )
  reference.setAttribute('aria-describedby', cardId)
  const leave = placeCard(reference, element)
  return {
    element,
    close() {
      leave()
      element.remove()
      reference.removeAttribute('aria-describedby')
    },
  }
}

/** What the citation itself holds of its surroundings, where the server cannot be asked. */
async function fetchContext(citation: Citation, signal: AbortSignal): Promise<QuoteContext> {
  try {
    const response = await fetch(contextAddress(citation), { signal })
    if (response.ok) return await response.json()
  } catch {
    // The card says less, and the reader will say why.
  }
  const { prefix: before, quote, suffix: after } = citation
  return { before, quote, after }
}

/** The quote marked between what stands before and after it. */
export function CardView({ citation, context }: { citation: Citation; context: QuoteContext }) {
  const { say } = useWords()
  return (
    <>
      <span class="card-from">
        <SourceTitle title={citation.title} origin={citation.title_origin} />
        <SourceLine publisher={citation.publisher} date={citation.published_at} />
      </span>
      <span class="card-text" lang={languageTag(citation.language)}>
        <span class="card-around">{context.before}</span>
        <mark>{context.quote}</mark>
        <span class="card-around">{context.after}</span>
      </span>
      <span class="card-hint">{say('card.opens')}</span>
    </>
  )
}
