import type { Answer } from './answer/answer.ts'
import type { CandidateKind, QuestionCandidate } from './question/candidates/candidate.ts'
import { inTurns, sampleCandidates } from './question/sample-questions.ts'
import type { ApiDependencies } from './server/dependencies.ts'
import type { OpenIndex } from './store/open-index.ts'

/** Sample questions shown; those found, and candidates tried for them, in each language. */
const samplesShown = 4
const samplesFound = 8
const samplesTried = 20
/** A question that the page proposes is a promise: it must be answered with at least this confidence. */
export const promisedConfidence = 0.7

/** Kinds of sample questions, the most telling first. */
const kinds: readonly CandidateKind[] = [
  'number',
  'price',
  'date',
  'aim',
  'speech',
  'heading',
  'person',
]

interface Sample extends QuestionCandidate {
  /** Primary language of its article. */
  readonly language: string
}

/**
 * Whether an answer keeps what its candidate promised: the best quote is of its article, and what
 * the candidate was made of is among the quotes; of a heading, something under it.
 */
export function keepsPromise(candidate: QuestionCandidate, answer: Answer): boolean {
  const { sourceId, start, end, heading } = candidate
  return (
    answer.refusal === null &&
    answer.kind === 'answer' &&
    answer.confidence >= promisedConfidence &&
    answer.citations[0]?.source_id === sourceId &&
    answer.citations.some(
      (quote) =>
        quote.source_id === sourceId &&
        (heading === undefined
          ? quote.start < end && quote.end > start
          : quote.heading_path.at(-1) === heading),
    )
  )
}

/** The whole answer or refusal to a question by itself. */
export async function lastAnswer(
  ask: ApiDependencies['ask'],
  ...[request, signal]: Parameters<ApiDependencies['ask']>
): Promise<Answer | undefined> {
  for await (const event of ask(request, signal)) if ('answer' in event) return event.answer
  return undefined
}

/** Candidates that are answered as they promise, of each language by itself. */
async function findSamples(index: OpenIndex, ask: ApiDependencies['ask']): Promise<Sample[]> {
  const languages = new Set(index.articles.map(({ language }) => language.split('-')[0] ?? ''))
  const found: Sample[] = []
  for (const language of languages) {
    const own = index.articles.filter((article) => article.language.split('-')[0] === language)
    const kept: Sample[] = []
    const candidates = await sampleCandidates(own, index.passages)
    for (const candidate of candidates.slice(0, samplesTried)) {
      const answer = await lastAnswer(ask, { question: candidate.question })
      if (answer && keepsPromise(candidate, answer)) kept.push({ ...candidate, language })
      if (kept.length === samplesFound) break
    }
    found.push(...kept)
  }
  return found
}

/**
 * The few that are shown: those in the language wanted first, languages in turn where none is; then
 * of different articles, and of different kinds.
 */
function choose(samples: readonly Sample[], wanted: string | undefined): string[] {
  const chosen: Sample[] = []
  const ordered = wanted
    ? [...samples].sort((a, b) => Number(b.language === wanted) - Number(a.language === wanted))
    : inTurns(samples, ({ language }) => language)
  const used = (same: (other: Sample) => boolean) => chosen.filter(same).length
  const cost = (sample: Sample): number =>
    (wanted && sample.language !== wanted ? 100 : 0) +
    2 * used(({ sourceId }) => sourceId === sample.sourceId) +
    used(({ kind }) => kind === sample.kind) +
    // Of equals the one that says most about what is in the articles.
    kinds.indexOf(sample.kind) / kinds.length
  while (chosen.length < Math.min(samplesShown, samples.length)) {
    const rest = ordered.filter((sample) => !chosen.includes(sample))
    const best = Math.min(...rest.map(cost))
    chosen.push(...rest.filter((sample) => cost(sample) === best).slice(0, 1))
  }
  return chosen.map(({ question }) => question)
}

/**
 * Sample questions by the language that is wanted, found once for each index: those of the last one
 * are kept.
 */
export function rememberSamples(
  ask: ApiDependencies['ask'],
): (index: OpenIndex, language?: string) => Promise<readonly string[]> {
  let last: { hash: string; samples: Promise<readonly Sample[]> } | undefined
  return async (index, language) => {
    if (last?.hash !== index.hash) {
      const { hash } = index
      const samples = findSamples(index, ask).catch((error: unknown) => {
        if (last?.hash === hash) last = undefined
        throw error
      })
      last = { hash, samples }
    }
    return choose(await last.samples, language?.toLowerCase().split('-')[0])
  }
}
