import { alignPassages } from '../../src/evidence/align-passages.ts'
import type { Evidence, Quote } from '../../src/evidence/evidence.ts'
import {
  type AskedQuery,
  type EvidenceRequest,
  type Findings,
  findEvidence,
} from '../../src/evidence/find-evidence.ts'
import { questionTerms, wordWeight } from '../../src/evidence/question-terms.ts'
import { type SentenceCase, scoreSentences } from '../../src/evidence/score-sentences.ts'
import { selectQuotes } from '../../src/evidence/select-quotes.ts'
import { passageId, type TextRange } from '../../src/passage/passage.ts'
import { type QuestionKind, questionKind } from '../../src/question/question-kind.ts'
import { resolveQuestion, type Turn } from '../../src/question/resolve-question.ts'
import { type RankedPassage, retrieve } from '../../src/retrieve/retrieve.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'

const embedder = createHashingEmbedder()

/** All sentences of the best passages for a question, scored as they are for an answer. */
export async function weighSentences(
  index: OpenIndex,
  question: string,
  limit = 50,
): Promise<Evidence[]> {
  const query = { text: question, ...(await embedder.embedQuestion(question)) }
  const passages = await retrieve(index, [query], { limit })
  return scoreSentences(index, await sentenceCase(index, [query], passages), passages)
}

/** Forms of one question, put to the sentences of the passages as `findEvidence` puts them. */
export async function sentenceCase(
  index: OpenIndex,
  queries: readonly AskedQuery[],
  passages: readonly RankedPassage[],
): Promise<SentenceCase> {
  const question = queries.map(({ text }) => text).join(' ')
  const tokens = queries.map((query) => query.tokens)
  const weightOf = (word: string) => wordWeight(index.lexical, word)
  return {
    queries,
    terms: questionTerms(index.lexical, question),
    question,
    kind: questionKind(question),
    alignments: await alignPassages(embedder, tokens, passages, weightOf),
  }
}

/** Everything found out about a question, with the words put to the hashing embedder. */
export async function findOver(
  index: OpenIndex,
  question: string,
  given: Pick<EvidenceRequest, 'filters' | 'maxQuotes' | 'isGlossed' | 'without'> & {
    history?: readonly Turn[]
  } = {},
): Promise<Findings> {
  const resolved = resolveQuestion(question, given.history)
  const texts = resolved.changed ? [resolved.text, resolved.question] : [resolved.text]
  const queries = await Promise.all(
    texts.map(async (text) => ({ text, ...(await embedder.embedQuestion(text)) })),
  )
  const { history: _, ...asked } = given
  return findEvidence(index, { embedder, resolved, queries, ...asked })
}

/** An article as one passage: its paragraphs, each a list of sentences with their scores. */
export interface ScoredArticle {
  readonly path: string
  readonly paragraphs: readonly (readonly (readonly [sentence: string, score: number])[])[]
}

/** The sentences of articles with scores given by hand, best first. */
export async function scoredByHand(...articles: readonly ScoredArticle[]): Promise<Evidence[]> {
  const made = await Promise.all(articles.map(evidenceOf))
  return made.flat().sort((left, right) => right.score - left.score)
}

/** The words of a quote, cut from its article. */
export function wordsOf(quote: Quote): string {
  return quote.evidence.ranked.article.text.slice(quote.start, quote.end)
}

/** The words of the quotes that are selected from articles scored by hand. */
export async function select(
  kind: QuestionKind,
  articles: readonly ScoredArticle[],
  maxQuotes?: number,
): Promise<string[]> {
  return selectQuotes(await scoredByHand(...articles), kind, maxQuotes).map(wordsOf)
}

/** What evidence is made like, whatever its fields are. */
const anyEvidence = makeIndex([{ path: 'any.txt', text: 'Any words.' }]).then(async (index) => {
  const [evidence] = await weighSentences(index, 'Any words?')
  if (!evidence) throw new Error('There is no evidence to make other evidence like.')
  return evidence
})

async function evidenceOf({ path, paragraphs }: ScoredArticle): Promise<Evidence[]> {
  let text = ''
  const sentences: (TextRange & { score: number })[] = []
  for (const paragraph of paragraphs) {
    if (text) text += '\n'
    for (const [at, [sentence, score]] of paragraph.entries()) {
      if (at > 0 && !/[。！？]$/.test(text)) text += ' '
      sentences.push({ start: text.length, end: text.length + sentence.length, score })
      text += sentence
    }
  }
  const { ranked: pattern, ...template } = await anyEvidence
  const revision = revisionOf(text)
  const article = { ...pattern.article, id: path, path, text, revision }
  const whole = { start: 0, end: text.length, text, sentences, revision, sourceId: path }
  const passage = { ...pattern.passage, ...whole, id: passageId(revision, whole) }
  const ranked = { ...pattern, article, passage }
  return sentences.map(({ start, end, score }, position) => {
    const words = text.slice(start, end)
    return { ...template, ranked, position, start, end, score, text: words }
  })
}
