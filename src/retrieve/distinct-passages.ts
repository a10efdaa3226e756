import type { Article } from '../article/article.ts'
import { type TextRange, textWithin } from '../passage/passage.ts'
import { printSentence, type SentencePrint, saySame } from '../passage/same-sentence.ts'
import type { Without } from '../pipeline-part.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { type RankedPassage, type RetrievalQuery, retrieve } from './retrieve.ts'

/** Passages ranked where copies fill the ordinary number of them. */
const mostRanked = 400

/** A passage with less new text than this share is read, but does not take another's place. */
const newShare = 0.2

export interface DistinctPassages {
  /** To be read, best first: none of them only repeats what others say. */
  readonly read: readonly RankedPassage[]
  /** Those that only repeat sentences of the ones read. */
  readonly copies: ReadonlySet<RankedPassage>
  /** Fewer than were wanted have anything new to say. */
  readonly isShort: boolean
}

/** What was found, the copies apart. */
export interface DistinctRetrieval {
  readonly ranked: readonly RankedPassage[]
  /** To be read: none of them only repeats what others say. */
  readonly read: readonly RankedPassage[]
  /** All that were ranked but the copies of those read: what the best one has to stand out from. */
  readonly rivals: readonly RankedPassage[]
}

export interface DistinctOptions {
  /** Passages ranked. */
  readonly limit: number
  /** Passages to be read. */
  readonly count: number
  readonly sourceIds?: ReadonlySet<string> | undefined
  readonly without?: Without | undefined
}

/**
 * Retrieves, and picks `count` passages to be read so that copies do not crowd out other articles:
 * where nearly all that is found repeats the rest, more is looked at.
 */
export async function retrieveDistinct(
  index: OpenIndex,
  queries: readonly RetrievalQuery[],
  options: DistinctOptions,
): Promise<DistinctRetrieval> {
  const { limit, count, without } = options
  const ranked = await retrieve(index, queries, options)
  if (without?.has('copies')) return { ranked, read: ranked.slice(0, count), rivals: ranked }
  const { read, copies, isShort } = distinctPassages(ranked, count)
  const isCrowded = isShort && copies.size > 0 && ranked.length === limit && limit < mostRanked
  if (isCrowded) return retrieveDistinct(index, queries, { ...options, limit: mostRanked })
  return { ranked, read, rivals: ranked.filter((passage) => !copies.has(passage)) }
}

interface Seen {
  readonly print: SentencePrint
  readonly articleId: string
  /** Place in `read` of the passage that says it. */
  readonly owner: number
}

/**
 * The best passages so that copies of an article do not crowd out the others: a passage whose every
 * sentence stands in a better one of another article is left out, and one that is mostly so does not count. Where two
 * passages say the same and nothing else, the older article's is read, or else the longer one's.
 * @param ranked best first
 * @param count passages wanted; up to three times as many are read where most is repeated
 */
export function distinctPassages(
  ranked: readonly RankedPassage[],
  count: number,
): DistinctPassages {
  const read: RankedPassage[] = []
  const copies = new Set<RankedPassage>()
  const seen = new Map<string, Seen[]>()
  let counted = 0
  for (const candidate of ranked) {
    const articleId = candidate.article.id
    if (counted >= count || read.length >= count * 3) break
    const sentences = candidate.passage.sentences.map((range) => ({
      range,
      print: printSentence(textWithin(candidate.passage, range)),
    }))
    const owners = sentences.map(
      ({ print }) =>
        seen.get(print.key)?.find((one) => one.articleId !== articleId && saySame(one.print, print))
          ?.owner,
    )
    const fresh = sentences.filter((_, at) => owners[at] === undefined)
    if (fresh.length === 0 && sentences.length > 0) {
      copies.add(candidate)
      preferOlder(read, candidate, owners)
      continue
    }
    for (const { print } of fresh) {
      seen.set(print.key, [
        ...(seen.get(print.key) ?? []),
        { print, articleId, owner: read.length },
      ])
    }
    read.push(candidate)
    if (lengthOf(fresh) >= newShare * lengthOf(sentences)) counted += 1
  }
  return { read, copies, isShort: counted < count }
}

/** Reads the copy instead, where it stands for the whole of one passage and is the one to cite. */
function preferOlder(
  read: RankedPassage[],
  copy: RankedPassage,
  owners: readonly (number | undefined)[],
): void {
  const at = owners[0]
  const original = at === undefined ? undefined : read[at]
  if (at === undefined || !original || owners.some((owner) => owner !== at)) return
  const isWhole = new Set(owners).size === 1 && isSameLength(original, copy)
  if (!isWhole || !isPreferred(copy.article, original.article)) return
  const { score, denseScore, lexicalScore } = original
  read[at] = { ...copy, score, denseScore, lexicalScore }
}

function isSameLength(left: RankedPassage, right: RankedPassage): boolean {
  return left.passage.sentences.length === right.passage.sentences.length
}

function isPreferred(left: Article, right: Article): boolean {
  if (left.id === right.id) return false
  const [ours, theirs] = [left.publishedAt ?? '9999', right.publishedAt ?? '9999']
  return ours === theirs ? left.text.length > right.text.length : ours < theirs
}

function lengthOf(sentences: readonly { readonly range: TextRange }[]): number {
  return sentences.reduce((sum, { range }) => sum + range.end - range.start, 0)
}
