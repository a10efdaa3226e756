import { tryGetContext } from 'hono/context-storage'
import { finalAnswer } from '../answer-run.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { ServerObserver } from './server-observer.ts'

/** The same, telling of every answer as it is given. */
export function observeAnswers<Dependencies extends Pick<ApiDependencies, 'ask'>>(
  dependencies: Dependencies,
  observers: readonly ServerObserver[],
): Dependencies {
  return {
    ...dependencies,
    async *ask(...given: Parameters<ApiDependencies['ask']>) {
      const requestId = currentRequestId()
      for await (const event of dependencies.ask(...given)) {
        const answer = finalAnswer(event)
        if (answer) for (const observer of observers) observer.answer({ requestId, answer })
        yield event
      }
    },
  }
}

function currentRequestId(): string {
  return tryGetContext<{ Variables: { requestId: string } }>()?.get('requestId') ?? ''
}
