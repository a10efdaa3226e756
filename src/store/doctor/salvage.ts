import { readFile } from 'node:fs/promises'
import type { Article, Revision } from '../../article/article.ts'
import { revisionOf } from '../revisions.ts'
import { articleFiles } from './generation-layout.ts'

/**
 * Every article that still stands somewhere among the generations, damaged ones included: a line
 * whose text has the hash that it names is whole, whatever became of the file around it.
 */
export async function salvageArticles(directory: string): Promise<ReadonlyMap<Revision, Article>> {
  const found = new Map<Revision, Article>()
  for (const path of await articleFiles(directory)) {
    const text = await readFile(path, 'utf8').catch(() => '')
    for (const line of text.split('\n')) {
      const article = wholeArticle(line)
      if (article && !found.has(article.revision)) found.set(article.revision, article)
    }
  }
  return found
}

function wholeArticle(line: string): Article | undefined {
  try {
    const value = JSON.parse(line) as { article?: Article } & Article
    const article = value.article ?? value
    return revisionOf(article.text) === article.revision ? article : undefined
  } catch {
    return undefined
  }
}
