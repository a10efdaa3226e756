import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  wrap,
} from 'cockatiel'
import type { FailedReply, LanguageModel, ModelFailure, ModelReply } from './language-model.ts'

/** Questions with the model at once; what comes past them is answered without it. */
const mostAtOnce = 4

/** Failures in a row until it is left alone, and for how long, in milliseconds. */
const mostInARow = 3
const pause = 30_000

/** What tells that the server is ill, rather than that it answered badly. */
const outages: readonly ModelFailure[] = [
  ...(['timeout', 'unreachable', 'server_error', 'rate_limited'] as const),
  ...(['too_long', 'cut_off'] as const),
]

export interface GuardOptions {
  /** Told when the model is left alone, with what it failed by and for how many milliseconds. */
  readonly onPause?: (reply: FailedReply, pauseMs: number) => void
  readonly pauseMs?: number
}

/**
 * The same model, but never more than a few questions with it at once, and none for a while after it
 * has failed several times in a row: then one question tries it, and the others go on without it.
 */
export function guardLanguageModel(
  model: LanguageModel,
  { onPause, pauseMs = pause }: GuardOptions = {},
): LanguageModel {
  const isOutage = (reply: ModelReply | undefined): boolean =>
    reply === undefined || ('failure' in reply && outages.includes(reply.failure))
  const breaker = circuitBreaker(
    handleWhenResult((reply) => isOutage(reply as ModelReply | undefined)),
    { breaker: new ConsecutiveBreaker(mostInARow), halfOpenAfter: pauseMs },
  )
  breaker.onBreak((reason) => {
    const reply = 'value' in reason ? (reason.value as ModelReply | undefined) : undefined
    if (reply && 'failure' in reply) onPause?.(reply, pauseMs)
  })
  const policy = wrap(bulkhead(mostAtOnce), breaker)
  return {
    name: model.name,
    async complete(prompt, signal) {
      // The library would let these wait for the one that tries.
      if (breaker.state === CircuitState.HalfOpen) return { failure: 'paused' }
      try {
        const reply = await policy.execute(async () => {
          try {
            return await model.complete(prompt, signal)
          } catch (error) {
            // Who goes away says nothing of the model; a trial that was left has to be made again.
            if (breaker.state === CircuitState.HalfOpen) return undefined
            throw error
          }
        })
        signal?.throwIfAborted()
        return reply ?? { failure: 'unreachable' }
      } catch (error) {
        if (error instanceof BulkheadRejectedError) return { failure: 'busy' }
        if (error instanceof BrokenCircuitError) return { failure: 'paused' }
        throw error
      }
    },
  }
}
