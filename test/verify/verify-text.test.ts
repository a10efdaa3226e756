import { describe, expect, it } from 'vitest'
import { verifyQuotations } from '../../src/verify/verify-quotations.ts'
import { makeIndex } from '../support/make-index.ts'

const mill =
  'The mill at Ardle Bridge ground its last flour in 1987. Its wheel still turns on Sundays, and the miller’s house is a school now.\n'
const lake =
  'Lake Verrin froze over on 3 January for the first time in eleven years. Skaters crossed it within the hour.\n'
const index = await makeIndex([
  { path: 'mill.txt', text: mill, title: 'The last flour of Ardle Bridge' },
  {
    path: 'lake.txt',
    text: lake,
    title: 'Lake Verrin frozen over again',
    url: 'https://news.example/lake',
  },
])
const [lakeArticle, millArticle] = index.articles
const cited = `cit_${millArticle?.revision.slice(7, 19)}-0-56`

async function find(text: string, format?: 'plain' | 'markdown' | 'html') {
  const reply = await verifyQuotations(index, { text, ...(format ? { format } : {}) })
  return {
    ...reply,
    rows: reply.quotations.map(({ quote, status, form, depth }) => [quote, status, form, depth]),
  }
}

describe('a plain text', () => {
  it('has quotations between marks of many kinds, at their places', async () => {
    const text = [
      'He wrote “Its wheel still turns on Sundays” and "ground its last flour in 1987".',
      'Sie schrieb: „Skaters crossed it within the hour“. Elle: « Lake Verrin froze over on 3 January ».',
      '他说：「for the first time in eleven years」和『the miller’s house is a school now』。',
      '‘Skaters crossed it’, she said; it’s the boys’ lake.',
    ].join('\n')
    const { quotations, rows, format } = await find(text)
    expect(format).toBe('plain')
    expect(rows.map(([quote, status]) => [quote, status])).toEqual([
      ['Its wheel still turns on Sundays', 'exact'],
      ['ground its last flour in 1987', 'exact'],
      ['Skaters crossed it within the hour', 'exact'],
      ['Lake Verrin froze over on 3 January', 'exact'],
      ['for the first time in eleven years', 'exact'],
      ['the miller’s house is a school now', 'exact'],
      ['Skaters crossed it', 'exact'],
    ])
    for (const { start, end, quote } of quotations) {
      expect(text.slice(start ?? 0, end ?? 0).trim()).toBe(quote)
    }
  })
  it('has quotations in quotations', async () => {
    const { rows } = await find('“She told me ‘Its wheel still turns on Sundays’ and left.”')
    expect(rows).toEqual([
      ['She told me ‘Its wheel still turns on Sundays’ and left.', 'not_found', 'marks', 0],
      ['Its wheel still turns on Sundays', 'exact', 'marks', 1],
    ])
  })
  it('has a quotation of several paragraphs, and marks that nothing closes', async () => {
    const { rows, unclosed } = await find(
      '“Its wheel still turns on Sundays\n\n“Skaters crossed it within the hour.”\n\nA 6" pipe, “and this never ends.',
    )
    expect(rows.map(([quote, status]) => [quote, status])).toEqual([
      ['Its wheel still turns on Sundays', 'exact'],
      ['Skaters crossed it within the hour.', 'exact'],
    ])
    expect(unclosed).toHaveLength(1)
  })
  it('takes no apostrophe for a mark', async () => {
    const { rows } = await find(
      "It's the miller's house, the boys' wheel and the '90s; don't 'worry about it' then.",
    )
    expect(rows.map(([quote]) => quote)).toEqual(['worry about it'])
  })
})

describe('Markdown', () => {
  it('has block quotations, without their markers and who said them', async () => {
    const { rows, format, quotations } = await find(
      '# Notes\n\n> The mill at Ardle Bridge ground\n> its last flour in 1987.\n> — Lake Verrin frozen over again\n\nAnd `"no quotation in code"`.\n\n```\n"nor in a block of it"\n```\n',
    )
    expect(format).toBe('markdown')
    expect(rows).toEqual([
      ['The mill at Ardle Bridge ground\nits last flour in 1987.', 'misattributed', 'block', 0],
    ])
    expect(quotations[0]?.claimed).toMatchObject({ by: 'name', source_ids: [lakeArticle?.id] })
  })
  it('says where they are from by links, notes and citations', async () => {
    const { quotations } = await find(
      [
        `“Its wheel still turns on Sundays” ([source](https://news.example/lake)).`,
        `[“Skaters crossed it within the hour”](https://news.example/lake)`,
        'She said “ground its last flour in 1987”.[^a] And “froze over on 3 January”[2].',
        `“Its wheel still turns on Sundays” (${cited})`,
        `[^a]: The last flour of Ardle Bridge, p. 3\n[2]: /v1/citations/${cited}`,
      ].join('\n\n'),
      'markdown',
    )
    expect(
      quotations.map(({ status, claimed }) => [status, claimed?.by, claimed?.source_ids]),
    ).toEqual([
      ['misattributed', 'link', [lakeArticle?.id]],
      ['exact', 'link', [lakeArticle?.id]],
      ['exact', 'note', [millArticle?.id]],
      ['misattributed', 'note', [millArticle?.id]],
      ['exact', 'citation', [millArticle?.id]],
    ])
    expect(quotations[4]?.claimed?.at_place).toBe(false)
  })
  it('takes the title nearest to a quotation, and none of another sentence', async () => {
    const { quotations } = await find(
      'In Lake Verrin frozen over again we read “Its wheel still turns on Sundays”. Then “ground its last flour in 1987” (The last flour of Ardle Bridge). Later “Skaters crossed it within the hour”.',
      'plain',
    )
    expect(quotations.map(({ status, claimed }) => [status, claimed?.given ?? null])).toEqual([
      ['misattributed', 'Lake Verrin frozen over again'],
      ['exact', 'The last flour of Ardle Bridge'],
      ['exact', null],
    ])
  })
})

