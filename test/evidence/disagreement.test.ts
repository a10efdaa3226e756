import { describe, expect, test } from 'vitest'
import { findDisagreement } from '../../src/evidence/disagreement.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { scoredByHand } from './weigh-sentences.ts'

/** A sentence alone, or with the date or the title of its article. */
type Said = string | { words: string; published?: string; title?: string }

/** One sentence of each article, the first one best. */
async function evidenceOf(...said: readonly Said[]): Promise<Evidence[]> {
  const made = said.map((one) => (typeof one === 'string' ? { words: one } : one))
  const evidence = await scoredByHand(
    ...made.map(({ words }, at) => ({
      path: `${at}`,
      paragraphs: [[[words, 2 - at / 10] as const]],
    })),
  )
  return evidence.map((item, at) => {
    const { published = null, title = '' } = made[at] as { published?: string; title?: string }
    const article = { ...item.ranked.article, publishedAt: published, title }
    const passage = { ...item.ranked.passage, headingPath: [] }
    return { ...item, ranked: { ...item.ranked, article, passage } }
  })
}

async function values(question: string, ...said: readonly Said[]): Promise<string[] | undefined> {
  const found = findDisagreement(question, await evidenceOf(...said))
  return found?.values.map(({ evidence, start, end }) =>
    evidence.ranked.article.text.slice(start, end),
  )
}

describe('different values for what was asked', () => {
  test('counts of the same things', async () => {
    const found = await values(
      'How many boats are registered in Leith?',
      'Leith has 340 boats registered.',
      'In Leith 1,200 boats are registered.',
    )
    expect(found).toEqual(['340 boats', '1,200 boats'])
  })

  test('of three articles, the two that agree give one value', async () => {
    const found = await values(
      'How many boats are registered in Leith?',
      'Leith has 340 boats registered.',
      'There are 340 boats registered in Leith.',
      'In Leith 1,200 boats are registered.',
    )
    expect(found).toEqual(['340 boats', '1,200 boats'])
  })

  test('dates of the same event', async () => {
    const found = await values(
      'When was the pier of Wick built?',
      'The pier of Wick was built in 1826.',
      'It is said that the pier of Wick was built in 1811.',
    )
    expect(found).toEqual(['1826', '1811'])
  })

  test('money of the same currency', async () => {
    const found = await values(
      'How much did the lighthouse of Wick cost?',
      'The lighthouse of Wick cost £2.5 million.',
      'The lighthouse of Wick cost £4 million to build.',
    )
    expect(found).toEqual(['£2.5 million', '£4 million'])
  })

  test('shares, and how long', async () => {
    expect(
      await values(
        'What percentage of the boats of Leith fish for herring?',
        'Of the boats of Leith 40 percent fish for herring.',
        'Herring is what 65 percent of the boats of Leith fish for.',
      ),
    ).toEqual(['40 percent', '65 percent'])
    expect(
      await values(
        'How long has Leith been ranked second in the Coastal Index?',
        'According to the Coastal Index 2020, Leith has been ranked second for three years.',
        'According to the 2022 Coastal Index, Leith has been ranked second for five years.',
      ),
    ).toEqual(['three years', 'five years'])
  })

  test('editions within one article, by the years they name', async () => {
    const [one, other] = await evidenceOf(
      'In 2020 Leith had 340 boats registered.',
      'In 2022 Leith had 410 boats registered.',
    )
    if (!one || !other) throw new Error('Two sentences were made.')
    const { article } = one.ranked
    const same = { ...other, ranked: { ...other.ranked, article } }
    const found = findDisagreement('How many boats has Leith registered?', [one, same])
    expect(found?.values.map(({ year }) => year)).toEqual([2020, 2022])
  })

  test('the year of a sentence is no date that was asked for', async () => {
    const years = async (question: string, ...said: Said[]) =>
      findDisagreement(question, await evidenceOf(...said))?.values.map(({ year }) => year)
    expect(
      await years(
        'How long has Leith been ranked second?',
        'By the index of 2020 Leith has been ranked second for three years.',
        'By the index of 2022 Leith has been ranked second for five years.',
      ),
    ).toEqual([2020, 2022])
    expect(
      await years(
        'When was the pier of Wick built?',
        'The pier of Wick was built in 1826.',
        'The pier of Wick was built in 1811.',
      ),
    ).toEqual([undefined, undefined])
  })
})

