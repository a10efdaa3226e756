import { describe, expect, it } from 'vitest'
import { nearCopies } from '../../src/evidence/near-copies.ts'
import { sharedShare, sketchOf, sketchSize } from '../../src/evidence/shingle-sketch.ts'
import { makeIndex } from '../support/make-index.ts'
import { syndicated } from '../support/syndicated.ts'

type Files = Parameters<typeof makeIndex>[0]

/** Paths of the copies of each article. */
async function copiesIn(files: Files): Promise<Record<string, string[]>> {
  const index = await makeIndex(files)
  const copies = await nearCopies(index)
  return Object.fromEntries(
    index.articles.map(({ id, path }) => [path, (copies.get(id) ?? []).map((one) => one.path)]),
  )
}

describe('articles that say nearly the same', () => {
  it('are linked with one another, the oldest first, and others are not', async () => {
    expect(await copiesIn(syndicated)).toEqual({
      'a-reprint.txt': ['b-original.txt', 'c-correction.txt'],
      'b-original.txt': ['a-reprint.txt', 'c-correction.txt'],
      'c-correction.txt': ['b-original.txt', 'a-reprint.txt'],
      'd-survey.txt': [],
    })
  })

  it('are not reports that repeat their wording with new figures', async () => {
    const report = (week: number, boats: number) =>
      [
        `In week ${week} the harbour counted ${boats} boats at the guest pontoon, the harbour office said.`,
        `The office counted ${boats * 3} crew members and ${boats - 7} dogs on board in week ${week}.`,
        `Diesel sold at the north quay came to ${boats * 11} litres, and water to ${boats * 40} litres.`,
      ].join('\n\n')
    const copies = await copiesIn([
      { path: 'week-1.txt', text: report(31, 140) },
      { path: 'week-2.txt', text: report(32, 152) },
    ])
    expect(copies).toEqual({ 'week-1.txt': [], 'week-2.txt': [] })
  })

  it('are not articles that quote the same statement', async () => {
    const said = '“We will not close the harbour while a single boat is out there,” said the mayor.'
    const copies = await copiesIn([
      {
        path: 'a.txt',
        text: `The board met for five hours on Monday and put off its vote.\n\n${said}\n\nMasons began on the east quay in the morning.`,
      },
      {
        path: 'b.txt',
        text: `Forty skippers signed a letter against the new fees for berths.\n\n${said}\n\nThe letter goes to the ministry, which answers in June.`,
      },
    ])
    expect(copies).toEqual({ 'a.txt': [], 'b.txt': [] })
  })

  it('are found in Chinese', async () => {
    const text =
      '新码头将于六月一日启用，轮渡班次由每日二十六班增至四十班。\n\n市交通局副局长何知远说，票价在两年内不作调整，老人和学生继续享受半价。'
    const copies = await copiesIn([
      { path: 'a.txt', text },
      { path: 'b.txt', text: `${text}\n\n旧码头明年改建为滨水公园，预计秋天开放。` },
    ])
    expect(copies).toEqual({ 'a.txt': ['b.txt'], 'b.txt': ['a.txt'] })
  })

  it('are found once for each index', async () => {
    const index = await makeIndex(syndicated)
    expect(nearCopies(index)).toBe(nearCopies(index))
  })
})

describe('a sketch', () => {
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => `word${from + at}`).join(' ')

  it('keeps the smallest hashes, ascending, the same for the same text', () => {
    const sketch = sketchOf([words(0, 500)])
    expect(sketch).toHaveLength(sketchSize)
    expect([...sketch]).toEqual([...sketch].sort((a, b) => a - b))
    expect(sketchOf([words(0, 500)])).toEqual(sketch)
  })

  it.each([
    [0, 500, 1],
    [250, 500, 0.5],
    [500, 500, 0],
    [0, 250, 1],
  ])('tells about how much two texts share', (from, count, share) => {
    const estimate = sharedShare(sketchOf([words(0, 500)]), sketchOf([words(from, count)]))
    expect(Math.abs(estimate - share)).toBeLessThan(0.2)
  })
})