describe('HTML', () => {
  const html = `<!doctype html><title>“Not this”</title><body><p>She wrote &ldquo;Its wheel <b>still</b> turns on&nbsp;Sundays&rdquo; today.</p>
<blockquote cite="https://news.example/lake"><p>The mill at Ardle Bridge ground its last flour in 1987.</p><footer>Somebody</footer></blockquote>
<p>And <q>Skaters crossed it within the hour</q>.<sup><a href="#n1">1</a></sup></p><script>"no quotation in a script"</script>
<ol><li id="n1">The last flour of Ardle Bridge</li></ol></body>`
  it('has its text read, with places in the source', async () => {
    const { format, quotations } = await find(html)
    expect(format).toBe('html')
    expect(
      quotations.map(({ status, form, claimed }) => [status, form, claimed?.by ?? null]),
    ).toEqual([
      ['normalised', 'marks', null],
      ['misattributed', 'block', 'link'],
      ['misattributed', 'element', 'note'],
    ])
    const [first, second, third] = quotations.map(({ start, end }) =>
      html.slice(start ?? 0, end ?? 0),
    )
    expect(first).toBe('Its wheel <b>still</b> turns on&nbsp;Sundays')
    expect(second).toContain('The mill at Ardle Bridge ground its last flour in 1987.')
    expect(third).toBe('Skaters crossed it within the hour')
  })
})

it('takes what is typed, a title and a program’s words for no quotations, where HTML says so', async () => {
  const typed = '<h2>Who said <kbd>“We never”, and "when" <kbd>“at all”</kbd></kbd>?</h2>'
  const title = '<p><samp>No “ferry” here.</samp> “Skaters <cite>"crossed"</cite> it”.</p>'
  const { rows, unclosed } = await find(typed + title, 'html')
  expect(rows).toEqual([['Skaters "crossed" it', 'not_found', 'marks', 0]])
  expect(unclosed).toEqual([])
})

it('judges Markdown as it is read, and as it is written where the article is written so', async () => {
  const own = await makeIndex([
    { path: 'fare.txt', text: 'A *single* fare [zone 1] costs 40 crowns.\n' },
    { path: 'fare.md', text: 'A return \\*fare\\* costs 70 crowns in all.\n', format: 'markdown' },
  ])
  const text =
    '“A \\*single\\* fare \\[zone 1\\] costs 40 crowns” and “A return \\*fare\\* costs 70 crowns”.\n'
  const { quotations } = await verifyQuotations(own, { text, format: 'markdown' })
  expect(quotations.map(({ quote, status }) => [quote, status])).toEqual([
    ['A *single* fare [zone 1] costs 40 crowns', 'exact'],
    ['A return \\*fare\\* costs 70 crowns', 'exact'],
  ])
  expect(quotations.map(({ start, end }) => text.slice(start ?? 0, end ?? 0))[0]).toContain('\\*')
})

it('reads hostile texts in time', { timeout: 60_000 }, async () => {
  const hostile = [
    '“'.repeat(60_000),
    '"a '.repeat(50_000),
    '> '.repeat(60_000),
    '[“a”]('.repeat(20_000),
    '<blockquote>'.repeat(10_000),
    '‘s’ '.repeat(40_000),
    '`'.repeat(100_000),
    '“a'.repeat(50_000),
    '<q>'.repeat(20_000),
    '.'.repeat(100_000),
    '*'.repeat(100_000),
    '_a'.repeat(60_000),
  ]
  for (const text of hostile) {
    for (const format of ['plain', 'markdown', 'html'] as const) {
      const began = performance.now()
      await verifyQuotations(index, { text, format }, { mostQuotations: 500 }).catch(
        (error: Error) => {
          expect(error.message).toMatch(/the limit is 500/)
        },
      )
      expect(performance.now() - began, `${format} ${text.slice(0, 12)}`).toBeLessThan(4000)
    }
  }
})