describe('near misses', () => {
  const boats = 'How many boats are registered in Leith?'
  test.each<[string, string, Said, Said]>([
    [
      'the same value',
      boats,
      'Leith has 340 boats registered.',
      'In Leith 340 boats are registered.',
    ],
    [
      'the same value in words',
      boats,
      'Leith has two boats registered.',
      'In Leith 2 boats are registered.',
    ],
    ['another unit', boats, 'Leith has 340 boats registered.', 'Leith has 900 sailors registered.'],
    ['another place', boats, 'Leith has 340 boats registered.', 'Oban has 120 boats registered.'],
    [
      'another place beside it',
      boats,
      'Leith has 340 boats registered.',
      'Leith and Oban have 460 boats registered.',
    ],
    [
      'a part of a whole',
      boats,
      'Leith has 340 boats registered.',
      'Of the 340 boats registered in Leith, 20 boats are trawlers.',
    ],
    [
      'what is added',
      boats,
      'Leith has 340 boats registered.',
      'Another 20 boats were registered in Leith.',
    ],
    [
      'more of them',
      boats,
      'Leith has 340 boats registered.',
      '20 more boats were registered in Leith.',
    ],
    [
      'a plan',
      boats,
      'Leith has 340 boats registered.',
      'Leith plans to have 500 boats registered.',
    ],
    [
      'about so many',
      boats,
      'Leith has 340 boats registered.',
      'Leith has about 350 boats registered.',
    ],
    [
      'more than so many',
      boats,
      'Leith has over 300 boats registered.',
      'Leith has 340 boats registered.',
    ],
    [
      'another predicate',
      boats,
      'Leith has 340 boats registered.',
      'Last winter 12 boats sank off Leith.',
    ],
    [
      'two values in one sentence',
      boats,
      'Leith has 340 boats registered.',
      'Leith had 340 boats or 900 boats registered.',
    ],
    [
      'the year asked for and another',
      'How many boats were registered in Leith in 2020?',
      'In 2020 340 boats were registered in Leith.',
      'In 2022 410 boats were registered in Leith.',
    ],
    [
      'an article of another year',
      'How many boats were registered in Leith in 2020?',
      'In 2020 340 boats were registered in Leith.',
      { words: '410 boats were registered in Leith.', published: '2022-05-01' },
    ],
    [
      'both years asked for',
      'How many boats were registered in Leith in 2020 and 2022?',
      'In 2020 340 boats were registered in Leith.',
      'In 2022 410 boats were registered in Leith.',
    ],
    [
      'both places asked for',
      'How many boats are registered in Leith and Oban?',
      'Leith has 340 boats registered.',
      'Oban has 120 boats registered.',
    ],
    [
      'other money',
      'How much did the lighthouse of Wick cost?',
      'The lighthouse of Wick cost £2 million.',
      'The lighthouse of Wick cost $3 million.',
    ],
    [
      'a price of something else',
      'How much did the lighthouse of Wick cost?',
      'The lighthouse of Wick cost £2 million.',
      'The lamp in the lighthouse of Wick cost its keeper £300 a year.',
    ],
    [
      'another event',
      'When was the pier of Wick built?',
      'The pier of Wick was built in 1826.',
      'The pier of Wick burnt down in 1901.',
    ],
    [
      'nearly the same date',
      'When was the pier of Wick built?',
      'The pier of Wick was built in 1826.',
      'The pier of Wick was built about 1825.',
    ],
    [
      'no number asked for',
      'Who registered boats in Leith?',
      'Leith has 340 boats registered.',
      'In Leith 1,200 boats are registered.',
    ],
    [
      'a day and a year',
      'When does the ferry to Wick sail?',
      'The ferry to Wick sails at noon.',
      'The ferry to Wick sails since 1999.',
    ],
  ])('%s', async (_, question, one, other) => {
    expect(await values(question, one, other)).toBeUndefined()
  })

  test('one article, no years: its numbers are of different things', async () => {
    const evidence = await scoredByHand({
      path: 'a',
      paragraphs: [
        [
          ['Leith has 340 boats registered.', 2],
          ['In Leith 1,200 boats are registered.', 1.9],
        ],
      ],
    })
    expect(findDisagreement(boats, evidence)).toBeUndefined()
  })

  test('a sentence far below the best one, and nothing at all', async () => {
    const [one, other] = await evidenceOf(
      'Leith has 340 boats registered.',
      'In Leith 1,200 boats are registered.',
    )
    if (!one || !other) throw new Error('Two sentences were made.')
    expect(findDisagreement(boats, [one, { ...other, score: 0.5 }])).toBeUndefined()
    expect(findDisagreement(boats, [])).toBeUndefined()
  })
})
