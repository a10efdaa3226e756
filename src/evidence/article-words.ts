import type { Article } from '../article/article.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'

/** What is looked for in a whole article, its title and its date. */
export interface ArticleWords {
  readonly terms: ReadonlySet<string>
  /** Folded by `foldWords`. */
  readonly folded: string
}

/** A long article takes time to read through; it never changes while its index is open. */
const known = new WeakMap<Article, ArticleWords>()

/** Index terms and folded text of an article, made at the first question that comes to it. */
export function articleWords(lexical: LexicalIndex, article: Article): ArticleWords {
  const found = known.get(article)
  if (found) return found
  const texts = [article.text, article.title, article.publishedAt ?? '']
  const terms = new Set(texts.flatMap((text) => lexical.terms(text)))
  const words = { terms, folded: foldWords(texts.join(' ')) }
  known.set(article, words)
  return words
}

/** Width, case and the commas inside numbers taken away, so that names and numbers compare. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d)/g, '')
}
