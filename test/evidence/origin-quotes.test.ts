import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bylineRange,
  dateRange,
  leadRange,
  publisherRange,
  titleRange,
} from '../../src/evidence/origin-quotes.ts'
import type { TextRange } from '../../src/passage/passage.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createIngestFolder, type IngestFolder } from '../support/ingest-folder.ts'

const prose =
  'The harbour office opened a new pier on the north side of the bay, its director said in the hall.'

let folder: IngestFolder
let index: OpenIndex
beforeAll(async () => {
  folder = await createIngestFolder()
  await folder.put(
    'barred.txt',
    `Pier opens\n| Updated:2021-05-06\n\n${prose}\n\nCopyright © Harbour Post. All rights reserved.`,
  )
  await folder.put(
    'front.md',
    `---\ntitle: Tides\ndate: 2020-02-03\nauthor: Ann Lee\npublisher: Bay Review\n---\n\n${prose} Tides rise.`,
  )
  await folder.put(
    'lines.txt',
    `A pier\n\nBy Bo Chan\n2019-08-09 | Source: Coast Daily\n\n${prose} Ships come.`,
  )
  await folder.put(
    'wire.txt',
    `LONDON, June 27, 2017 /Wire/ -- ${prose} It is long.\n\nContact the writer at bo@example.org`,
  )
  await folder.put('bare.txt', `${prose} Nothing else is known of it.`)
  index = (await folder.build()).index
})
afterAll(() => folder.removeAll())

function cut(
  path: string,
  range: (index: OpenIndex, article: OpenIndex['articles'][number]) => TextRange | undefined,
) {
  const article = index.articles.find((one) => one.path === path)
  if (!article) throw new Error(`${path} was not read`)
  const found = range(index, article)
  return found && article.text.slice(found.start, found.end)
}

test.each([
  ['barred.txt', 'Updated:2021-05-06'],
  ['front.md', 'date: 2020-02-03'],
  ['lines.txt', '2019-08-09 | Source: Coast Daily'],
  ['wire.txt', `LONDON, June 27, 2017 /Wire/ -- ${prose}`],
  ['bare.txt', undefined],
])('the date of %s is quoted as %s', (path, quote) => {
  expect(cut(path, dateRange)).toBe(quote)
})

test.each([
  ['front.md', 'author: Ann Lee'],
  ['lines.txt', 'By Bo Chan'],
  ['wire.txt', 'Contact the writer at bo@example.org'],
  ['bare.txt', undefined],
])('who wrote %s is quoted as %s', (path, quote) => {
  expect(cut(path, (_, article) => bylineRange(article))).toBe(quote)
})

test.each([
  ['barred.txt', 'Copyright © Harbour Post. All rights reserved.'],
  ['front.md', 'publisher: Bay Review'],
  ['lines.txt', '2019-08-09 | Source: Coast Daily'],
  ['bare.txt', undefined],
])('who publishes %s is quoted as %s', (path, quote) => {
  expect(cut(path, (_, article) => publisherRange(article))).toBe(quote)
})

test.each([
  ['barred.txt', 'Pier opens'],
  ['lines.txt', 'A pier'],
  ['bare.txt', undefined],
])('the title of %s is quoted as %s', (path, quote) => {
  expect(cut(path, (_, article) => titleRange(article))).toBe(quote)
})

test('an article begins with its first sentence', () => {
  expect(cut('barred.txt', leadRange)).toBe(prose)
})
