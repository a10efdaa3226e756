import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteStanding } from '../../src/answer/quote-standing.ts'
import type { Article } from '../../src/article/article.ts'
import { revisionOf } from '../../src/store/revisions.ts'

/** Blocks are paragraphs between blank lines. */
function articleOf(text: string, language = 'en'): Article {
  const blocks = [...text.matchAll(/\S(?:.|\n(?!\n))*/g)].map(({ index, 0: words }) => ({
    ...{ start: index, end: index + words.trimEnd().length },
    role: 'content' as const,
  }))
  return {
    ...{
      id: 'src_000000000000',
      path: 'a.txt',
      paths: ['a.txt'],
      format: 'text',
      text,
      blocks,
      language,
    },
    ...{ revision: revisionOf(text), title: 'A', titleOrigin: 'file', url: null },
    ...{ byline: null, publisher: null, publishedAt: null },
  }
}

function look(old: string, quote: string, now: string | undefined, language = 'en') {
  const { text, ...article } = articleOf(old, language)
  const kept = { revision: article.revision, text, article }
  const start = text.indexOf(quote)
  const range = { start, end: start + quote.length }
  const current = now === undefined ? undefined : articleOf(now, language)
  const { status, place, nearest } = quoteStanding(kept, range, current)
  return {
    status,
    place: place && [place.start, now?.slice(place.start, place.end)],
    nearest: nearest && now?.slice(nearest.start, nearest.end),
    similarity: nearest?.similarity ?? 0,
  }
}

const tides =
  'The harbour office was founded in 1911. High tide is at noon on the first day of spring. Boats wait behind the mole.'

test('the current text, and an article that is gone', () => {
  expect(look(tides, 'Boats wait behind the mole.', tides)).toMatchObject({ status: 'current' })
  expect(look(tides, 'Boats wait behind the mole.', undefined)).toMatchObject({ status: 'removed' })
})

test('an edit elsewhere moves the quote, before it, behind it, in its own paragraph', () => {
  const quote = 'High tide is at noon on the first day of spring.'
  for (const now of [
    `A new opening.\n\n${tides}`,
    `${tides}\n\nA new end.`,
    tides.replace('1911', '1912'),
    tides.replace('Boats wait', 'Ships and boats wait'),
    tides.replace('The harbour office was founded in 1911. ', ''),
  ]) {
    expect(look(tides, quote, now)).toMatchObject({
      status: 'moved',
      place: [now.indexOf(quote), quote],
    })
  }
})

test('a clause and several sentences move with the sentences they were cut from', () => {
  const clause = 'noon on the first day'
  const run = 'on the first day of spring. Boats wait'
  for (const quote of [clause, run]) {
    const now = `First.\n\n${tides.replace('founded', 'opened')} Last.`
    expect(look(tides, quote, now)).toMatchObject({
      status: 'moved',
      place: [now.indexOf(quote), quote],
    })
  }
})

test('a clause whose sentence was edited has changed, though its own words still stand', () => {
  const now = tides.replace('High tide is', 'Nobody believes any longer that high tide is')
  expect(look(tides, 'at noon on the first day of spring', now)).toMatchObject({
    status: 'changed',
    place: undefined,
    nearest: 'Nobody believes any longer that high tide is at noon on the first day of spring.',
  })
})

test('an edited sentence is followed to what came in its place', () => {
  const quote = 'High tide is at noon on the first day of spring.'
  const now = tides.replace('noon', 'half past eleven')
  const standing = look(tides, quote, now)
  expect(standing).toMatchObject({
    status: 'changed',
    nearest: 'High tide is at half past eleven on the first day of spring.',
  })
  expect(standing.similarity).toBeGreaterThan(0.6)
  expect(standing.similarity).toBeLessThan(1)
})

test('the successor is the sentence in its place, not another one that is more like it', () => {
  const old =
    'In 2019 the ferry carried 40,000 people. It broke down twice.\n\nIn 2020 the ferry carried 40,000 people. Nobody was hurt.'
  const now = old.replace(
    'In 2019 the ferry carried 40,000 people.',
    'In 2019 the old ferry carried about 41,500 people a year.',
  )
  expect(look(old, 'In 2019 the ferry carried 40,000 people.', now)).toMatchObject({
    status: 'changed',
    nearest: 'In 2019 the old ferry carried about 41,500 people a year.',
  })
})

test('a sentence that was split or joined with the next one is followed to all of it', () => {
  const quote = 'High tide is at noon on the first day of spring.'
  const split = tides.replace(quote, 'High tide is at noon. That holds on the first day of spring.')
  expect(look(tides, quote, split).nearest).toBe(
    'High tide is at noon. That holds on the first day of spring.',
  )
  const joined = tides.replace('spring. Boats wait', 'spring, when boats wait')
  expect(look(tides, quote, joined).nearest).toBe(
    'High tide is at noon on the first day of spring, when boats wait behind the mole.',
  )
})

