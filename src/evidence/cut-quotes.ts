import { textWithin } from '../passage/passage.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { cutClause } from './cut-clause.ts'
import type { Quote } from './evidence.ts'
import type { QuestionTerms } from './question-terms.ts'
import { relevantWords } from './relevant-words.ts'
import { loadTagger, type Tagger } from './tag-words.ts'

export interface AskedFor {
  readonly question: string
  readonly kind: QuestionKind
  readonly terms: QuestionTerms
}

/**
 * Leaves out of English quotes what stands at their ends and is no part of the clause that answers.
 * Of several sentences only the end of the last one goes: the others name what it speaks of.
 * @param quotes best first
 */
export async function cutQuotes(
  index: OpenIndex,
  quotes: readonly Quote[],
  asked: AskedFor,
): Promise<Quote[]> {
  const isEnglish = ({ evidence }: Quote) => /^en\b/.test(evidence.ranked.article.language)
  if (!quotes.some(isEnglish)) return [...quotes]
  const tagger = await loadTagger()
  return quotes.map((quote, at) =>
    isEnglish(quote) ? cutQuote(index, tagger, quote, asked, at > 0) : quote,
  )
}

function cutQuote(
  index: OpenIndex,
  tagger: Tagger,
  quote: Quote,
  { question, kind, terms }: AskedFor,
  isFurther: boolean,
): Quote {
  const { passage } = quote.evidence.ranked
  const last = passage.sentences.find(({ end }) => end === quote.end)
  if (!last || last.start < quote.start) return quote
  const sentence = textWithin(passage, last)
  const relevant = relevantWords(index.lexical, terms, sentence)
  const kept = cutClause(tagger, { sentence, question, kind, relevant, isFurther })
  const start = last.start === quote.start ? last.start + kept.start : quote.start
  return { ...quote, start, end: last.start + kept.end }
}
