import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { normalForm } from '../../src/verify/normal-form.ts'
import { verifyQuotations } from '../../src/verify/verify-quotations.ts'
import { makeIndex } from '../support/make-index.ts'

vi.setConfig({ testTimeout: 60_000 })

const corpus = new URL('../../corpus/', import.meta.url)
const samples = readdirSync(corpus).map((path) => ({
  path,
  text: readFileSync(new URL(path, corpus), 'utf8'),
  blocks: [],
}))
const messy = [
  '# The *Amber* Gate\n\n> “It’s the last toll—we think—on this road,” said J. R. Ødegård… “and it stays.”\n\n',
  '- **First**: the gate has [two towers](https://gate.example/towers "Towers").[^1]\n- Second: 1,200 carts · 3.5 % of all.\n\n',
  '昨天，守门人说：「我们每天开门两次……从不例外。」他１９８０年就在这里。\n\nnaïve cafe\u0301 co-op\u00ADerate ﬁne 🔥👩‍🚒 end\n',
].join('')
const index = await makeIndex([...samples, { path: 'gate.md', text: messy, format: 'markdown' }])
const texts = index.articles.map(({ text }) => text)

async function judge(quote: string) {
  const { quotations } = await verifyQuotations(index, { quotes: [{ quote }] })
  return quotations[0]
}

/** A range of one of the texts, of some length, with a letter or digit in it and no character cut. */
const slice = fc
  .record({
    which: fc.nat(texts.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ which, at, length }) => {
    const text = texts[which] ?? ''
    const start = Math.floor(at * text.length)
    return text.slice(start, start + length)
  })
  .filter((words) => /[\p{L}\p{N}]/u.test(words) && !/\p{Surrogate}/u.test(words))

test('any slice of any article is exact', async () => {
  await fc.assert(
    fc.asyncProperty(slice, async (quote) => {
      expect(await judge(quote)).toMatchObject({ status: 'exact' })
    }),
    { numRuns: 400 },
  )
})

/** Ways to write the same words, each at every place where it can be applied. */
const rewritings: readonly ((words: string) => string)[] = [
  (words) => words.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"),
  (words) => words.replace(/["“”]/g, '»').replace(/'/g, '’'),
  (words) => words.replace(/[–—]/g, ' -- '),
  (words) => words.replace(/(?<=\p{L})-(?=\p{L})/gu, '‑'),
  (words) => words.replace(/ /g, '\u00A0'),
  (words) => words.replace(/(?<=\p{L}) (?=\p{L})/gu, '\n'),
  (words) => words.replace(/(?<=\S) (?=\S)/g, ' \t '),
  (words) => words.replace(/(\p{Ll}{2})(\p{Ll}{2})/gu, '$1\u00AD$2'),
  (words) => words.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (words) => words.normalize('NFD'),
  (words) => words.replace(/(?<=\p{L})\s(?=\p{L})/u, '\u200B '),
  (words) => words.replace(/(?<=\s)(\p{L}+)(?=\s)/u, '**$1**'),
  (words) => `… ${words} …`,
  (words) => words.replace(/(?<=[\p{L}]) (?=\p{L})/u, ' … '),
]

test('any slice in another normal form of the same words is normalised', async () => {
  const whole = slice
    .map((words) => words.replace(/^\S*\s+/u, '').replace(/\s+\S*$/u, ''))
    // What a cut leaves of a marker or a link is no marker.
    .filter(
      (words) =>
        (words.match(/\p{L}+/gu)?.length ?? 0) >= 4 && !/[[\]*…]|\.\.|\n\s*[-#>]/.test(words),
    )
  await fc.assert(
    fc.asyncProperty(
      whole,
      fc.subarray([...rewritings], { minLength: 1, maxLength: 4 }),
      async (words, ways) => {
        const quote = ways.reduce((text, rewrite) => rewrite(text), words)
        const found = await judge(quote)
        expect(['exact', 'normalised']).toContain(found?.status)
        if (found?.status === 'exact')
          expect(texts.some((text) => text.includes(quote.trim()))).toBe(true)
      },
    ),
    { numRuns: 600 },
  )
})

test('a slice without one of its words is neither', async () => {
  const cut = fc
    .tuple(slice, fc.double({ min: 0.2, max: 0.8, noNaN: true }))
    .map(([words, share]) => {
      const parts = words
        .replace(/^\S*\s+/u, '')
        .replace(/\s+\S*$/u, '')
        .split(/(?<=\s)/u)
      const at = Math.floor(share * parts.length)
      return { parts, at, gone: parts[at] ?? '' }
    })
    .filter(({ parts, at, gone }) => {
      const isInside = at > 1 && at < parts.length - 2 && /^\p{L}{2,}\s$/u.test(gone)
      return isInside && parts.every((part) => /^[\p{L}\p{N},.]+\s?$/u.test(part))
    })
  await fc.assert(
    fc.asyncProperty(cut, async ({ parts, at, gone }) => {
      const isDoubled = parts[at - 1] === gone || parts[at + 1] === gone
      fc.pre(!isDoubled)
      const found = await judge(parts.filter((_, number) => number !== at).join(''))
      expect(['exact', 'normalised']).not.toContain(found?.status)
    }),
    { numRuns: 300 },
  )
})

test('every unit of a normal form has its place, in order', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), slice), (text) => {
      const { text: normal, starts, ends } = normalForm(text)
      expect([starts.length, ends.length]).toEqual([normal.length, normal.length])
      const isInOrder = [...starts].every((start, at) => {
        const end = ends[at] ?? -1
        return start >= (starts[at - 1] ?? 0) && end > start && end <= text.length
      })
      expect(isInOrder).toBe(true)
    }),
    { numRuns: 500 },
  )
})
