import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VerifiedQuotation } from '../../src/verify/verification.ts'
import { verifyQuotations } from '../../src/verify/verify-quotations.ts'
import { makeIndex } from '../support/make-index.ts'
import { misquote, type QuoteCase, type TrueQuote } from './misquote.ts'

/** Quotations in one request at most. */
const batch = 200

/** Judges the gold quotations of gba and gba-pairs over the sample articles, and each misquoted. */
export async function judgeCases(
  root: string,
): Promise<{ cases: QuoteCase[]; found: VerifiedQuotation[] }> {
  const corpus = join(root, 'corpus')
  const texts = readdirSync(corpus)
    .filter((path) => path.endsWith('.txt'))
    .map((path) => ({ path, text: readFileSync(join(corpus, path), 'utf8'), blocks: [] }))
  const index = await makeIndex(texts)
  const cases = misquote(goldQuotes(root, texts))
  const found: VerifiedQuotation[] = []
  for (let from = 0; from < cases.length; from += batch) {
    const quotes = cases.slice(from, from + batch).map(({ quote, source, speaker }) => {
      return { quote, ...(source ? { source } : {}), ...(speaker ? { speaker } : {}) }
    })
    found.push(...(await verifyQuotations(index, { quotes })).quotations)
  }
  return { cases, found }
}

function goldQuotes(root: string, texts: readonly { path: string; text: string }[]): TrueQuote[] {
  const byPath = new Map(texts.map(({ path, text }) => [path, text]))
  const quotes = new Map<string, TrueQuote>()
  for (const set of ['gba', 'gba-pairs']) {
    const lines = readFileSync(join(root, 'test/eval', set, 'questions.jsonl'), 'utf8').split('\n')
    for (const line of lines.filter(Boolean)) {
      const { gold = [] } = JSON.parse(line) as { gold?: TrueQuote[] }
      for (const { doc, quote } of gold) {
        // Words that two articles share are no case of another source.
        const holders = texts.filter(({ text }) => text.includes(quote)).length
        if (byPath.get(doc)?.includes(quote) && holders === 1) quotes.set(quote, { doc, quote })
      }
    }
  }
  return [...quotes.values()]
}
