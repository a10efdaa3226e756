import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArticleDraft } from '../../src/article/article-draft.ts'
import { readArticles } from '../../src/article/read-article.ts'
import { cleanCorpus } from '../../src/clean/clean-corpus.ts'
import { type CleaningSet, markedSet, siteSets } from './cleaning-sets.ts'
import { formatRows } from './report.ts'
import { addCounts, type CleaningCounts, scoreCleaning } from './score-cleaning.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The sets that are in the repository: the articles of `corpus/` and the sites among the fixtures. */
export function cleaningSets(): CleaningSet[] {
  const corpus = join(here, '../../corpus')
  return [
    markedSet('gba', join(here, 'gba/articles.json'), corpus),
    ...siteSets(join(here, '../fixtures/sites'), ['html', 'text']),
  ]
}

/** Reads and cleans a set as one corpus, and counts. */
export async function runCleaning({ files, truths }: CleaningSet): Promise<CleaningCounts> {
  const drafts: ArticleDraft[] = []
  for (const file of files) drafts.push(...(await readArticles(file)).drafts)
  const counts = cleanCorpus(drafts).flatMap((article) => {
    const truth = truths.get(article.path)
    return truth ? [scoreCleaning(article, truth)] : []
  })
  return addCounts(counts)
}

/** How well noise is told from articles, a line a set. */
export async function cleaningTable(): Promise<string> {
  const rows: string[][] = []
  for (const set of cleaningSets()) {
    const counts = await runCleaning(set)
    const { hit, wrong, missed, fieldsRight, fieldsWrong, fieldsMissing } = counts
    rows.push([
      set.name,
      String(counts.articles),
      share(hit, hit + wrong),
      share(hit, hit + missed),
      `${counts.contentLost} of ${counts.content}`,
      `${counts.noiseKept} of ${counts.noise}`,
      `${fieldsRight} / ${fieldsWrong} / ${fieldsMissing}`,
    ])
  }
  const head = ['cleaning', 'articles', 'noise precision', 'noise recall', 'content lost']
  return formatRows([...head, 'noise kept', 'fields right / wrong / missing'], rows)
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3)
}
