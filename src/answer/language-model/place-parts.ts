import type { Quote } from '../../evidence/evidence.ts'
import type { Citation } from '../answer.ts'
import type { CitedPart } from '../cite-parts.ts'
import type { Composition } from '../composer.ts'
import {
  addDisagreement,
  addModelWords,
  addQuotes,
  addText,
  finishDraft,
  startDraft,
} from '../draft.ts'
import type { Phrases } from '../phrases.ts'
import type { ReplyPart } from './read-reply.ts'

/** A part of a reply as it is to be read: verified quotes, or words of the model. */
export type PlacedPart = { readonly citations: readonly Citation[] } | { readonly words: string }

/**
 * The parts of the reply with citations in place of sentences. Sentences that an earlier quote holds
 * already are gone, and so are the words that led to them.
 */
export function placeCitations(
  parts: readonly ReplyPart[],
  quotes: readonly (readonly Quote[])[],
  citations: readonly Citation[],
): PlacedPart[] {
  const placed: PlacedPart[] = []
  let group = 0
  let from = 0
  for (const part of parts) {
    if ('words' in part) {
      placed.push(part)
      continue
    }
    const count = quotes[group]?.length ?? 0
    group += 1
    from += count
    if (count > 0) placed.push({ citations: citations.slice(from - count, from) })
    else if ('words' in (placed.at(-1) ?? {})) placed.pop()
  }
  return placed
}

export interface PlacedReply {
  readonly placed: readonly PlacedPart[]
  readonly verdicts: readonly CitedPart[]
}

/**
 * Quotes under the names of their articles in the order that the model chose, its words between them.
 * What our own framing tells in an extractive answer it tells here, too: what was searched for, which
 * values differ, and which part of the question is not in the articles.
 */
export function composeParts(
  { placed, verdicts }: PlacedReply,
  { phrases, note }: { readonly phrases: Phrases; readonly note?: string | undefined },
): Composition {
  const draft = startDraft()
  if (note) addText(draft, note)
  for (const part of verdicts) addDisagreement(draft, part, phrases)
  for (const part of placed) {
    if ('words' in part) addModelWords(draft, part.words, phrases)
    else addQuotes(draft, part.citations, phrases)
  }
  for (const { question, refusal } of verdicts) {
    if (refusal) addText(draft, phrases.partNotHere(question, refusal.message))
  }
  return finishDraft(draft)
}
