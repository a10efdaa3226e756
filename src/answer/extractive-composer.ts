import type { ComposedPart, Composer, ComposerInput, Composition } from './composer.ts'
import {
  addDisagreement,
  addQuotes,
  addText,
  type Draft,
  finishDraft,
  startDraft,
} from './draft.ts'
import type { Phrases } from './phrases.ts'

/**
 * ADAPTER without a language model: quotes under the name of their article, and nothing else.
 * `answer.slice(answer_start, answer_end) === quote` for each citation.
 */
export function createExtractiveComposer(): Composer {
  return { compose: async (input) => compose(input) }
}

function compose({ citations, parts = [], phrases, note, closing }: ComposerInput): Composition {
  const draft = startDraft()
  if (note) addText(draft, note)
  const [only] = parts
  if (parts.length > 1) {
    for (const part of parts) addPart(draft, part, phrases)
  } else {
    if (only) addDisagreement(draft, only, phrases)
    addQuotes(draft, citations, phrases)
  }
  if (closing) addText(draft, closing)
  return finishDraft(draft)
}

/** A part under its question. What an earlier part has quoted already is pointed at. */
function addPart(draft: Draft, part: ComposedPart, phrases: Phrases): void {
  const { question, citations, refusal } = part
  if (refusal) {
    addText(draft, phrases.partNotHere(question, refusal.message))
    return
  }
  const isThere = ({ id }: { id: string }) => draft.placed.some((placed) => placed.id === id)
  const seen = citations.filter(isThere).map(({ number }) => number)
  addText(draft, phrases.part(question, seen))
  addDisagreement(draft, part, phrases)
  addQuotes(
    draft,
    citations.filter((citation) => !isThere(citation)),
    phrases,
  )
}
