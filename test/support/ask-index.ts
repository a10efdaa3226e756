import type { Answer, AnswerEvent, AskRequest } from '../../src/answer/answer.ts'
import { createExtractiveComposer } from '../../src/answer/extractive-composer.ts'
import type { LanguageModel } from '../../src/answer/language-model/language-model.ts'
import { answerQuestion } from '../../src/answer-question.ts'
import type { Quote } from '../../src/evidence/evidence.ts'
import type { Without } from '../../src/pipeline-part.ts'
import type { GlossDictionary } from '../../src/question/gloss-dictionary.ts'
import type { OnStage } from '../../src/stages.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from './hashing-embedder.ts'

const dependencies = { embedder: createHashingEmbedder(), composer: createExtractiveComposer() }

/** A question's settings beside its words; `signal` ends it early. */
export interface AskOptions extends Omit<AskRequest, 'question'> {
  readonly signal?: AbortSignal
  readonly onWithheld?: (quote: Quote) => void
  readonly openDictionary?: () => Promise<GlossDictionary>
  readonly without?: Without
  readonly onStage?: OnStage
  readonly languageModel?: LanguageModel
}

/** The events of an answer by the real pipeline, with the hashing embedder. */
export function streamAnswer(
  index: OpenIndex,
  question: string,
  {
    signal,
    onWithheld,
    openDictionary,
    without,
    onStage,
    languageModel,
    ...request
  }: AskOptions = {},
): AsyncGenerator<AnswerEvent> {
  const own = {
    ...dependencies,
    ...(onWithheld ? { onWithheld } : {}),
    ...(openDictionary ? { openDictionary } : {}),
    ...(without ? { without } : {}),
    ...(onStage ? { onStage } : {}),
    ...(languageModel ? { languageModel } : {}),
  }
  return answerQuestion(own, index, { question, ...request }, signal)
}

export async function answerEvents(
  index: OpenIndex,
  question: string,
  options: AskOptions = {},
): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = []
  for await (const event of streamAnswer(index, question, options)) events.push(event)
  return events
}

/** The whole answer or refusal, as the last event gives it. */
export async function wholeAnswer(
  index: OpenIndex,
  question: string,
  options: AskOptions = {},
): Promise<Answer> {
  const last = (await answerEvents(index, question, options)).at(-1)
  if (last?.type !== 'answer.completed' && last?.type !== 'answer.refused') {
    throw new Error(`The last event is ${last?.type}.`)
  }
  return last.answer
}
