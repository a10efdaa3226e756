import { distance } from 'fastest-levenshtein'
import { LRUCache } from 'lru-cache'

/** What a sentence is compared by. */
export interface SentencePrint {
  /**
   * Numbers, names and negations: sentences that differ in one of these say different things, so only
   * those with equal keys are compared any further.
   */
  readonly key: string
  /** Folded words in order; ideographs one by one. */
  readonly words: readonly string[]
}

const word = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu
const negation =
  /^(not|no|never|none|neither|nor|without|cannot|unless|except|but|n?t)$|^[不沒没未非無无]$/
/** Words that an editor puts in or takes out without changing what is said. */
const light = new Set('a an the that and also of its s 的 了'.split(' '))
/** Letters that another spelling of the same word changes at most: centre, organisation, co-operate. */
const spellingDistance = 2
const leastSpelled = 5
/** Words that a sentence has at least for its repetition to mean anything. */
const leastTelling = 4
/** Words compared at most; a longer sentence is only ever equal to itself. */
const longest = 200

/** True for a sentence of so few words that two articles may well have it by chance. */
export function isCommonplace({ words }: SentencePrint): boolean {
  return words.filter((one) => !light.has(one)).length < leastTelling
}

// Questions come back to the same sentences: in UTF-16 units, some thousand of them.
const prints = new LRUCache<string, SentencePrint>({
  maxSize: 500_000,
  sizeCalculation: (_, text) => text.length + 1,
})

/** Reads off what a sentence is compared by, or remembers it. */
export function printSentence(text: string): SentencePrint {
  const known = prints.get(text)
  if (known) return known
  const made = readPrint(text)
  prints.set(text, made)
  return made
}

function readPrint(text: string): SentencePrint {
  const folded = text.normalize('NFKC').replace(/(?<=\d),(?=\d)/g, '')
  const typed = folded.match(word) ?? []
  const words = typed.map((one) => one.toLowerCase())
  const marks = words.filter((lower, at) => {
    const isName = at > 0 && /^\p{Lu}/u.test(typed[at] ?? '') && !light.has(lower)
    return isName || /\d/.test(lower) || negation.test(lower)
  })
  return { key: marks.sort().join(' '), words }
}

/**
 * True when two sentences say the same in nearly the same words: the same numbers, names and
 * negations, and apart from small words and spellings no word that only one of them has, in the same
 * order. Rose and fell are two words, so a changed sentence is never taken for a copy.
 */
export function saySame(left: SentencePrint, right: SentencePrint): boolean {
  if (left.key !== right.key) return false
  if (left.words.length > longest || right.words.length > longest) {
    return left.words.join(' ') === right.words.join(' ')
  }
  const ours = left.words.filter((one) => !light.has(one))
  const theirs = right.words.filter((one) => !light.has(one))
  if (ours.length !== theirs.length || ours.length === 0) return false
  return ours.every((one, at) => sameWord(one, theirs[at] ?? ''))
}

function sameWord(left: string, right: string): boolean {
  if (left === right) return true
  if (left.length < leastSpelled || right.length < leastSpelled) return false
  if (/\d/.test(left) || left.slice(0, 3) !== right.slice(0, 3)) return false
  return distance(left, right) <= spellingDistance
}
