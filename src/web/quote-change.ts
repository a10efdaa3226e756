import { editScript } from '../answer/edit-script.ts'
import { quoteStanding } from '../answer/quote-standing.ts'
import { sentencesAround } from '../answer/whole-sentences.ts'
import { wordTokens } from '../answer/word-tokens.ts'
import type { Article } from '../article/article.ts'
import { citationId, type TextRange } from '../passage/passage.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { readerAddress } from './addresses.ts'

/** A stretch of two texts: in both, or in only one of them. */
export interface WordChange {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** What has become of a quote whose article was edited since. Plain data. */
export interface QuoteChange {
  readonly status: 'moved' | 'changed'
  /** The reader at where the words stand now, or at what came in their place; null for neither. */
  readonly address: string | null
  /** The quoted sentences and what came in their place, word by word; empty where nothing did. */
  readonly words: readonly WordChange[]
}

/** Null while the quote is current, and when its article is gone. */
export function quoteChange(
  kept: StoredRevision,
  range: TextRange,
  article: Article | undefined,
): QuoteChange | null {
  const { status, place, nearest } = quoteStanding(kept, range, article)
  if (!article || status === 'current' || status === 'removed') return null
  const target = place ?? nearest
  const address = target
    ? readerAddress({ id: citationId(article.revision, target), source_id: article.id })
    : null
  if (!nearest) return { status, address, words: [] }
  const before = sentencesAround({ ...kept.article, text: kept.text }, range)
  return {
    status,
    address,
    words: wordChanges(
      kept.text.slice(before.start, before.end),
      article.text.slice(nearest.start, nearest.end),
      article.language,
    ),
  }
}

/**
 * Two texts as one run of stretches. What is the same between two changes and holds no letter or
 * digit is counted as changed: a lone space between two struck words is hard to read.
 */
export function wordChanges(before: string, after: string, language: string): WordChange[] {
  const [old, now] = [wordTokens(before, language), wordTokens(after, language)]
  const script = editScript(old, now) ?? [
    { kind: 'removed' as const, count: old.length },
    { kind: 'added' as const, count: now.length },
  ]
  const changes: { kind: WordChange['kind']; text: string }[] = []
  let [from, to] = [0, 0]
  for (const [at, { kind, count }] of script.entries()) {
    const text = (
      kind === 'added' ? now.slice(to, to + count) : old.slice(from, from + count)
    ).join('')
    if (kind !== 'added') from += count
    if (kind !== 'removed') to += count
    const isBetween = at > 0 && at < script.length - 1
    if (kind === 'same' && isBetween && !/[\p{L}\p{N}]/u.test(text)) {
      push(changes, 'removed', text)
      push(changes, 'added', text)
    } else push(changes, kind, text)
  }
  return changes
}

/** A change next to one of its kind, in the same run of changes, is one with it. */
function push(
  changes: { kind: WordChange['kind']; text: string }[],
  kind: WordChange['kind'],
  text: string,
): void {
  const run = changes.slice(changes.findLastIndex((change) => change.kind === 'same') + 1)
  const same = kind === 'same' ? undefined : run.find((change) => change.kind === kind)
  if (same) same.text += text
  else changes.push({ kind, text })
}
