import { describe, expect, it, test } from 'vitest'
import { type VerifyRequest, verification } from '../../src/verify/verification.ts'
import { verifyQuotations } from '../../src/verify/verify-quotations.ts'
import { makeIndex } from '../support/make-index.ts'

const ferry = `# Ferry to Larch Island

The harbour board did not approve the new ferry on Monday. “We have counted 1,240 passengers a day since March 2019,” said Ines Okafor, who runs the pier.

The old boat, built in 1964, carries 80 people. It will be sold — not scrapped — once the winter is over. Nobody has made an offer yet.

Martin Sole of the fishermen’s union called the vote a mistake. He said the island could not wait another year.
`
const market = `The covered market opens at six. Its 212 stalls sell fish, bread and oranges.

Traders pay 14 crowns a day, and the fee will rise in April 2027. “It is still the cheapest roof in town,” said Paula Reyes.
`
const chinese = `港口委员会周一没有批准新的渡轮。“自2019年3月以来，我们每天数到1240名乘客，”码头主管林海说。旧船建于1964年，可载80人。`
const formerMarket = market.replace('212 stalls', '190 stalls')
const index = await makeIndex(
  [
    {
      path: 'ferry.md',
      text: ferry,
      format: 'markdown',
      title: 'Ferry to Larch Island',
      titleOrigin: 'file',
    },
    {
      path: 'town/market.txt',
      text: market,
      title: 'The covered market of Brill',
      url: 'https://brill.example/market',
    },
    { path: 'zh.txt', text: chinese, title: '新渡轮未获批准', language: 'zh' },
  ],
  [{ path: 'town/market.txt', text: formerMarket }],
)
const [ferryId, marketId] = ['ferry.md', 'town/market.txt'].map(
  (path) => index.articles.find((article) => article.path === path)?.id ?? '',
)

async function verify(request: VerifyRequest) {
  const reply = await verifyQuotations(index, request)
  expect(verification.parse(reply)).toEqual(reply)
  for (const { places } of reply.quotations) {
    for (const { revision, start, end, text } of places) {
      const kept = await index.revision(revision)
      expect(kept?.text.slice(start, end)).toBe(text)
    }
  }
  return reply
}
async function one(quote: string, source?: string, speaker?: string) {
  const { quotations } = await verify({
    quotes: [{ quote, ...(source ? { source } : {}), ...(speaker ? { speaker } : {}) }],
  })
  const [only] = quotations
  if (!only) throw new Error('No quotation came back.')
  return only
}

describe('exact', () => {
  it('tells the place, its context and its address', async () => {
    const found = await one('The old boat, built in 1964, carries 80 people.')
    expect(found).toMatchObject({
      status: 'exact',
      wording: 'exact',
      stale: false,
      places_found: 1,
    })
    const [place] = found.places
    expect(place).toMatchObject({ source_path: 'ferry.md', stale: false, cuts_word: false })
    expect(ferry.slice(0, place?.start).endsWith(place?.prefix ?? '')).toBe(true)
    expect(place?.byte_start).toBe(Buffer.byteLength(ferry.slice(0, place?.start)))
    expect(place?.links.self).toBe(`/v1/citations/${place?.citation_id}`)
  })
  it('stands in a kept revision, and is stale', async () => {
    const found = await one('Its 190 stalls sell fish, bread and oranges.')
    expect(found).toMatchObject({ status: 'exact', stale: true })
    expect(found.places[0]).toMatchObject({ source_path: 'town/market.txt', stale: true })
  })
  it('says where a word is cut', async () => {
    expect((await one('arbour board did not appro')).places[0]?.cuts_word).toBe(true)
  })
  it('holds for Chinese words', async () => {
    expect(await one('旧船建于1964年')).toMatchObject({ status: 'exact' })
  })
})

