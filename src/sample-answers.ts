import { sampleCandidates, variedQuestions } from './question/sample-questions.ts'
import type { ApiDependencies } from './server/dependencies.ts'
import type { OpenIndex } from './store/open-index.ts'

/** Sample questions shown, and candidates tried for them. */
const samplesShown = 4
const samplesTried = 16
/** A sample is a promise: it must be answered with at least this confidence. */
const sampleConfidence = 0.7

/** Candidates that are answered from the article they were made of, one an article first. */
async function findSamples(index: OpenIndex, ask: ApiDependencies['ask']): Promise<string[]> {
  const questions: string[] = []
  for (const candidate of sampleCandidates(index.articles, index.passages).slice(0, samplesTried)) {
    for await (const event of ask({ question: candidate.question })) {
      if (event.type !== 'answer.completed') continue
      const { confidence, citations } = event.answer
      const own = citations[0]?.source_id === candidate.sourceId
      if (own && confidence >= sampleConfidence) questions.push(candidate.question)
    }
  }
  return variedQuestions(questions, samplesShown)
}

/** `findSamples`, once for each index: those of the last one are kept. */
export function rememberSamples(
  ask: ApiDependencies['ask'],
): (index: OpenIndex) => Promise<readonly string[]> {
  let last: { hash: string; questions: Promise<readonly string[]> } | undefined
  return (index) => {
    if (last?.hash === index.hash) return last.questions
    const { hash } = index
    const questions = findSamples(index, ask).catch((error: unknown) => {
      if (last?.hash === hash) last = undefined
      throw error
    })
    last = { hash, questions }
    return questions
  }
}
