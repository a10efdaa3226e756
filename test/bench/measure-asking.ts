import type { Answer } from '../../src/answer/answer.ts'
import { plainQuestion } from '../../src/question/plain-question.ts'
import { createAsker } from './ask-server.ts'
import type { BareModel } from './bare-model.ts'
import { startServed } from './monitored.ts'
import { type Measure, measureOf, median } from './summary.ts'

export interface AskingOptions {
  /** An index of the five articles that is up to date, and its corpus. */
  readonly flags: readonly string[]
  /**
   * Different ones, more than a server keeps the vectors of: then each of them is new when it is
   * asked again.
   */
  readonly questions: readonly string[]
  readonly rounds: number
  readonly bare: BareModel
}

const clients = 8

/**
 * `/v1/ask` over HTTP of a running server, over what the bare model takes for the same question in
 * another process, question after question; then eight clients at once, over one loop of the model.
 */
export async function measureAsking(options: AskingOptions): Promise<Measure[]> {
  const { flags, questions, rounds, bare } = options
  const server = await startServed([...flags, '--no-watch'])
  const asker = createAsker(server.url, clients)
  try {
    // Code is compiled and passages are read before anything counts.
    for (let turn = 0; turn < 2; turn += 1) {
      for (const question of questions) await asker.ask(question)
    }
    const alone: Share[] = []
    const together: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await oneAfterAnother(options, asker.timed))
      const times = await bare.embed(questions.map(plainQuestion), 'query')
      const embeddings = questions.length / times.reduce((sum, time) => sum + time, 0)
      together.push((await answersPerMs(questions, asker.ask)) / embeddings)
    }
    const part = (name: string, key: keyof Share) =>
      measureOf(
        name,
        'bare embedding',
        alone.map((share) => share[key]),
      )
    const whole = alone.map(({ answer }) => answer)
    return [
      measureOf('/v1/ask at 5 articles, p50', 'bare embedding', whole, { floor: 2, aim: 1.3 }),
      part('- its embedding, in a worker', 'embed'),
      part('- finding and weighing', 'retrieve'),
      part('- citing and composing', 'compose'),
      part('- HTTP and all else', 'rest'),
      measureOf('8 clients, answers/s', 'embeddings/s of one loop', together, {
        ...{ floor: 1, aim: 1.3, more: true },
      }),
    ]
  } finally {
    asker.close()
    await server.stop()
  }
}

/** Parts of an answer's time, each over the bare embedding. */
interface Share {
  readonly answer: number
  readonly embed: number
  readonly retrieve: number
  readonly compose: number
  readonly rest: number
}

async function oneAfterAnother(
  { questions, bare }: AskingOptions,
  ask: (question: string) => Promise<{ answer: Answer; ms: number }>,
): Promise<Share> {
  const embedded: number[] = []
  const asked: { ms: number; timings: Record<string, number> }[] = []
  for (const question of questions) {
    embedded.push(...(await bare.embed([plainQuestion(question)], 'query')))
    const { answer, ms } = await ask(question)
    asked.push({ ms, timings: answer.timings_ms as Record<string, number> })
  }
  const unit = median(embedded)
  const of = (pick: (one: (typeof asked)[number]) => number) => median(asked.map(pick)) / unit
  const timing = (name: string) => of(({ timings }) => timings[name] ?? 0)
  const sum = ({ timings }: (typeof asked)[number]) =>
    Object.values(timings).reduce((total, value) => total + value, 0)
  return {
    answer: of(({ ms }) => ms),
    embed: timing('embed'),
    retrieve: timing('retrieve'),
    compose: timing('compose'),
    rest: of((one) => one.ms - sum(one)),
  }
}

/** Each question once, by eight clients that ask the next one as soon as they have an answer. */
async function answersPerMs(
  questions: readonly string[],
  ask: (question: string) => Promise<unknown>,
): Promise<number> {
  const waiting = [...questions]
  const client = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await ask(next)
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  return questions.length / (performance.now() - started)
}
