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

/**
 * Every article that mentions a word or phrase in its title, headings or sentences, in order of the
 * index, each with the sentence that is most about it. A phrase that stands nowhere
 * word for word is looked for by its words, all in one sentence.
 */
export function findMentions(
  index: OpenIndex,
  phrase: string,
  sourceIds?: ReadonlySet<string>,
): Mention[] {
  const articles = index.articles.filter(({ id }) => !sourceIds || sourceIds.has(id))
  const candidates = candidatePassages(index, phrase, sourceIds)
  const search = (matches: WordMatcher) =>
    articles.flatMap((article) => {
      const passages = candidates.get(article.id) ?? []
      return mentionInSentences(article, passages, matches) ?? mentionAbove(article, matches) ?? []
    })
  const verbatim = search(phraseMatcher(index.lexical, phrase))
  if (verbatim.length > 0) return verbatim
  return index.lexical.terms(phrase).length > 1
    ? search(allWordsMatcher(index.lexical, phrase))
    : []
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
