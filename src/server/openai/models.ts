import { Hono } from 'hono'
import type { ApiDependencies } from '../dependencies.ts'
import { modelName } from './completion.ts'
import { modelNotFound, openAiErrors } from './openai-error.ts'

/** `GET /v1/models` and `GET /v1/models/{model}`: the one that answers by quoting. */
export function modelsRoute(dependencies: ApiDependencies): Hono {
  const model = () => ({
    id: modelName,
    object: 'model',
    // Of the index that answers, as a model is of the day it was made.
    created: Math.floor(Date.parse(dependencies.currentIndex()?.builtAt ?? '1970-01-01') / 1000),
    owned_by: 'footnote',
  })
  return new Hono()
    .use(openAiErrors)
    .get('/', (c) => c.json({ object: 'list', data: [model()] }))
    .get('/:model', (c) => {
      const name = c.req.param('model')
      return name === modelName ? c.json(model()) : modelNotFound(c, name, modelName)
    })
}