test('a sentence that was taken out has no successor, also not the one put in its place', () => {
  const quote = 'High tide is at noon on the first day of spring.'
  for (const now of [
    tides.replace(`${quote} `, ''),
    tides.replace(quote, 'The mayor was not there.'),
    'Something else entirely. Nothing of it is left.',
  ]) {
    expect(look(tides, quote, now)).toMatchObject({
      ...{ status: 'changed', place: undefined, nearest: undefined },
    })
  }
})

test('a paragraph that was moved and edited is found by what is new', () => {
  const long = (word: string) =>
    `The ${word} was built of stone from the northern quarries in 1897.`
  const old = `${long('bridge')}\n\n${long('tower')}\n\n${tides}`
  const now = `${long('tower')}\n\n${tides}\n\nThe bridge was built of granite from the northern quarries in 1897.`
  expect(look(old, long('bridge'), now)).toMatchObject({
    status: 'changed',
    nearest: 'The bridge was built of granite from the northern quarries in 1897.',
  })
})

test('of equal sentences the one in its place is taken, not the nearest by offset', () => {
  const old = 'Doors close at ten. The library is warm.\n\nDoors close at ten. The museum is cold.'
  const now = `${'A long notice about other hours. '.repeat(2)}\n\n${old}`
  const second = look(old, 'Doors close at ten. The museum is cold.', now)
  expect(second.place?.[0]).toBe(now.lastIndexOf('Doors close'))
  const first = look(old, 'Doors close at ten.', now)
  expect(first.place?.[0]).toBe(now.indexOf('Doors close'))
})

test('lines broken elsewhere are no change', () => {
  const old = 'First.\n\nHigh tide is at noon on\nthe first day of spring. Boats wait.'
  const now = 'First of all.\n\nHigh tide is\nat noon on the first day of spring. Boats\nwait here.'
  expect(look(old, 'noon on\nthe first day', now)).toMatchObject({
    ...{ status: 'moved', place: [now.indexOf('noon'), 'noon on the first day'] },
  })
})

test('Chinese sentences are followed too', () => {
  const old = '議會將購買四艘電動渡輪。首艘將於2025年6月啟航。'
  const now = '議會將購買四艘電動渡輪。首艘將於2026年3月啟航。'
  expect(look(old, '首艘將於2025年6月啟航。', now, 'zh')).toMatchObject({
    ...{ status: 'changed', nearest: '首艘將於2026年3月啟航。' },
  })
  expect(look(old, '議會將購買四艘電動渡輪。', now, 'zh')).toMatchObject({ status: 'moved' })
})

test('whatever is edited: a place has the words of the quote, a successor is no quote', () => {
  const words = fc.constantFrom('tide', 'harbour', 'the', 'boats', 'noon', 'bridge', 'open')
  const sentence = fc
    .array(words, { minLength: 2, maxLength: 6 })
    .map((all) => `It ${all.join(' ')}.`)
  const text = fc
    .array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    .map((paragraphs) => paragraphs.map((each) => each.join(' ')).join('\n\n'))
  fc.assert(
    fc.property(text, text, fc.nat(), fc.nat(), (old, now, a, b) => {
      const [start, end] = [a % old.length, b % old.length].sort((x, y) => x - y) as [
        number,
        number,
      ]
      const quote = old.slice(start, end).trim()
      if (quote === '' || old === now) return
      const { status, place, nearest } = look(old, quote, now)
      expect(['moved', 'changed']).toContain(status)
      expect(place !== undefined).toBe(status === 'moved')
      const plain = (value: unknown) => String(value).replace(/\s+/g, ' ')
      if (place) expect(plain(place[1])).toBe(plain(quote))
      if (nearest) expect(old.split('. ').map(plain)).not.toContain(plain(nearest))
    }),
    { numRuns: 300 },
  )
})

test('two long texts with nothing in common are told apart in good time', () => {
  const long = (seed: number) =>
    Array.from(
      { length: 4000 },
      (_, at) => `Sentence ${at * seed} tells of number ${(at * 7919 * seed) % 10007}.`,
    )
  const paragraphs = (lines: string[]) =>
    lines.map((line, at) => (at % 10 === 9 ? `${line}\n\n` : `${line} `)).join('')
  const old = paragraphs(long(3))
  const now = paragraphs(long(5).map((line) => line.replace('tells', 'speaks')))
  const started = performance.now()
  expect(look(old, 'Sentence 6000 tells of number', now).status).toBe('changed')
  expect(performance.now() - started).toBeLessThan(10_000)
})
