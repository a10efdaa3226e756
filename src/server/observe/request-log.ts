import { open } from 'node:fs/promises'
import { type DestinationStream, destination, pino } from 'pino'
import { describeError, FootnoteError } from '../../errors.ts'
import type { ErrorLogger } from '../problem.ts'
import type { ServerObserver } from './server-observer.ts'

/** A log for programs: one JSON object a line. */
export interface RequestLog extends ServerObserver {
  readonly error: ErrorLogger
  notice(line: string): void
}

export interface RequestLogOptions {
  /** Also what was asked; without it no word of a question is written. */
  readonly questions?: boolean
}

/**
 * A file to write to, made where it is missing; `-` is standard output.
 * @throws FootnoteError `bad_usage` when it cannot be opened
 */
export async function openLogFile(file: string): Promise<DestinationStream> {
  if (file === '-') return destination({ dest: 1, sync: true })
  try {
    await (await open(file, 'a')).close()
  } catch (cause) {
    const message = `The log cannot be written to ${file}: ${describeError(cause)}.`
    throw new FootnoteError('bad_usage', message, { nextStep: 'Choose another with --log.', cause })
  }
  return destination({ dest: file, append: true, sync: true })
}

/** Headers, addresses and bodies are never written: they can hold keys and questions. */
export function createRequestLog(
  destination: DestinationStream,
  { questions = false }: RequestLogOptions = {},
): RequestLog {
  const log = pino(
    {
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  )
  return {
    request({ requestId, method, route, status, ms }) {
      const level = status >= 500 ? 'warn' : 'info'
      log[level]({ request_id: requestId, method, route, status, ms }, 'request')
    },
    answer({ requestId, answer }) {
      const { id, kind, refusal, confidence, citations, language, index, timings_ms } = answer
      log.info(
        {
          request_id: requestId,
          answer_id: id,
          kind,
          answerable: answer.answerable,
          refusal_reason: refusal?.reason ?? null,
          confidence,
          quotes: citations.length,
          language,
          generation: index.generation,
          timings_ms,
          ...(answer.llm ? { llm: answer.llm } : {}),
          ...(questions
            ? { question: answer.question, resolved_question: answer.resolved_question }
            : {}),
        },
        'answer',
      )
    },
    withheld: () => log.error('quote withheld'),
    error(error, requestId) {
      const code = error instanceof FootnoteError ? error.code : undefined
      log.error({ request_id: requestId, code, message: describeError(error) }, 'error')
    },
    notice(line) {
      log.warn({ message: line }, 'notice')
    },
  }
}
