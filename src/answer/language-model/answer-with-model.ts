import type { Quote } from '../../evidence/evidence.ts'
import type { PartFindings } from '../../evidence/part-findings.ts'
import type { OpenIndex } from '../../store/open-index.ts'
import type { Answer, Citation } from '../answer.ts'
import { type CitedPart, type CitedQuestion, disagreementOf } from '../cite-parts.ts'
import { citeQuotes } from '../cite-quotes.ts'
import { describeParts } from '../describe-findings.ts'
import type { Phrases } from '../phrases.ts'
import { cutPicks } from './cut-picks.ts'
import { judgeWords } from './judge-words.ts'
import type { FallbackReason, LanguageModel } from './language-model.ts'
import { type OfferedSentence, offerSentences } from './offer-sentences.ts'
import { composeParts, type PlacedReply, placeCitations } from './place-parts.ts'
import { readReply } from './read-reply.ts'
import { writePrompt } from './write-prompt.ts'

/** Quotes at most where a question does not say. */
const mostQuotesUsual = 12

export interface ModelCase {
  /** The extractive answer, which stands where the model's reply does not. */
  readonly answer: Answer
  /** What was found for each part of the question, and its verdicts. */
  readonly parts: readonly PartFindings[]
  readonly cited: CitedQuestion
  readonly phrases: Phrases
  readonly note?: string | undefined
  readonly maxQuotes?: number | undefined
  readonly onWithheld?: ((quote: Quote) => void) | undefined
}

/**
 * The answer with quotes that a language model chose among the sentences found, or the extractive
 * one with the reason why not. The model names sentences; what is quoted is cut and compared here.
 * @throws the signal's reason once that is aborted
 */
export async function answerWithModel(
  model: LanguageModel,
  index: OpenIndex,
  given: ModelCase,
  signal?: AbortSignal,
): Promise<Answer> {
  const { answer } = given
  const started = performance.now()
  const chosen = await chooseQuotes(model, index, given, signal)
  signal?.throwIfAborted()
  const llm = Math.round((performance.now() - started) * 10) / 10
  const timings_ms = { ...answer.timings_ms, llm }
  if ('failure' in chosen) {
    const use = { status: 'fallback' as const, reason: chosen.failure, model: model.name }
    return { ...answer, llm: use, timings_ms }
  }
  const { citations, content, answer: text } = composeParts(chosen, given)
  const cited = new Set(citations.map(({ source_id }) => source_id))
  return {
    ...answer,
    mode: 'llm',
    llm: { status: 'used', model: model.name },
    answer: text,
    content: [...content],
    citations: [...citations],
    sources: answer.sources.map((source) => ({ ...source, cited: cited.has(source.id) })),
    timings_ms,
    ...describeParts(chosen.verdicts),
  }
}

type Failed = { readonly failure: FallbackReason }

async function chooseQuotes(
  model: LanguageModel,
  index: OpenIndex,
  { answer, parts, cited, maxQuotes = mostQuotesUsual, onWithheld }: ModelCase,
  signal?: AbortSignal,
): Promise<PlacedReply | Failed> {
  // What is refused stays refused: its sentences are not offered.
  const answered = parts.map((part, at) =>
    cited.parts[at]?.refusal ? { ...part, reason: part.reason ?? 'low_confidence' } : part,
  ) as readonly PartFindings[]
  const offered = offerSentences(answer.id, answered)
  const question = answer.resolved_question
  const prompt = writePrompt({ question, offered, mostQuotes: maxQuotes })
  const reply = await model.complete(prompt, signal)
  if ('failure' in reply) return reply
  const read = readReply(reply.text, offered)
  if ('failure' in read) return read
  const groups = read.parts.flatMap((part) => ('sentences' in part ? [part.sentences] : []))
  const quotes = cutPicks(index, groups, answered)
  if (quotes.flat().length > maxQuotes) return { failure: 'too_many_quotes' }
  const citations = await citeQuotes(index, quotes.flat(), onWithheld)
  if (citations.length < quotes.flat().length) return { failure: 'unverified' }
  const texts = offered.map(({ evidence }) => evidence.text)
  const whole = placeCitations(read.parts, quotes, citations)
  const placed = judgeWords(whole, { offered: texts, question })
  if (!placed) return { failure: 'words_refused' }
  const verdicts = judgeParts(answered, cited, citations, groups.flat())
  return verdicts ? { placed, verdicts } : { failure: 'incomplete' }
}

/**
 * The verdicts on the parts of the question with what was quoted for each; undefined where a part that
 * can be answered, or one of values that differ, was left out.
 */
function judgeParts(
  parts: readonly PartFindings[],
  cited: CitedQuestion,
  citations: readonly Citation[],
  picked: readonly OfferedSentence[],
): CitedPart[] | undefined {
  const verdicts = cited.parts.map((part, at): CitedPart | undefined => {
    if (part.refusal) return part
    const speaking = picked.filter((sentence) => sentence.parts.has(at))
    const own =
      parts.length === 1
        ? citations
        : citations.filter((citation) => speaking.some((one) => holds(citation, one)))
    const differing = part.disagreement && parts[at]?.disagreement
    const disagreement = differing ? disagreementOf(differing, citations) : null
    const values = part.disagreement?.values.length ?? 0
    if (own.length === 0 || (disagreement?.values.length ?? 0) < values) return undefined
    return { ...part, citations: own, disagreement }
  })
  const whole = verdicts.filter((verdict) => verdict !== undefined)
  return whole.length === verdicts.length ? whole : undefined
}

function holds(citation: Citation, { evidence }: OfferedSentence): boolean {
  const { ranked, start, end } = evidence
  const isSame = citation.revision === ranked.passage.revision
  return isSame && citation.start <= start && citation.end >= end
}
