import { expect, onTestFinished, test } from 'vitest'
import { type Answer, answer } from '../../../src/answer/answer.ts'
import { createOpenAiModel } from '../../../src/answer/language-model/openai-language-model.ts'
import { wholeAnswer } from '../../support/ask-index.ts'
import { makeIndex } from '../../support/make-index.ts'
import { type ModelScript, startScriptedModel } from '../../support/scripted-model.ts'
import { type Lie, lies, luckOf, seededRandom, slowLies } from './lies.ts'
import { portArticles, portQuestions } from './port-articles.ts'
import { bare, inexact } from './scripted-replies.ts'

/** Answers in all, those for which the server takes all the time there is, and how many at once. */
const answersAsked = 1000
const slowAnswers = 10
const atOnce = 4

/** A told lie by the question it was told to, since several are under way at once. */
function tellInTurn(told: Map<string, Lie>, luck: ReturnType<typeof luckOf>): ModelScript {
  return (request) => {
    const lie = told.get(request.question)
    if (!lie) throw new Error(`Nothing is to be told of ${request.question}.`)
    return lie.tell(request, luck)
  }
}

test('a server that lies in every way: 1,000 answers, and no quote that is not exact', async () => {
  const index = await makeIndex(portArticles)
  const told = new Map<string, Lie>()
  const luck = luckOf(seededRandom(20_260_301))
  const server = await startScriptedModel(tellInTurn(told, luck))
  onTestFinished(() => server.stop())
  const languageModel = createOpenAiModel({
    ...{ baseUrl: server.url, model: 'liar', key: undefined, timeoutMs: 800 },
  })
  const plain = new Map<string, Answer>()
  for (const question of portQuestions) plain.set(question, await wholeAnswer(index, question))

  const outcomes = new Map<string, number>()
  const wrong: string[] = []
  const quotes = { given: 0, chosen: 0 }
  let asked = 0
  /** Asks its share of the questions, one after another. */
  async function ask(questions: readonly string[]): Promise<void> {
    for (let at = 0; asked < answersAsked; at += 1) {
      const number = asked
      asked += 1
      const question = questions[at % questions.length] ?? ''
      const lie = number % 100 === 99 ? luck.one(slowLies) : lies[number % lies.length]
      if (!lie) throw new Error('There is no such lie.')
      told.set(question, lie)
      const made = await wholeAnswer(index, question, { languageModel })
      const outcome = made.llm?.reason ?? made.llm?.status ?? 'nothing'
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      quotes.given += made.citations.length
      if (made.mode === 'llm') quotes.chosen += made.citations.length
      // On a machine with much else to do any reply may come too late.
      const isExpected = [...lie.outcomes, 'timeout'].some((one) => one === outcome)
      if (!isExpected) wrong.push(`${lie.name}: ${outcome}`)
      const extractive = plain.get(question)
      if (
        made.mode !== 'llm' &&
        JSON.stringify(bare(made)) !== JSON.stringify(extractive && bare(extractive))
      ) {
        wrong.push(`${lie.name}: not the extractive answer`)
      }
      if (!answer.safeParse(made).success) wrong.push(`${lie.name}: not of the schema`)
      wrong.push(...inexact(index, made).map((quote) => `${lie.name}: inexact “${quote}”`))
      wrong.push(...strangeWords(made).map((words) => `${lie.name}: “${words}”`))
    }
  }
  // Each of them has questions of its own, so that a lie meets the question it was made for.
  const shares = Array.from({ length: atOnce }, (_, share) =>
    portQuestions.filter((_, at) => at % atOnce === share),
  )
  await Promise.all(shares.map(ask))

  expect(wrong).toEqual([])
  expect(asked).toBe(answersAsked)
  expect(server.asked).toHaveLength(answersAsked)
  expect(quotes.given).toBeGreaterThan(answersAsked)
  expect(quotes.chosen).toBeGreaterThan(100)
  expect(outcomes.get('timeout')).toBeGreaterThanOrEqual(slowAnswers)
}, 240_000)

/** Words that are not marked as the model's and hold what only a lie brings. */
function strangeWords({ content }: Answer): string[] {
  return content.flatMap((part) =>
    part.type === 'text' && !part.by && /Atlantis|evil|ruin|777|On this|Further/.test(part.text)
      ? [part.text]
      : [],
  )
}
