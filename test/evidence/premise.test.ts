import { describe, expect, test } from 'vitest'
import { findPremise, premiseConflicts } from '../../src/evidence/premise.ts'
import { scoredByHand } from './weigh-sentences.ts'

/** The strongest conflict as `kind: asked > found`. */
const strongest = (question: string, sentence: string, publishedAt: string | null = null) => {
  const [first] = premiseConflicts(question, sentence, publishedAt)
  return first && `${first.kind}: ${first.asked} > ${first.found}`
}
const strength = (question: string, sentence: string, publishedAt: string | null = null) =>
  premiseConflicts(question, sentence, publishedAt)[0]?.strength ?? 0

describe('another value of the same thing', () => {
  test.each([
    [
      'Who chaired the harbour board when it met in Aberdeen in 2012?',
      'The harbour board met in Aberdeen in 2016, chaired by Ms Reid.',
      'year: 2012 > 2016',
    ],
    [
      'What was decided at the 24th assembly of the fishing guild?',
      'The 23rd assembly of the fishing guild was held in Leith.',
      'ordinal: 24th assembly > 23rd assembly',
    ],
    [
      'Why did the port fall to third place in the Coastal Index?',
      'The port keeps its second-place ranking in the Coastal Index.',
      'ordinal: third place > second-place',
    ],
    [
      'Why was the ferry ranked fifth in the Coastal Index?',
      'In the Coastal Index the ferry came in fourth place.',
      'ordinal: ranked fifth > fourth place',
    ],
    [
      'Why did the yard in Leith order 300 boats for the navy?',
      'The yard in Leith ordered 200 boats for the navy.',
      'number: 300 boats > 200 boats',
    ],
  ])('%s', (question, sentence, found) => {
    expect(strongest(question, sentence)).toBe(found)
    expect(strength(question, sentence)).toBeGreaterThan(0.3)
  })

  test('"this year" and "last year" are the years of the article, where it has a date', () => {
    const question = 'Who opened the lighthouse museum in 2019?'
    const sentence = 'The lighthouse museum was opened last year by the mayor.'
    expect(strongest(question, sentence, '2015-04-02')).toBe('year: 2019 > last year')
    expect(strongest(question, sentence, '2020-04-02')).toBeUndefined()
    expect(strongest(question, sentence)).toBeUndefined()
  })
})

describe('another name in the same place', () => {
  test.each([
    [
      'How many Leith sailors live in the harbour quarter?',
      'Over 900 Norwegian sailors live in the harbour quarter.',
      'name: Leith > Norwegian',
    ],
    [
      'What reasons did Morag Bell give for a new ferry route?',
      'Councillor Ailsa Young called for a new ferry route to the islands.',
      'name: Morag Bell > Ailsa Young',
    ],
    [
      'What have island banks been opening in Oban?',
      'Island banks have been opening branches in Stornoway.',
      'name: Oban > Stornoway',
    ],
  ])('%s', (question, sentence, found) => {
    expect(strongest(question, sentence)).toBe(found)
  })

  test('the same two names the other way round', () => {
    const sentence = 'A permit lets Faroese boats sail to Shetland without papers.'
    const question = 'What lets Shetland boats sail to Faroese waters?'
    expect(strongest(question, sentence)).toBe('direction: Shetland > Faroese')
    expect(strongest('What lets Faroese boats sail to Shetland?', sentence)).toBeUndefined()
  })
})

test('the opposite word beside the same things', () => {
  expect(strongest('Who gave the closing speech?', 'Ms Reid gave the opening speech.')).toBe(
    'opposite: closing > opening',
  )
  expect(strongest('Why did herring landings fall in May?', 'Herring landings rose in May.')).toBe(
    'opposite: fall > rose',
  )
})

describe('near misses that are no conflict', () => {
  test.each([
    // The sentence has the value, too.
    ['What was landed in 2012?', 'More was landed in 2016 than in 2012.'],
    // Two years in the question: it compares.
    ['How did landings change between 2012 and 2014?', 'Landings rose in 2016.'],
    // A span that holds the year asked for.
    ['What did the ferry cost in 2012?', 'The ferry has cost nothing since 2010.'],
    ['What did the ferry cost in 2012?', 'The ferry cost nothing from 2010 to 2016.'],
    // A number that is no year.
    ['Who built 2012 boats?', 'The yard was founded in 1910.'],
    // Other things are counted.
    ['Why did the yard build 300 boats?', 'The yard has 200 workers.'],
    ['What was the third ferry called?', 'The second harbour was called Newhaven.'],
    ['What was the third ferry called?', 'The second ferry was Iona, the third ferry was Jura.'],
    // The short form, the spelling, the rest of the name.
    ['What did the European Union say?', 'The EU said nothing.'],
    ['What did Morag Bell say?', 'Bell said nothing.'],
    ['What did Galor and Zeria show?', 'Galor and Zeira showed nothing.'],
    // Whether something is so supposes nothing.
    ['Did the board meet in 2012?', 'The board met in 2016.'],
    // Both sides are in the question.
    ['When do the shops open and close?', 'The shops close at noon.'],
    // No word in common.
    ['Why did prices fall?', 'The sun rose over the quay.'],
    ['', ''],
  ])('%s | %s', (question, sentence) => {
    expect(premiseConflicts(question, sentence, null)).toEqual([])
  })
})

test('what is found is cut from the sentence', () => {
  const sentence = 'The “harbour board” met in Aberdeen in 2016.'
  for (const conflict of premiseConflicts(
    'Why did the harbour board meet in 2012?',
    sentence,
    null,
  ))
    expect(sentence.slice(conflict.foundStart, conflict.foundEnd)).toBe(conflict.found)
})

test('the more of the question agrees, the stronger', () => {
  const sentence = 'The harbour board met in Aberdeen in 2016.'
  expect(strength('Where did the harbour board meet in 2012?', sentence)).toBeGreaterThan(
    strength('Where did the board of the northern fishing guild meet in 2012?', sentence),
  )
})

describe('of the best sentences', () => {
  const question = 'Who chaired the harbour board when it met in 2012?'

  test('the strongest conflict, with its sentence', async () => {
    const said = 'The harbour board met in 2016.'
    const found = findPremise(
      question,
      await scoredByHand({ path: 'a', paragraphs: [[[said, 1]]] }),
    )
    expect(found).toMatchObject({ kind: 'year', asked: '2012', found: '2016' })
    expect(found?.evidence.text).toBe(said)
  })

  test('none where the paragraph has what was asked for', async () => {
    const paragraph = [
      ['The harbour board met in 2016.', 1],
      ['It had met before in 2012.', 0.2],
    ] as const
    const evidence = await scoredByHand({ path: 'a', paragraphs: [paragraph] })
    expect(findPremise(question, evidence)).toBeUndefined()
  })

  test('none without evidence', () => expect(findPremise(question, [])).toBeUndefined())
})

test('long and odd texts are read in bounded time', () => {
  const odd = `${'A-'.repeat(50_000)} ${'2012 '.repeat(50_000)} ${'1st '.repeat(50_000)}`
  const started = performance.now()
  premiseConflicts(odd.slice(0, 2000), odd, null)
  expect(performance.now() - started).toBeLessThan(1000)
})
