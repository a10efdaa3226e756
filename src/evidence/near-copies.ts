import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Article } from '../article/article.ts'
import { type Passage, textWithin } from '../passage/passage.ts'
import {
  isCommonplace,
  printSentence,
  type SentencePrint,
  saySame,
} from '../passage/same-sentence.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { sharedShare, sketchOf } from './shingle-sketch.ts'

/** Near copies named at most of one article. */
const copiesNamed = 10
/** Share of shingles, by the sketches, from which two articles are compared sentence by sentence. */
const likelyShare = 0.3
/** Share of the smaller one's sentences that the other says, and sentences there must be at least. */
const copiedShare = 0.5
const leastSentences = 2
/** A text of fewer sentences than this share of the other's is a part of it and no copy. */
const leastSize = 0.4
/** Articles with the same shingle that are held against one another. */
const mostHeld = 50
/** Longest that others wait. */
const turnMs = 10

interface Sketched {
  readonly article: Article
  readonly passages: readonly Passage[]
  readonly sketch: Uint32Array
}

/** Sketches outlive an index: of the next one, most texts are the same. */
const sketches = new LRUCache<string, Uint32Array>({ max: 50_000 })
const found = new WeakMap<OpenIndex, Promise<ReadonlyMap<string, readonly Article[]>>>()

/**
 * Articles that say nearly all the same, by the id of each: syndicated ones, reprints, corrections.
 * The oldest first. Found once for each index, when first asked for, and in turns, so that nobody
 * waits long: sketches of shingles name the pairs, equal sentences decide.
 */
export function nearCopies(index: OpenIndex): Promise<ReadonlyMap<string, readonly Article[]>> {
  const known = found.get(index) ?? findCopies(index)
  found.set(index, known)
  return known
}

async function findCopies(index: OpenIndex): Promise<ReadonlyMap<string, readonly Article[]>> {
  const passages = new Map<string, Passage[]>()
  for (const passage of index.passages) {
    const own = passages.get(passage.sourceId)
    if (own) own.push(passage)
    else passages.set(passage.sourceId, [passage])
  }
  const copies = new Map<string, Article[]>()
  const holders = new Map<number, Sketched[]>()
  let since = performance.now()
  for (const article of index.articles) {
    const own = passages.get(article.id) ?? []
    const one = { article, passages: own, sketch: sketchOfPassages(own) }
    for (const other of likely(one, holders)) {
      if (!areCopies(one, other)) continue
      link(copies, article, other.article)
      link(copies, other.article, article)
    }
    if (performance.now() - since < turnMs) continue
    await setImmediate()
    since = performance.now()
  }
  for (const others of copies.values()) others.sort(byAge).splice(copiesNamed)
  return copies
}

function sketchOfPassages(passages: readonly Passage[]): Uint32Array {
  // Which blocks are quoted can change while the text does not.
  const key = passages.map(({ id }) => id).join()
  const known = sketches.get(key) ?? sketchOf(passages.map(({ text }) => text))
  sketches.set(key, known)
  return known
}

/** Those before it that share enough of its shingles; puts it among them. */
function likely(one: Sketched, holders: Map<number, Sketched[]>): Sketched[] {
  const shared = new Map<Sketched, number>()
  for (const hash of one.sketch) {
    const others = holders.get(hash)
    if (!others) holders.set(hash, [one])
    else {
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1)
      if (others.length < mostHeld) others.push(one)
    }
  }
  const found: Sketched[] = []
  for (const [other, count] of shared) {
    // Most pairs have a phrase or two in common and need no closer look.
    const size = Math.min(one.sketch.length, other.sketch.length)
    if (count < (likelyShare / 2) * size) continue
    if (sharedShare(one.sketch, other.sketch) >= likelyShare) found.push(other)
  }
  return found
}

/** As two sentences are held to be the same in an answer, so here: a changed figure is a difference. */
function areCopies(left: Sketched, right: Sketched): boolean {
  const [small, large] = [printAll(left), printAll(right)].sort((a, b) => a.length - b.length)
  if (!small || !large || small.length < leastSize * large.length) return false
  const byKey = new Map<string, SentencePrint[]>()
  for (const print of large) byKey.set(print.key, [...(byKey.get(print.key) ?? []), print])
  const same = small.filter((print) => byKey.get(print.key)?.some((other) => saySame(print, other)))
  return same.length >= Math.max(leastSentences, copiedShare * small.length)
}

function printAll({ passages }: Sketched): SentencePrint[] {
  return passages
    .flatMap((passage) => passage.sentences.map((range) => textWithin(passage, range)))
    .map(printSentence)
    .filter((print) => !isCommonplace(print))
}

function link(copies: Map<string, Article[]>, from: Article, to: Article): void {
  const known = copies.get(from.id)
  if (known) known.push(to)
  else copies.set(from.id, [to])
}

/** Undated ones last. */
function byAge(a: Article, b: Article): number {
  const [left, right] = [a.publishedAt ?? '~', b.publishedAt ?? '~']
  if (left !== right) return left < right ? -1 : 1
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}
