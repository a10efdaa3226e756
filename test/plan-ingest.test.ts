import { createHash } from 'node:crypto'
import { readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { printPlan } from '../src/cli/print-plan.ts'
import { citationId } from '../src/passage/passage.ts'
import { type IngestPlan, planIngest } from '../src/plan-ingest.ts'
import { openCitedLog } from '../src/store/cited-revisions.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { createIngestFolder, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'
const choir = 'Choir wanted\n\nSingers may come on Monday. They sing on Friday.\n'

let folder: IngestFolder
let index: OpenIndex
beforeEach(async () => {
  folder = await createIngestFolder()
  await folder.put('ferry.txt', ferry)
  await folder.put('market.txt', market)
  await folder.put('choir.txt', choir)
  index = (await folder.build()).index
})
afterEach(() => folder.removeAll())

function plan(model = index.model): Promise<IngestPlan> {
  return planIngest({ corpus: folder.corpus, index: folder.index }, model)
}

/** Every file and folder, with its bytes and the time it was changed. */
async function fingerprint(directory: string): Promise<string> {
  const hash = createHash('sha256')
  const names = await readdir(directory, { recursive: true }).catch(() => [])
  for (const name of ['.', ...names.sort()]) {
    const found = await stat(join(directory, name)).catch(() => undefined)
    hash.update(`${name} ${found?.mtimeMs} ${found?.ctimeMs} ${found?.ino}`)
    if (found?.isFile()) hash.update(await readFile(join(directory, name)))
  }
  return hash.digest('hex')
}

async function cite(path: string, words: string): Promise<string> {
  const article = index.articles.find((one) => one.path === path)
  const start = article?.text.indexOf(words) ?? -1
  const range = { start, end: start + words.length }
  const log = openCitedLog(folder.index)
  log.record([{ revision: article?.revision ?? 'sha256:', ...range }])
  await log.close()
  return citationId(article?.revision ?? 'sha256:', range)
}

const pathsOf = (articles: IngestPlan['added']) => articles.map(({ path }) => path)

describe('a plan', () => {
  test('says what would be added, changed, moved and removed, as the ingest then does', async () => {
    await folder.put('mill.txt', 'The mill\n\nIt grinds flour again.\n')
    await folder.put('ferry.txt', ferry.replace('four', 'five'))
    await rename(join(folder.corpus, 'market.txt'), join(folder.corpus, 'hall.txt'))
    await folder.remove('choir.txt')
    await folder.put('empty.txt', '')
    const found = await plan()
    expect(pathsOf(found.added)).toEqual(['mill.txt'])
    expect(pathsOf(found.changed)).toEqual(['ferry.txt'])
    expect(found.moved).toMatchObject([{ path: 'hall.txt', former_paths: ['market.txt'] }])
    expect(pathsOf(found.removed)).toEqual(['choir.txt'])
    expect(found.problems.map(({ path }) => path)).toEqual(['empty.txt'])
    const { summary, index: after } = await folder.build()
    expect(summary).toMatchObject({ added: 1, changed: 1, moved: 1, removed: 1, unchanged: 0 })
    expect(after.articles.map(({ id }) => id).sort()).toEqual(
      [...found.added, ...found.changed, ...found.moved].map(({ id }) => id).sort(),
    )
    const then = await plan()
    expect([then.added, then.changed, then.moved, then.removed]).toEqual([[], [], [], []])
    expect(then.unchanged).toBe(3)
  })

  test('says which citations would go stale, and of which the words still stand', async () => {
    const still = await cite('ferry.txt', 'The night ferry sails to Gull Island.')
    const lost = await cite('ferry.txt', 'Tickets cost four crowns.')
    const gone = await cite('choir.txt', 'They sing on Friday.')
    await cite('market.txt', 'A choir sang until dawn.')
    await folder.put('ferry.txt', ferry.replace('Tickets cost four crowns', 'It is free for all'))
    await folder.remove('choir.txt')
    await rename(join(folder.corpus, 'market.txt'), join(folder.corpus, 'hall.txt'))
    const { changed, removed, citations } = await plan()
    expect(changed[0]?.citations).toEqual({ stale: 2, standing: 1, lost: 1, ids: [still, lost] })
    expect(removed[0]?.citations).toEqual({ stale: 1, standing: 0, lost: 1, ids: [gone] })
    expect(citations).toMatchObject({ stale: 3, standing: 1, lost: 2 })
  })

  test('writes nothing, with an index or without', async () => {
    await folder.put('ferry.txt', ferry.replace('four', 'five'))
    const before = [await fingerprint(folder.corpus), await fingerprint(folder.index)]
    await plan()
    expect([await fingerprint(folder.corpus), await fingerprint(folder.index)]).toEqual(before)
    const none = join(folder.index, '..', 'none')
    const first = await planIngest({ corpus: folder.corpus, index: none }, index.model)
    expect(first).toMatchObject({ generation: null, rebuild: null, unchanged: 0 })
    expect(first.added).toHaveLength(3)
    await expect(stat(none)).rejects.toThrow()
  })

  test('of an index of another model says that all is embedded anew', async () => {
    const found = await plan({ ...index.model, name: 'other/model' })
    expect(found.rebuild).toContain('other/model')
    expect(found.unchanged).toBe(3)
    expect(printPlan(found)).toContain('All articles would be embedded anew.')
  })

  test('is printed article by article', async () => {
    await cite('ferry.txt', 'Tickets cost four crowns.')
    await folder.put('ferry.txt', ferry.replace('Tickets cost four crowns', 'It is free for all'))
    await rename(join(folder.corpus, 'market.txt'), join(folder.corpus, 'hall.txt'))
    await folder.put('hall copy.txt', market)
    await folder.put('empty.txt', '')
    expect(printPlan(await plan())).toBe(
      [
        'Changed: 1',
        '  ~ ferry.txt: 1 citation goes stale (of 0 the words still stand, of 1 not)',
        'Moved: 1',
        '  > market.txt → hall copy.txt, hall.txt',
        'Unchanged: 1',
        'Left out: 1',
        `  ! empty.txt holds no text. ${(await plan()).problems[0]?.next_step}`,
        'Citations that would go stale: 1 (of 0 the words still stand, of 1 not)',
        'Nothing was written.',
        '',
      ].join('\n'),
    )
  })
})
