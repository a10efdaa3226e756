import { LRUCache } from 'lru-cache'
import { lexicalTerms } from './lexical-terms.ts'

/** The index terms of a text, and how often each stands in it. */
export interface TextTerms {
  /** In order, repeats kept; compounds written as one are not among them. */
  readonly terms: readonly string[]
  /** Of the terms and of compounds written as one. */
  readonly counts: ReadonlyMap<string, number>
  /** All counts together. */
  readonly length: number
}

/** UTF-16 units: a longer text is a whole article, whose words are kept with it. */
const longestKept = 4000

/** Of all texts together: some thousand passages with their sentences, in some 15 MB. */
const keptLength = 1_000_000

// Questions come back to the same sentences: reading them again would take longer than all the rest.
const kept = new LRUCache<string, TextTerms>({
  maxSize: keptLength,
  sizeCalculation: (_, text) => text.length + 1,
})

/** Reads the terms of a text, or remembers them: they depend on nothing else. */
export function textTerms(text: string): TextTerms {
  const known = kept.get(text)
  if (known) return known
  const { terms, joined } = lexicalTerms(text)
  const counts = new Map<string, number>()
  for (const term of [...terms, ...joined]) counts.set(term, (counts.get(term) ?? 0) + 1)
  const made = { terms, counts, length: terms.length + joined.length }
  if (text.length <= longestKept) kept.set(text, made)
  return made
}