describe('normalised', () => {
  test.each([
    ['straight marks', '"We have counted 1,240 passengers a day since March 2019,"'],
    ['another dash', 'It will be sold -- not scrapped -- once the winter is over.'],
    ['a dash without spaces', 'It will be sold–not scrapped–once the winter is over.'],
    ['a line break', 'The old boat, built in 1964,\n  carries 80 people.'],
    ['spaces that do not break', 'The old boat, built in\u00A01964, carries 80\u202Fpeople.'],
    ['soft hyphens', 'The har\u00ADbour board did not ap\u00ADprove the new ferry'],
    ['full width', 'The old boat, built in １９６４, carries ８０ people.'],
    ['the first letter', 'the old boat, built in 1964, carries 80 people'],
    ['the first letter in brackets', '[t]he old boat, built in 1964, carries 80 people'],
    ['an apostrophe', "Martin Sole of the fishermen's union called the vote a mistake."],
    ['Markdown', 'The old boat, **built in 1964**, carries [80 people](https://example.org/80).'],
    ['an ellipsis around', '… the new ferry on Monday …'],
    ['an ellipsis that leaves nothing out', 'The old boat, … built in 1964, carries 80 people.'],
    ['a full stop that ends the quoting sentence', 'called the vote a.'],
    ['a comma that ends the quotation', 'called the vote a mistake,'],
    ['an invisible character', 'The old\u200B boat, built in 1964'],
    ['a note', 'The old boat, built in 1964,[3] carries 80 people.'],
    ['spaces between ideographs', '旧船 建于 1964 年，可载 80 人'],
    ['Chinese marks', '「自2019年3月以来,我们每天数到1240名乘客,」'],
  ])('forgives %s', async (_, quote) => {
    const found = await one(quote)
    expect(found).toMatchObject({ status: 'normalised', wording: 'normalised' })
    expect(found.places.length).toBeGreaterThan(0)
  })
  test.each([
    ['a capital inside', 'The old Boat, built in 1964, carries 80 people.'],
    ['a comma', 'The old boat built in 1964 carries 80 people.'],
    ['a superscript', 'built in 196⁴, carries 80 people'],
    ['a question mark', 'The old boat, built in 1964, carries 80 people?'],
    ['another hyphen', 'The har-bour board did not approve the new ferry'],
  ])('does not forgive %s', async (_, quote) => {
    expect(await one(quote)).toMatchObject({ status: 'not_found' })
  })
})

describe('misattributed', () => {
  const quote = 'It is still the cheapest roof in town'
  test.each([
    ferryId,
    'ferry.md',
    'Ferry to Larch Island',
    'ferry to larch island',
    'No Such Paper',
  ])('is from another source than %s', async (source) => {
    const found = await one(quote, source)
    expect(found).toMatchObject({
      status: 'misattributed',
      wording: 'exact',
      claimed: { holds: false },
    })
    expect(found.places[0]?.source_path).toBe('town/market.txt')
  })
  test.each([
    marketId,
    'town/market.txt',
    'market.txt',
    'http://www.brill.example/market/?utm_source=x',
    'The Covered Market of Brill',
    `http://127.0.0.1:3000/sources/${marketId}`,
  ])('is from %s', async (source) => {
    expect(await one(quote, source)).toMatchObject({ status: 'exact', claimed: { holds: true } })
  })
  it('compares with the source of a citation, and with its place', async () => {
    const place = (await one(quote)).places[0]
    const id = place?.citation_id ?? ''
    expect(await one(quote, id)).toMatchObject({ status: 'exact', claimed: { at_place: true } })
    const elsewhere = id.replace(/-\d+-\d+$/, '-0-10')
    expect(await one(quote, elsewhere)).toMatchObject({
      status: 'exact',
      claimed: { at_place: false },
    })
    const unknown = id.replace(/cit_.{12}/, 'cit_000000000000')
    expect(await one(quote, unknown)).toMatchObject({ status: 'misattributed' })
  })
  it('knows old revisions of the claimed source', async () => {
    const found = await one('Its 190 stalls sell fish, bread and oranges.', marketId)
    expect(found).toMatchObject({ status: 'exact', stale: true, claimed: { holds: true } })
  })
  it('is by another speaker', async () => {
    expect(await one(quote, undefined, 'Ines Okafor')).toMatchObject({
      status: 'misattributed',
      speaker: { beside: false },
    })
    expect(await one(quote, undefined, 'Ms Reyes')).toMatchObject({
      status: 'exact',
      speaker: { beside: true },
    })
    expect(await one('旧船建于1964年', undefined, '林海')).toMatchObject({ status: 'exact' })
  })
})

