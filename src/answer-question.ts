import { createHash } from 'node:crypto'
import type { Answer, AnswerEvent, AskRequest } from './answer/answer.ts'
import { citeQuotes } from './answer/cite-quotes.ts'
import type { Composer } from './answer/composer.ts'
import { explainFindings, sourcesOf } from './answer/describe-findings.ts'
import { phrasesFor, questionLanguage } from './answer/phrases.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import { fitText } from './embed/fit-text.ts'
import type { Quote } from './evidence/evidence.ts'
import { type AskedQuery, type Findings, findEvidence } from './evidence/find-evidence.ts'
import { inReadingOrder, nearestQuotes } from './evidence/select-quotes.ts'
import { nothing, type Without } from './pipeline-part.ts'
import { checkQuestion } from './question/check-question.ts'
import type { GlossDictionary } from './question/gloss-dictionary.ts'
import { plainQuestion } from './question/plain-question.ts'
import { asTypedWords, type Reading, readingsOf, withinReading } from './question/readings.ts'
import { type ResolvedQuestion, resolveQuestion } from './question/resolve-question.ts'
import type { OpenIndex } from './store/open-index.ts'

/** What answering stands on. */
export interface AnswererDependencies {
  readonly embedder: TokenEmbedder
  readonly composer: Composer
  /** Opens the dictionary for Chinese questions on English articles; without one they go unanswered. */
  readonly openDictionary?: (() => Promise<GlossDictionary | undefined>) | undefined
  /** Called with each quote that failed its verification and was withheld. */
  readonly onWithheld?: (quote: Quote) => void
  /** Parts of the pipeline that are left out. */
  readonly without?: Without
}

/**
 * Pipeline 2: question → resolve → retrieve → evidence → verify → compose, as a stream of events.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export async function* answerQuestion(
  { embedder, composer, openDictionary, onWithheld, without = nothing }: AnswererDependencies,
  index: OpenIndex,
  request: AskRequest,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const question = checkQuestion(request.question)
  const id = answerId(index, request)
  yield { type: 'answer.created', id, question }
  const resolved = resolveQuestion(question, without.has('history') ? [] : request.messages)
  yield {
    type: 'question.resolved',
    resolved_question: resolved.text,
    changed: resolved.changed,
  }
  const clock = stopwatch()
  const readings = await readingsOf(index, resolved, openDictionary)
  const queries = await Promise.all(readings.map((each) => embedQuestion(embedder, each.resolved)))
  const embed = clock()
  signal?.throwIfAborted()
  const found = await Promise.all(
    readings.map(async (reading, at) => {
      const findings = await findEvidence(index, {
        embedder,
        resolved: reading.resolved,
        queries: queries[at] ?? [],
        filters: withinReading(reading, request.filters),
        maxQuotes: request.max_quotes,
        without,
      })
      return { reading, findings }
    }),
  )
  const { reading, findings } = bestReading(found)
  const retrieved = clock()
  yield {
    type: 'retrieval.completed',
    passages: findings.passages.length,
    sources: sourcesOf(findings, []),
  }
  const cited = await citeQuotes(index, inReadingOrder(findings.quotes), onWithheld)
  const nearest =
    cited.length === 0 ? await citeQuotes(index, nearestQuotes(findings.evidence), onWithheld) : []
  const language = questionLanguage(question)
  const phrases = phrasesFor(language)
  const searched = reading.gloss ? { searched_for: reading.gloss.text } : {}
  const note = reading.gloss && phrases.searchedFor(reading.gloss.text)
  const asked = { question: resolved.text, citations: cited, phrases }
  const composition = await composer.compose(note ? { ...asked, note } : asked)
  signal?.throwIfAborted()
  const answerable = composition.citations.length > 0
  const reason = findings.reason ?? 'low_confidence'
  const refusal = answerable
    ? null
    : {
        reason,
        message: [phrases.refusals[reason], ...(note ? [note] : [])].join(' '),
        unknown_terms: asTypedWords(reading, findings.unknownWords),
        nearest,
      }
  for (const citation of composition.citations) yield { type: 'citation.added', citation }
  for (const [at, content] of composition.content.entries()) {
    yield { type: 'answer.delta', index: at, content }
  }
  const answer: Answer = {
    id,
    object: 'answer',
    question,
    resolved_question: resolved.text,
    ...searched,
    answerable,
    refusal,
    mode: 'extractive',
    language,
    answer: refusal ? refusal.message : composition.answer,
    content: refusal ? [{ type: 'text', text: refusal.message }] : [...composition.content],
    citations: [...composition.citations],
    sources: sourcesOf(findings, composition.citations),
    confidence: Math.round(findings.probability * 1000) / 1000,
    index: { generation: index.generation, hash: index.hash },
    timings_ms: { embed, retrieve: retrieved, compose: clock() },
    ...(request.explain ? { explain: explainFindings(findings) } : {}),
  }
  yield answerable ? { type: 'answer.completed', answer } : { type: 'answer.refused', answer }
}

/** The same index and the same request give the same id. */
function answerId(index: OpenIndex, request: AskRequest): string {
  const { stream: _, ...asked } = request
  const digest = createHash('sha256')
    .update(JSON.stringify([index.hash, asked]))
    .digest('hex')
  return `ans_${digest.slice(0, 24)}`
}

/** The one that answers, or comes nearest to; the first of equals. */
function bestReading<Found extends { findings: Findings; reading: Reading }>(
  found: readonly Found[],
): Found {
  return found.reduce((best, each) => {
    const answers = Number(!each.findings.reason) - Number(!best.findings.reason)
    const isBetter = answers || each.findings.probability - best.findings.probability
    return isBetter > 0 ? each : best
  })
}

async function embedQuestion(
  embedder: TokenEmbedder,
  resolved: ResolvedQuestion,
): Promise<AskedQuery[]> {
  const asked = resolved.changed ? [resolved.text, resolved.question] : [resolved.text]
  const texts = asked.map(plainQuestion)
  return Promise.all(
    texts.map(async (text) => {
      return { text, ...(await embedder.embedQuestion(await fitText(embedder, text))) }
    }),
  )
}

/** Milliseconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const now = performance.now()
    const passed = Math.round((now - last) * 10) / 10
    last = now
    return passed
  }
}
