import { LRUCache } from 'lru-cache'
import type { Article } from '../article/article.ts'
import { citationId, type TextRange } from '../passage/passage.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { alignTexts, type Edition, type Gap } from './align-texts.ts'
import { isQuotable } from './cite.ts'
import { alignItems } from './edit-script.ts'
import { findSuccessor } from './find-successor.ts'
import { findElsewhere } from './whole-sentences.ts'

/** The sentence that came in place of the quoted one: never the quote. */
export interface Successor extends TextRange {
  /** Share of the words, weighted, that both have: 0 to 1. */
  readonly similarity: number
}

export const quoteStatuses = ['current', 'moved', 'changed', 'removed'] as const

/**
 * What has become of a quote. `current`: its text is the article's. `moved`: the article was edited,
 * the quoted sentences stand (`place`). `changed`: they were edited or taken out; `nearest` is what
 * came in their place, where anything did. `removed`: the article is gone.
 */
export interface QuoteStanding {
  readonly status: (typeof quoteStatuses)[number]
  readonly place?: TextRange
  readonly nearest?: Successor
}

const found = new LRUCache<string, QuoteStanding>({ max: 2000 })

/** `article` is the source as it stands, or undefined where it is gone. */
export function quoteStanding(
  kept: StoredRevision,
  range: TextRange,
  article: Article | undefined,
): QuoteStanding {
  if (!article) return { status: 'removed' }
  if (article.revision === kept.revision) return { status: 'current', place: range }
  const key = `${citationId(kept.revision, range)} ${article.revision}`
  const known = found.get(key)
  if (known) return known
  const standing = compare({ ...kept.article, text: kept.text }, range, article)
  found.set(key, standing)
  return standing
}

function compare(before: Edition, range: TextRange, after: Edition): QuoteStanding {
  const alignment = alignTexts(before, range, after)
  const place =
    alignment.kind === 'unchanged'
      ? alignment.place
      : (placeInGap(before, range, after, alignment.gap) ?? findElsewhere(before, range, after))
  if (place && isQuotable(after.text, place)) return { status: 'moved', place }
  const nearest =
    alignment.kind === 'gap' ? findSuccessor(before, range, after, alignment) : undefined
  return nearest ? { status: 'changed', nearest } : { status: 'changed' }
}

/** Sentences that stand between changed ones; a line broken elsewhere is no change. */
function placeInGap(
  before: Edition,
  range: TextRange,
  after: Edition,
  gap: Gap,
): TextRange | undefined {
  const wordsOf =
    ({ text }: Edition) =>
    (sentence: TextRange): string =>
      text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ')
  const [old, now] = [gap.before.map(wordsOf(before)), gap.after.map(wordsOf(after))]
  const places = alignItems(old, now)
  const quoted = gap.before.flatMap((sentence, at) =>
    sentence.start < range.end && sentence.end > range.start ? [at] : [],
  )
  const [first, last] = [quoted[0], quoted.at(-1)]
  if (!places || first === undefined || last === undefined) return undefined
  // One sentence that now stands several times: no order tells which of them it was.
  if (count(old, old[first]) === 1 && count(now, old[first]) > 1) return undefined
  const start = places[first] ?? -1
  if (start < 0 || quoted.some((at) => places[at] !== start + at - first)) return undefined
  const [a, b] = [gap.before[first], gap.before[last]]
  const [c, d] = [gap.after[start], gap.after[start + last - first]]
  if (!a || !b || !c || !d) return undefined
  return {
    start: sameOffset(before.text, a.start, Math.max(a.start, range.start), after.text, c.start),
    end: sameOffset(before.text, b.start, Math.min(b.end, range.end), after.text, d.start),
  }
}

function count(sentences: readonly string[], wanted: string | undefined): number {
  return sentences.filter((sentence) => sentence === wanted).length
}

/** The offset that has as many visible characters between it and `nowStart` as `offset` has. */
function sameOffset(
  old: string,
  oldStart: number,
  offset: number,
  now: string,
  nowStart: number,
): number {
  let at = nowStart
  for (let from = oldStart; from < offset; from += 1) {
    if (/\s/.test(old[from] ?? '')) continue
    while (/\s/.test(now[at] ?? '')) at += 1
    at += 1
  }
  // A start stands at its first character, not at the space before it.
  if (offset > oldStart && /\s/.test(old[offset - 1] ?? ''))
    while (/\s/.test(now[at] ?? '')) at += 1
  return at
}
