import { createHash } from 'node:crypto'
import type { Answer, AnswerEvent, AskRequest, LanguageModelUse, Refusal } from './answer/answer.ts'
import { answerDirectly } from './answer/answer-directly.ts'
import { answerEvents } from './answer/answer-events.ts'
import { citeParts } from './answer/cite-parts.ts'
import type { Composer } from './answer/composer.ts'
import { describeParts, explainFindings, sourcesOf } from './answer/describe-findings.ts'
import type { LanguageModel } from './answer/language-model/language-model.ts'
import { phrasesFor } from './answer/phrases.ts'
import { questionLanguage } from './answer/question-language.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import type { Quote } from './evidence/evidence.ts'
import { joinFindings } from './evidence/part-findings.ts'
import { findParts, readParts } from './find-parts.ts'
import { nextTurn } from './next-turn.ts'
import { nothing, type Without } from './pipeline-part.ts'
import { checkQuestion } from './question/check-question.ts'
import type { GlossDictionary } from './question/gloss-dictionary.ts'
import { resolveQuestion } from './question/resolve-question.ts'
import { splitQuestion } from './question/split-question.ts'
import { type OnStage, stagesFromHere } from './stages.ts'
import type { OpenIndex } from './store/open-index.ts'

/** What answering stands on. */
export interface AnswererDependencies {
  readonly embedder: TokenEmbedder
  readonly composer: Composer
  /** Opens the dictionary for Chinese questions on English articles; without one they go unanswered. */
  readonly openDictionary?: (() => Promise<GlossDictionary | undefined>) | undefined
  /** Questions that these articles answer, shown with small talk. */
  readonly sampleQuestions?: ((language?: string) => Promise<readonly string[]>) | undefined
  /** Chooses among the sentences found, where the operator has set one. */
  readonly languageModel?: LanguageModel | undefined
  /** Called with each quote that failed its verification and was withheld. */
  readonly onWithheld?: (quote: Quote) => void
  /** Called with each stage as it ends. */
  readonly onStage?: OnStage | undefined
  /** Parts of the pipeline that are left out. */
  readonly without?: Without
}

/**
 * Pipeline 2: question → resolve → retrieve → evidence → verify → compose, as a stream of events.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export async function* answerQuestion(
  {
    embedder,
    composer,
    openDictionary,
    sampleQuestions,
    languageModel,
    onWithheld,
    onStage,
    without = nothing,
  }: AnswererDependencies,
  index: OpenIndex,
  request: AskRequest,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const question = checkQuestion(request.question)
  const id = answerId(index, request)
  yield { type: 'answer.created', id, question }
  const understanding = stagesFromHere(onStage)
  const resolved = resolveQuestion(question, without.has('history') ? [] : request.messages)
  const tools = { composer, openDictionary, sampleQuestions }
  const directly = { id, request, resolved, isLeftOut: without.has('collection') }
  const direct = await answerDirectly(tools, index, directly)
  understanding('resolve')
  const understood = direct?.resolved_question ?? resolved.text
  yield {
    type: 'question.resolved',
    resolved_question: understood,
    changed: understood !== question,
  }
  if (direct) {
    yield { type: 'retrieval.completed', passages: 0, sources: direct.sources }
    yield* answerEvents({ ...direct, ...notAsked(languageModel) })
    return
  }
  const clock = stopwatch()
  const searching = stagesFromHere(onStage)
  const asked = splitQuestion(resolved, without.has('parts') ? 1 : request.max_quotes)
  const read = await readParts(index, asked, embedder, openDictionary)
  const embed = clock()
  searching('embed')
  signal?.throwIfAborted()
  const parts = await findParts(index, read, embedder, request, { without, onStage })
  const findings = joinFindings(parts)
  const retrieved = clock()
  yield {
    type: 'retrieval.completed',
    passages: findings.passages.length,
    sources: sourcesOf(findings, []),
  }
  const answering = stagesFromHere(onStage)
  const language = questionLanguage(question)
  const phrases = phrasesFor(language)
  const gloss = parts.flatMap((part) => part.reading.gloss?.text ?? []).join(' ')
  const note = gloss ? phrases.searchedFor(gloss) : undefined
  await nextTurn()
  const cited = await citeParts(index, parts, phrases, onWithheld)
  answering('verify')
  const composed = { question: resolved.text, ...cited, phrases, ...(note ? { note } : {}) }
  const composition = await composer.compose(composed)
  answering('compose')
  signal?.throwIfAborted()
  const refusal = cited.refusal && noted(cited.refusal, note)
  const answerable = refusal === null
  const answer: Answer = {
    id,
    object: 'answer',
    kind: 'answer',
    question,
    resolved_question: resolved.text,
    ...(gloss ? { searched_for: gloss } : {}),
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
    ...describeParts(cited.parts),
    ...(request.explain ? { explain: explainFindings(findings) } : {}),
  }
  if (!languageModel || refusal || request.mode === 'extractive') {
    yield* answerEvents({ ...answer, ...notAsked(languageModel) })
    return
  }
  const given = { answer, parts, cited, phrases, note, maxQuotes: request.max_quotes, onWithheld }
  // Loaded for the first question to a model: nothing else waits for it.
  const { answerWithModel } = await import('./answer/language-model/answer-with-model.ts')
  const chosen = await answerWithModel(languageModel, index, given, signal)
  answering('llm')
  yield* answerEvents(chosen)
}

/** A refusal is never overruled, and what is answered by fixed words needs nobody to choose. */
function notAsked(model: LanguageModel | undefined): { llm?: LanguageModelUse } {
  return model ? { llm: { status: 'not_asked', model: model.name } } : {}
}

/** The same index and the same request give the same id. */
function answerId(index: OpenIndex, request: AskRequest): string {
  const { stream: _, ...asked } = request
  const digest = createHash('sha256')
    .update(JSON.stringify([index.hash, asked]))
    .digest('hex')
  return `ans_${digest.slice(0, 24)}`
}

/** What was searched for is said with a refusal, too. */
function noted(refusal: Refusal, note: string | undefined): Refusal {
  return note ? { ...refusal, message: `${refusal.message} ${note}` } : refusal
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
