// Opens an index in a process of its own, searches it, and changes one article of it again and again.
import { retrieve } from '../../src/retrieve/retrieve.ts'
import { commitChange } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { madeArticle } from './large-contents.ts'
import { timeOf } from './timing.ts'

const [folder = '', rounds = '5'] = process.argv.slice(2)
const openMs: number[] = []
const started = performance.now()
// As a server opens it: what stays in large files is checked when it is read.
let index = await openIndex(folder, { reading: { checksAsRead: true } })
openMs.push(performance.now() - started)
const first = index.passages[0]
const record = first && (await index.vectors.get(first.id))
if (!first || !record) throw new Error('There is no passage.')
const query = { text: first.text.slice(0, 80), vector: record.vector }
for (let turn = 0; turn < 20; turn += 1) await retrieve(index, [query], { limit: 10 })
const rss = process.memoryUsage().rss
const changeMs: number[] = []
const lock = await acquireIndexLock(folder, { command: 'bench' })
for (let round = 0; round <= Number(rounds); round += 1) {
  const { article, material } = madeArticle((round * 37) % index.articles.length, round + 1)
  const articles = index.articles.map((old) => (old.id === article.id ? article : old))
  const change = { articles, fresh: new Set([article.id]), material }
  const ms = await timeOf(async () => {
    index = await commitChange(index, change, { lock })
  })
  // The first loads libraries.
  if (round > 0) changeMs.push(ms)
}
await lock.release()
process.send?.({ openMs, changeMs, rss, afterRss: process.memoryUsage().rss })
