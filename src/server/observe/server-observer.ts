import type { Answer } from '../../answer/answer.ts'
import type { Stage } from '../../stages.ts'

/** One request, once its response has begun; without its address, which can hold a question. */
export interface RequestRecord {
  readonly requestId: string
  readonly method: string
  /** The pattern that was asked for, such as `/v1/sources/:id`. */
  readonly route: string
  readonly status: number
  /** Milliseconds until the response began. */
  readonly ms: number
}

/** One answer or refusal. */
export interface AnswerRecord {
  /** Empty where it was not asked for over HTTP. */
  readonly requestId: string
  readonly answer: Answer
}

/** Is told what the server does. Must not throw, and must not wait. */
export interface ServerObserver {
  request(record: RequestRecord): void
  answer(record: AnswerRecord): void
  /** A quote differed from the stored text and was not given. */
  withheld(): void
  /** A stage of an answer has ended, within the request that it is made for. */
  stage?(stage: Stage): void
}
