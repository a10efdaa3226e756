import type { Answer, SearchResponse } from '../../src/answer/answer.ts'
import { type EvalQuestion, fileName, goldDocuments } from './question-set.ts'

type Citation = Pick<Answer['citations'][number], 'source_path' | 'start' | 'end' | 'quote'>

/** How a set says what a right quote is: see `README.md`, "How answers are counted". */
export type Judgement =
  | 'must'
  | 'span-and-answer'
  | 'overlap-and-answer'
  | 'short-answers'
  | 'overlap'

export interface Row {
  readonly id: string
  readonly type: string
  readonly answerable: boolean
  readonly answered: boolean
  /** The gold is in the first quote, in any quote. */
  readonly first: boolean
  readonly any: boolean
  /** Unanswerable and refused, or a false premise met with the correcting quote. */
  readonly refusedRightly: boolean
  readonly words: number
  readonly quotes: number
  readonly inexact: number
  readonly goldEntries: number
  readonly goldEntriesHit: number
  /** Gold answers, where each of them counts by itself, and those inside quotes of gold documents. */
  readonly shortAnswers: number
  readonly shortAnswersHit: number
  /** Place of the first right passage in the search results, from 0; -1 when absent. */
  readonly rank: number | undefined
}

/** Tells by the fields a set has which judgement it is made for. */
export function judgementFor(setName: string, questions: readonly EvalQuestion[]): Judgement {
  if (questions.some((question) => question.gold)) return 'must'
  if (setName.startsWith('xquad')) return 'span-and-answer'
  if (setName.startsWith('quotesum')) return 'short-answers'
  return setName.startsWith('mtrag') ? 'overlap' : 'overlap-and-answer'
}

/** Judges one answer. `textOf` gives the file a quote claims to be from. */
export function scoreAnswer(
  question: EvalQuestion,
  judgement: Judgement,
  answer: Pick<Answer, 'answerable' | 'citations'>,
  search: Pick<SearchResponse, 'results'> | undefined,
  textOf: (path: string) => string | undefined,
): Row {
  const citations: readonly Citation[] = answer.citations
  const right = (some: readonly Citation[]) =>
    answer.answerable && some.length > 0 && isRight(question, judgement, some)
  const gold = question.gold ?? []
  const counted = question.answerable && judgement === 'short-answers'
  const shortAnswers = counted ? foldedAnswers(question) : []
  return {
    id: question.id,
    type: question.type ?? '',
    answerable: question.answerable,
    answered: answer.answerable,
    first: question.answerable && right(citations.slice(0, 1)),
    any: question.answerable && right(citations),
    refusedRightly:
      !question.answerable &&
      (!answer.answerable ||
        (question.type === 'false_premise' && gold.length > 0 && right(citations))),
    words: citations.reduce((sum, citation) => sum + citation.quote.split(/\s+/).length, 0),
    quotes: citations.length,
    inexact: citations.filter(
      (citation) =>
        textOf(citation.source_path)?.slice(citation.start, citation.end) !== citation.quote,
    ).length,
    goldEntries: question.answerable ? gold.length : 0,
    goldEntriesHit:
      question.answerable && answer.answerable
        ? gold.filter((entry) => holdsEntry(entry, citations)).length
        : 0,
    shortAnswers: shortAnswers.length,
    shortAnswersHit: shortAnswers.filter((gold) => isQuoted(question, gold, citations)).length,
    rank: search && rankOfGold(question, judgement, search),
  }
}

function isRight(
  question: EvalQuestion,
  judgement: Judgement,
  citations: readonly Citation[],
): boolean {
  if (judgement === 'must') {
    return (question.gold ?? []).every((entry) => holdsEntry(entry, citations))
  }
  const documents = goldDocuments(question)
  const answers = foldedAnswers(question)
  return citations.some((citation) => {
    const inPlace = (question.gold_spans ?? []).some(([document, start, end]) => {
      if (fileName(document) !== citation.source_path) return false
      return judgement === 'span-and-answer'
        ? citation.start <= start && citation.end >= end
        : citation.start < end && citation.end > start
    })
    if (!documents.includes(citation.source_path) || !inPlace) return false
    if (answers.length === 0 || judgement === 'overlap') return true
    const quote = fold(citation.quote)
    return answers.some(
      (gold) =>
        quote.includes(gold) || (gold.length > 40 && quote.length > 20 && gold.includes(quote)),
    )
  })
}

function holdsEntry(
  entry: { doc: string; must: readonly string[] },
  citations: readonly Citation[],
): boolean {
  return entry.must.every((text) =>
    citations.some(
      (citation) => citation.source_path === entry.doc && citation.quote.includes(text),
    ),
  )
}

function rankOfGold(
  question: EvalQuestion,
  judgement: Judgement,
  search: Pick<SearchResponse, 'results'>,
): number {
  const spans = question.gold_spans ?? []
  return search.results.findIndex((passage) =>
    spans.some(([document, start, end]) => {
      if (fileName(document) !== passage.source_path) return false
      return judgement === 'span-and-answer'
        ? passage.start <= start && passage.end >= end
        : passage.start < end && passage.end > start
    }),
  )
}

function isQuoted(question: EvalQuestion, gold: string, citations: readonly Citation[]): boolean {
  const documents = goldDocuments(question)
  return citations.some(
    (citation) => documents.includes(citation.source_path) && fold(citation.quote).includes(gold),
  )
}

function foldedAnswers(question: EvalQuestion): string[] {
  return (question.gold_answers ?? []).map(fold).filter(Boolean)
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}
