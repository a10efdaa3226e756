import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Citation } from '../../src/answer/answer.ts'
import { createExtractiveComposer } from '../../src/answer/extractive-composer.ts'
import { phrasesFor } from '../../src/answer/phrases.ts'
import { hasRelativeDate } from '../../src/answer/relative-date.ts'

const relative = [
  'The pact was signed last month.',
  'They met on Friday.',
  'It opened in March last year.',
  'The scheme starts later this year.',
  'Two years ago the pier burned.',
  'Trade doubled over the past 20 years.',
  'The mayor spoke yesterday.',
  '协议于上月签署。',
  '去年南沙吸引了許多企業。',
  '會議昨日舉行。',
]

test.each(relative)('dates by the day of writing: %s', (quote) => {
  expect(hasRelativeDate(quote)).toBe(true)
})

test.each([
  'The pact was signed on 3 March 2023.',
  'It took two years to build.',
  'The last ferry leaves at noon.',
  'The Friday market is closed.',
  'This agreement holds for a decade.',
  '會議於2023年3月21日舉行。',
])('does not: %s', (quote) => {
  expect(hasRelativeDate(quote)).toBe(false)
})

const composer = createExtractiveComposer()
const cite = (quote: string, published_at: string | null, source_id = 'src_000000000001') =>
  ({
    source_id,
    quote,
    published_at,
    title: 'Pier opens',
    id: `cit_${quote.length}`,
    number: 1,
  }) as Citation

async function framed(citations: Citation[], language = 'en') {
  const phrases = phrasesFor(language)
  const { content } = await composer.compose({ question: '', citations, phrases })
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
}

test("the frame of a relative date gives the article's own date as that", async () => {
  expect(await framed([cite('It was signed last month.', '2017-06-27')])).toEqual([
    'From “Pier opens” (article dated 2017-06-27):',
  ])
  expect(await framed([cite('It was signed last month.', null)])).toEqual([
    'From “Pier opens” (the article shows no date):',
  ])
  expect(await framed([cite('It was signed in May.', '2017-06-27')])).toEqual([
    'From “Pier opens” (2017-06-27):',
  ])
})

test('the frame looks at all quotes of its article, and at no others', async () => {
  const [plain, dated] = [
    cite('It opened.', '2020-01-01'),
    cite('It shut last week.', '2020-01-01'),
  ]
  expect(await framed([plain, dated])).toEqual(['From “Pier opens” (article dated 2020-01-01):'])
  expect(await framed([plain, { ...dated, source_id: 'src_000000000002' }])).toEqual([
    'From “Pier opens” (2020-01-01):',
    'From “Pier opens” (article dated 2020-01-01):',
  ])
})

test('no frame ever holds a date that its article does not show', async () => {
  const date = fc.option(
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  )
  const language = fc.constantFrom('en', 'zh-Hant', 'zh-Hans')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...relative), date), { minLength: 1, maxLength: 4 }),
      language,
      async (pairs, tongue) => {
        const citations = pairs.map(([quote, day], at) => cite(quote, day, `src_00000000000${at}`))
        const frames = await framed(citations, tongue)
        frames.forEach((text, at) => {
          const shown = text.match(/\d[\d-]*/g) ?? []
          expect(shown).toEqual([pairs[at]?.[1]].filter(Boolean))
          expect(text).not.toMatch(
            /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|[月日年]\d|\d[月年]/i,
          )
        })
      },
    ),
  )
})
