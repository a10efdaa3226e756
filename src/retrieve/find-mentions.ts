import type { Article } from '../article/article.ts'
import { type Passage, type TextRange, textWithin } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { allWordsMatcher, phraseMatcher, type WordMatcher } from './match-words.ts'

/** An article that mentions something, and one place where it does. */
export interface Mention extends TextRange {
  readonly article: Article
  /** The passage the sentence is in; absent where only a title or heading mentions it. */
  readonly passage?: Passage
}

/** Such a sentence is taken only for want of another. In UTF-16 units. */
const hardToRead = 10_000

/** A sentence that opens so is hard to read alone. */
const pointsBack =
  /^["“‘'「『]?(?:he|she|it|they|this|these|those|such|his|her|its|their)\b|^[他她它此该該其]/i

/** Between names that are listed: "the pier and the market", "東灣、西灣". */
const joint = /\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|、|以及/iu
const either = /\sor\s/iu

/** More than so many are no list of names. */
const mostListed = 6

/**
 * Every article that mentions a word or phrase in its title, headings or sentences, in order of the
 * index, each with the sentence that is most about it. A phrase that stands nowhere word for word is
 * looked for by its words, all in one sentence; where it lists several, by each of them, all in one
 * article (or any, for "or"), which is then there once for each of them.
 */
export function findMentions(
  index: OpenIndex,
  phrase: string,
  sourceIds?: ReadonlySet<string>,
): Mention[] {
  const listed = phrase.split(joint).filter((one) => index.lexical.terms(one).length > 0)
  if (listed.length < 2 || listed.length > mostListed) return findPhrase(index, phrase, sourceIds)
  const asOne = findVerbatim(index, phrase, sourceIds)
  // "Trade and investment" is one thing where it stands so; Leith and Wick are always two.
  if (asOne.length > 0 && !listed.every((one) => /^\p{Lu}/u.test(one))) return asOne
  const found = listed.map((one) => findPhrase(index, one, sourceIds))
  const all = found.flat()
  const isMentioned = ({ article }: Mention) =>
    either.test(phrase) || found.every((ones) => ones.some((other) => other.article === article))
  return index.articles.flatMap((article) => {
    const together = asOne.find((mention) => mention.article === article)
    if (together) return together
    const here = all.filter((mention) => mention.article === article && isMentioned(mention))
    const isFirst = ({ start }: Mention, at: number) =>
      here.findIndex((other) => other.start === start) === at
    return here.filter(isFirst).sort((left, right) => left.start - right.start)
  })
}

function findPhrase(
  index: OpenIndex,
  phrase: string,
  sourceIds: ReadonlySet<string> | undefined,
): Mention[] {
  const verbatim = findVerbatim(index, phrase, sourceIds)
  if (verbatim.length > 0 || index.lexical.terms(phrase).length < 2) return verbatim
  return search(index, phrase, allWordsMatcher(index.lexical, phrase), sourceIds)
}

function findVerbatim(
  index: OpenIndex,
  phrase: string,
  sourceIds: ReadonlySet<string> | undefined,
): Mention[] {
  return search(index, phrase, phraseMatcher(index.lexical, phrase), sourceIds)
}

function search(
  index: OpenIndex,
  phrase: string,
  matches: WordMatcher,
  sourceIds: ReadonlySet<string> | undefined,
): Mention[] {
  const articles = index.articles.filter(({ id }) => !sourceIds || sourceIds.has(id))
  const candidates = candidatePassages(index, phrase, sourceIds)
  return articles.flatMap((article) => {
    const passages = candidates.get(article.id) ?? []
    return mentionInSentences(article, passages, matches) ?? mentionAbove(article, matches) ?? []
  })
}

/** Passages by article that hold the rarest word of the phrase: no other can hold all of it. */
function candidatePassages(
  index: OpenIndex,
  phrase: string,
  sourceIds: ReadonlySet<string> | undefined,
): Map<string, Passage[]> {
  const { lexical } = index
  const words = phrase.normalize('NFKC').match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? []
  const frequency = (word: string) =>
    Math.min(...lexical.terms(word).map((term) => lexical.documentFrequency(term)))
  const [rarest] = words
    .filter((word) => lexical.terms(word).length > 0)
    .sort((left, right) => frequency(left) - frequency(right))
  const found = new Map<string, Passage[]>()
  if (rarest === undefined) return found
  const query = `${rarest} ${rarest.replaceAll('-', '')}`
  const hits = lexical.search(query, lexical.passageCount, sourceIds ? { sourceIds } : {})
  for (const { id } of hits) {
    const passage = index.passageById.get(id)
    if (!passage) continue
    found.set(passage.sourceId, [...(found.get(passage.sourceId) ?? []), passage])
  }
  return found
}

/**
 * The first sentence of the article where that mentions it, for then the article is about it; else
 * the sentence that comes to it soonest, for that one is.
 */
function mentionInSentences(
  article: Article,
  passages: readonly Passage[],
  matches: WordMatcher,
): Mention | undefined {
  const lead = article.blocks.find(({ role }) => role === 'content')?.start
  let best: { mention: Mention; cost: number } | undefined
  for (const passage of passages.toSorted((left, right) => left.start - right.start)) {
    if (matches(passage.text) < 0) continue
    for (const { start, end } of passage.sentences) {
      const text = textWithin(passage, { start, end })
      const place = matches(text)
      if (place < 0) continue
      const mention = { article, passage, start, end }
      if (start === lead) return mention
      const cost = place + (pointsBack.test(text) ? hardToRead : 0)
      if (!best || cost < best.cost) best = { mention, cost }
    }
  }
  return best?.mention
}

function mentionAbove(article: Article, matches: WordMatcher): Mention | undefined {
  const block = article.blocks.find(
    ({ role, start, end }) =>
      (role === 'title' || role === 'heading') && matches(article.text.slice(start, end)) >= 0,
  )
  return block && { article, start: block.start, end: block.end }
}
