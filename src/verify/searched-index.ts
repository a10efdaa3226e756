import type { OpenIndex } from '../store/open-index.ts'
import { type SourceNames, sourceNames } from './claimed-source.ts'
import {
  type CollectedText,
  collectTexts,
  type SearchedText,
  type TextCollection,
  turns,
} from './text-collection.ts'

/** An index made ready for looking for quotations in it. */
export interface SearchedIndex {
  readonly index: OpenIndex
  readonly current: TextCollection
  readonly names: SourceNames
  /** The kept texts that are no longer current, read when first asked for. */
  kept(): Promise<KeptTexts>
  /** Texts of the passages that a search by words finds for a quotation. */
  near(quote: string): CollectedText[]
}

export interface KeptTexts extends TextCollection {
  /** Kept texts that were not read: there were too many of them. */
  readonly leftOut: number
}

/** Old texts searched at most, the newest first, and UTF-16 units of all of them. */
const mostKept = 5000
const keptLength = 64_000_000
/** Passages of a search by words that a quotation's nearest wording is looked for in. */
const nearPassages = 5
/** UTF-16 units of a quotation that are searched for by words. */
const longestSearch = 2000

// Made anew for each generation; the last one is let go with its index.
const made = new WeakMap<OpenIndex, Promise<SearchedIndex>>()

/** Makes an index ready, once for each generation: about a second for 10,000 passages. */
export function searchIndex(index: OpenIndex): Promise<SearchedIndex> {
  const known = made.get(index)
  if (known) return known
  // Whoever asked first may leave: others wait for the same work, so no signal ends it.
  const making = prepare(index)
  made.set(index, making)
  making.catch(() => made.delete(index))
  return making
}

async function prepare(index: OpenIndex): Promise<SearchedIndex> {
  const texts = index.articles.map(({ text, ...article }): SearchedText => {
    return { article, text, revision: article.revision, stale: false }
  })
  const current = await collectTexts(texts)
  const bySource = new Map(current.texts.map((one) => [one.article.id, one]))
  let kept: Promise<KeptTexts> | undefined
  return {
    index,
    current,
    names: sourceNames(index.articles),
    kept() {
      kept ??= collectKept(index).catch((error: unknown) => {
        kept = undefined
        throw error
      })
      return kept
    },
    near(quote) {
      const hits = index.lexical.search(quote.slice(0, longestSearch), nearPassages)
      const sources = hits.map(({ id }) => index.passageById.get(id)?.sourceId ?? '')
      return [...new Set(sources)].flatMap((id) => bySource.get(id) ?? [])
    },
  }
}

async function collectKept(index: OpenIndex): Promise<KeptTexts> {
  const current = new Set(index.articles.map(({ revision }) => revision))
  const spans = (await index.history.spans()).filter(({ revision }) => !current.has(revision))
  const names = [...new Set(spans.map(({ revision }) => revision).reverse())]
  const texts: SearchedText[] = []
  const takeTurn = turns()
  let length = 0
  let read = 0
  for (const name of names.slice(0, mostKept)) {
    if (length > keptLength) break
    const stored = await index.revision(name)
    read += 1
    if (stored) {
      length += stored.text.length
      texts.push({ ...stored, stale: true })
    }
    await takeTurn()
  }
  return { ...(await collectTexts(texts)), leftOut: names.length - read }
}
