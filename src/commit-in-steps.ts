import type { Article } from './article/article.ts'
import type { IngestDependencies } from './build-index.ts'
import type { Standing } from './compare-corpus.ts'
import type { IngestProblem } from './ingest-summary.ts'
import { makeMaterial } from './make-material.ts'
import type { OpenIndex } from './store/open-index.ts'

/**
 * Text of new articles that is embedded and committed at once, in UTF-16 units: some 4,000 passages,
 * whose vectors and those of their sentences take 30 MB.
 */
const usualTextAtOnce = 2_000_000

/** What was made of the new articles, over all steps. */
export interface MadeCounts {
  readonly newPassages: number
  readonly newSentences: number
  readonly embedded: number
  readonly reused: number
  readonly problems: readonly IngestProblem[]
}

/** One step: the articles that the index is to have by then, and what is made of those that are new. */
export interface CommitStep {
  readonly articles: readonly Article[]
  readonly fresh: readonly Article[]
  readonly material: Pick<
    Awaited<ReturnType<typeof makeMaterial>>,
    'passages' | 'vectors' | 'problems'
  >
}

/**
 * Makes and commits what an index lacks. Many new articles are taken in some at a time, so that memory
 * does not grow with them and a stop loses no more than a step: each commit is an index of its own, of
 * whole articles. A change of articles that the index has is one commit, never half of it.
 * @param commit makes the step the current generation, on top of the index given
 */
export async function commitInSteps(
  dependencies: IngestDependencies,
  previous: OpenIndex | undefined,
  standing: Standing,
  commit: (previous: OpenIndex | undefined, step: CommitStep) => Promise<OpenIndex>,
): Promise<{ index: OpenIndex; made: MadeCounts }> {
  const { fresh, articles } = standing
  const isAllNew = fresh.every(({ id }) => !previous?.articleById.has(id))
  const steps = isAllNew ? stepsOf(fresh, dependencies.textAtOnce ?? usualTextAtOnce) : [fresh]
  const waiting = new Set(steps.flat().map(({ id }) => id))
  const report = reporter(dependencies, steps)
  const counts = { newPassages: 0, newSentences: 0, embedded: 0, reused: 0 }
  const problems: IngestProblem[] = []
  let index = previous
  for (const [at, some] of steps.entries()) {
    const made = await makeMaterial({ ...dependencies, ...report(at) }, some)
    problems.push(...made.problems)
    counts.newPassages += made.passages.length
    for (const { sentences } of made.passages) counts.newSentences += sentences.length
    counts.embedded += made.embedded
    counts.reused += made.reused
    for (const { id } of some) waiting.delete(id)
    const left = new Set(problems.map(({ id }) => id))
    const ready = articles.filter(({ id }) => !waiting.has(id) && !left.has(id))
    // Of these articles none could be taken in; those to come may do.
    if (ready.length === 0 && at < steps.length - 1) continue
    const material = { passages: made.passages, vectors: made.vectors, problems }
    index = await commit(index, { articles: ready, fresh: some, material })
  }
  if (!index) throw new Error('an ingest without a step')
  return { index, made: { ...counts, problems } }
}

/** In the order of the corpus; one step, without articles, where there are none. */
function stepsOf(fresh: readonly Article[], textAtOnce: number): Article[][] {
  const steps: Article[][] = [[]]
  let length = 0
  for (const article of fresh) {
    if (length > 0 && length + article.text.length > textAtOnce) {
      steps.push([])
      length = 0
    }
    steps.at(-1)?.push(article)
    length += article.text.length
  }
  return steps
}

/**
 * Progress over all steps: how many texts those to come will have is told from the length of their
 * articles, until they are cut into passages.
 */
function reporter({ onProgress }: IngestDependencies, steps: readonly (readonly Article[])[]) {
  const lengths = steps.map((some) => some.reduce((sum, { text }) => sum + text.length, 0))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  let beforeLength = 0
  return (at: number): Pick<IngestDependencies, 'onProgress'> => {
    if (!onProgress || steps.length === 1) return onProgress ? { onProgress } : {}
    const length = lengths[at] ?? 0
    return {
      onProgress(step, done, total) {
        const share = (beforeLength + length) / Math.max(1, whole)
        onProgress(
          step,
          before + done,
          Math.max(before + total, Math.round((before + total) / share)),
        )
        if (done < total) return
        before += total
        beforeLength += length
      },
    }
  }
}
