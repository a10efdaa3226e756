import type { Article } from '../article/article.ts'
import type { Passage } from '../passage/passage.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'

/** What is looked for in a whole article, its title and its date. */
export interface ArticleWords {
  readonly terms: ReadonlySet<string>
  /** Folded by `foldWords`. */
  readonly folded: string
}

/** A long article takes time to read through; it never changes while its index is open. */
const knownArticles = new WeakMap<Article, ArticleWords>()
const knownPassages = new WeakMap<Passage, ReadonlySet<string>>()

/** Index terms and folded text of an article, made at the first question that comes to it. */
export function articleWords(lexical: LexicalIndex, article: Article): ArticleWords {
  const found = knownArticles.get(article)
  if (found) return found
  const texts = [article.text, article.title, article.publishedAt ?? '']
  const terms = new Set(texts.flatMap((text) => lexical.terms(text)))
  const words = { terms, folded: foldWords(texts.join(' ')) }
  knownArticles.set(article, words)
  return words
}

/** Index terms of a passage and of what stands over it. */
export function passageTerms(
  lexical: LexicalIndex,
  { article, passage }: { readonly article: Article; readonly passage: Passage },
): ReadonlySet<string> {
  const found = knownPassages.get(passage)
  if (found) return found
  const terms = termsUnder(lexical, article, passage, passage.text)
  knownPassages.set(passage, terms)
  return terms
}

/** Index terms of a sentence and of what stands over its passage. */
export function sentenceTerms(
  lexical: LexicalIndex,
  sentence: {
    readonly text: string
    readonly ranked: { readonly article: Article; readonly passage: Passage }
  },
): ReadonlySet<string> {
  const { article, passage } = sentence.ranked
  return termsUnder(lexical, article, passage, sentence.text)
}

function termsUnder(
  lexical: LexicalIndex,
  article: Article,
  passage: Passage,
  text: string,
): ReadonlySet<string> {
  return new Set([article.title, ...passage.headingPath, text].flatMap((one) => lexical.terms(one)))
}

/** Width, case and the commas inside numbers taken away, so that names and numbers compare. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d)/g, '')
}
