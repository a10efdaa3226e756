import type { Answer } from '../../src/answer/answer.ts'
import { plainQuestion } from '../../src/question/plain-question.ts'
import type { Settings } from '../../src/settings.ts'
import { createFootnote, type Footnote } from '../../src/wiring.ts'
import { type Measure, measureOf, median } from './summary.ts'

export interface BenchOptions {
  /** Its index is up to date. */
  readonly settings: Settings
  /** Asked one after another in each round. */
  readonly questions: readonly string[]
  readonly rounds: number
}

/** Most that an answer, or a search, may cost, in embeddings of its question. */
const target = 3

const embedding = 'embedding the question'

/**
 * An answer, a search and the embedding of the same question, in turn, question after question: what
 * else the machine does falls on all three alike.
 */
export async function measureWarm({
  settings,
  questions,
  rounds,
}: BenchOptions): Promise<Measure[]> {
  const footnote = createFootnote(settings)
  try {
    await footnote.open()
    // Code is compiled and passages are read before anything counts.
    for (const question of questions) await timeQuestion(footnote, question)
    const shares: Times[] = []
    for (let round = 0; round < rounds; round += 1) {
      const times = []
      for (const question of questions) times.push(await timeQuestion(footnote, question))
      shares.push(middleOf(times.map(overEmbedding)))
    }
    const measure = (name: string, part: keyof Times, most?: number) =>
      measureOf(
        name,
        embedding,
        shares.map((share) => share[part]),
        most,
      )
    return [
      measure('answer', 'answer', target),
      measure('search', 'search', target),
      measure('answer: embedding', 'embed'),
      measure('answer: finding and weighing', 'retrieve'),
      measure('answer: citing and composing', 'compose'),
    ]
  } finally {
    await footnote.close()
  }
}

/**
 * The program put together anew in each round, with another question first each time: once the model
 * is there and nothing else is, and from the start.
 */
export async function measureCold({
  settings,
  questions,
  rounds,
}: BenchOptions): Promise<Measure[]> {
  const first: number[] = []
  const start: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const question = questions[round % questions.length] ?? ''
    const toVector = await fresh(settings, async (footnote) => {
      await embed(footnote, question)
    })
    const toAnswer = await fresh(settings, async (footnote) => {
      await answer(footnote, question)
    })
    start.push(toAnswer / toVector)
    await fresh(settings, async (footnote) => {
      await embed(footnote, 'Is anybody there?')
      const answered = await timeOf(() => answer(footnote, question))
      const embedded = []
      for (let again = 0; again < 5; again += 1) {
        embedded.push(await timeOf(() => embed(footnote, question)))
      }
      first.push(answered / median(embedded))
    })
  }
  return [
    measureOf('first answer once the model is loaded', embedding, first),
    measureOf('start to first answer', 'start to first embedding', start),
  ]
}

/** Milliseconds. */
interface Times {
  readonly answer: number
  readonly search: number
  readonly embedAlone: number
  readonly embed: number
  readonly retrieve: number
  readonly compose: number
}

async function timeQuestion(footnote: Footnote, question: string): Promise<Times> {
  const embedAlone = await timeOf(() => embed(footnote, question))
  let given: Answer | undefined
  const answered = await timeOf(async () => {
    given = await answer(footnote, question)
  })
  const search = await timeOf(() => footnote.search({ query: question, top_k: 10 }))
  const { embed: embedded = 0, retrieve = 0, compose = 0 } = given?.timings_ms ?? {}
  return { answer: answered, search, embedAlone, embed: embedded, retrieve, compose }
}

function overEmbedding(times: Times): Times {
  return mapTimes(times, (_, value) => value / times.embedAlone)
}

/** Of each part the median over the questions. */
function middleOf(all: readonly Times[]): Times {
  const [template] = all
  if (!template) throw new Error('There is no question to time.')
  return mapTimes(template, (part) => median(all.map((times) => times[part])))
}

function mapTimes(times: Times, map: (part: keyof Times, value: number) => number): Times {
  const entries = Object.entries(times) as [keyof Times, number][]
  return Object.fromEntries(
    entries.map(([part, value]) => [part, map(part, value)]),
  ) as unknown as Times
}

/** What an answer needs of the model at the very least; nothing keeps a question's vector. */
async function embed(footnote: Footnote, question: string): Promise<void> {
  await (await footnote.embedder()).embedQuery(plainQuestion(question))
}

async function answer(footnote: Footnote, question: string): Promise<Answer> {
  for await (const event of footnote.ask({ question })) {
    if (event.type === 'answer.completed' || event.type === 'answer.refused') return event.answer
  }
  throw new Error(`"${question}" got no answer.`)
}

/** Milliseconds from making the program to the end of `use`; closing it is not counted. */
async function fresh(
  settings: Settings,
  use: (footnote: Footnote) => Promise<void>,
): Promise<number> {
  const started = performance.now()
  const footnote = createFootnote(settings)
  try {
    await footnote.open()
    await use(footnote)
    return performance.now() - started
  } finally {
    await footnote.close()
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