describe('spliced', () => {
  it('has pieces in order, with what is left out', async () => {
    const found = await one('The harbour board did … approve the new ferry on Monday.')
    expect(found).toMatchObject({ status: 'spliced' })
    expect(found.splice).toMatchObject({
      order: 'in_order',
      marked: true,
      leaves_out_negation: true,
    })
    expect(found.splice?.left_out).toEqual([' not '])
    for (const { place, text } of found.splice?.pieces ?? []) expect(place.text).toBe(text)
  })
  test.each(['[...]', '(…)', '. . .', '...', '……'])('marked by %s', async (mark) => {
    const found = await one(`The old boat, built in 1964, ${mark} will be sold`)
    expect(found).toMatchObject({ status: 'spliced', splice: { order: 'in_order' } })
  })
  it('has pieces in another order', async () => {
    const found = await one('Nobody has made an offer yet … The old boat, built in 1964')
    expect(found).toMatchObject({ status: 'spliced', splice: { order: 'rearranged' } })
  })
  it('has pieces of several sources', async () => {
    const found = await one('The harbour board did not approve … the fee will rise in April 2027')
    expect(found).toMatchObject({ status: 'spliced', splice: { order: 'several_sources' } })
  })
  it('is found without an ellipsis', async () => {
    const found = await one(
      'The harbour board did not approve the new ferry on Monday. Nobody has made an offer yet.',
    )
    expect(found).toMatchObject({ status: 'spliced', splice: { marked: false, order: 'in_order' } })
    const mixed = await one(
      'The covered market opens at six. The old boat, built in 1964, carries 80 people.',
    )
    expect(mixed).toMatchObject({
      status: 'spliced',
      splice: { marked: false, order: 'several_sources' },
    })
  })
})

describe('not found', () => {
  test.each([
    ['date', 'The old boat, built in 1946, carries 80 people.', '1964', '1946'],
    ['date', 'The harbour board did not approve the new ferry on Tuesday.', 'Monday', 'Tuesday'],
    ['date', 'We have counted 1,240 passengers a day since May 2019', 'March', 'May'],
    ['number', 'We have counted 2,240 passengers a day since March 2019', '1,240', '2,240'],
    ['negation', 'The harbour board did approve the new ferry on Monday.', 'not', ''],
    ['negation', 'Traders do not pay 14 crowns a day', '', 'do not'],
    ['name', 'Martin Stone of the fishermen’s union called the vote a mistake.', 'Sole', 'Stone'],
    ['date', '旧船建于1946年，可载80人', '1964', '1946'],
    ['negation', '港口委员会周一批准新的渡轮', '没有', ''],
    ['words', 'The old ship, built in 1964, carries 80 people.', 'boat', 'ship'],
  ])('names the %s that differs in "%s"', async (kind, quote, from, to) => {
    const found = await one(quote)
    expect(found.status).toBe('not_found')
    expect(found.nearest?.similarity).toBeGreaterThan(0.7)
    expect(found.nearest?.changes).toContainEqual({ kind, from, to })
    const { diff = [], place } = found.nearest ?? {}
    expect(
      diff
        .filter(({ op }) => op !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe(place?.text)
  })
  it('has no nearest wording where none is near', async () => {
    const found = await one('Quantum computers will replace every violin by the end of the decade')
    expect(found).toMatchObject({ status: 'not_found', nearest: null, places: [] })
  })
  it('counts a word left out as changed, not as spliced', async () => {
    expect(await one('The old boat, in 1964, carries 80 people.')).toMatchObject({
      status: 'not_found',
    })
  })
})

it('judges a quotation of one or two words by where it stands alone', async () => {
  expect(await one('mistake', marketId)).toMatchObject({
    status: 'exact',
    too_short: true,
    wording: 'exact',
  })
  expect(await one('a disaster')).toMatchObject({
    status: 'not_found',
    too_short: true,
    nearest: null,
  })
  const { summary } = await verify({ quotes: [{ quote: 'a disaster' }] })
  expect(summary).toMatchObject({ not_found: 1, too_short: 1, failed: 0 })
})

it('compares a long quotation as a whole', async () => {
  const lines = Array.from(
    { length: 120 },
    (_, at) => `Line ${at} of the ledger names boat ${at * 7}.`,
  )
  const ledger = lines.join(' ')
  const long = await makeIndex([{ path: 'ledger.txt', text: ledger, blocks: [] }])
  const quote = ledger.replace('names boat 693', 'names boat 694')
  const { quotations } = await verifyQuotations(long, { quotes: [{ quote }] })
  expect(quotations[0]).toMatchObject({
    status: 'not_found',
    nearest: { place: { start: 0, end: ledger.length } },
  })
  expect(quotations[0]?.nearest?.changes).toEqual([{ kind: 'number', from: '693', to: '694' }])
})
