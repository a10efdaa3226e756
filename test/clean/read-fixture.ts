import { readFileSync } from 'node:fs'
import type { Article, BlockRole } from '../../src/article/article.ts'
import { markBlocks } from '../../src/clean/mark-blocks.ts'
import { splitSentences } from '../../src/passage/split-sentences.ts'
import { readArticle } from '../support/read-article.ts'

const folder = new URL('../fixtures/articles/', import.meta.url)

/** A fixture article, read and cleaned. */
export function readFixture(name: string): Article {
  return markBlocks(readArticle(name, readFileSync(new URL(name, folder))))
}

/** An article made of this text, read and cleaned. */
export function articleOf(text: string, path = 'a.txt'): Article {
  return markBlocks(readArticle(path, Buffer.from(text)))
}

/** The texts of an article's blocks of one role. */
export function textsOf(article: Article, role: BlockRole): string[] {
  return article.blocks
    .filter((block) => block.role === role)
    .map(({ start, end }) => article.text.slice(start, end))
}

/** The content sentences of an article, white space folded. */
export function sentencesOf(article: Article): string[] {
  return article.blocks
    .filter(({ role }) => role === 'content')
    .flatMap((block) => splitSentences(article.text, block, article.language))
    .map(({ start, end }) => article.text.slice(start, end).replace(/\s+/g, ' '))
}
