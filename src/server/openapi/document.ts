import { createDocument, type oas31, type ZodOpenApiPathsObject } from 'zod-openapi'
import { askOperations } from './ask-operations.ts'
import { giveOperations } from './give-operations.ts'
import { failures, openAiOperations } from './openai-operations.ts'
import { type Operation, problems } from './operation.ts'
import { readOperations } from './read-operations.ts'

/** Every operation of the API, in the order the document has them. */
export const operations: readonly Operation[] = [
  ...askOperations,
  ...readOperations,
  ...giveOperations,
  ...openAiOperations,
]

/**
 * The API as an OpenAPI 3.1 document, made of the schemas that requests are checked with.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiDocument(version: string): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const { method, path, operation } of operations) {
    paths[path] = { ...paths[path], [method]: guarded(path, operation) }
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Footnote',
      version,
      description:
        'Offsets are UTF-16 units into the canonical text of an article, end exclusive. Errors are ' +
        'problem+json (RFC 9457) with a stable `code`. Unknown fields of a request are refused by name.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{}, { bearer: [] }],
    tags: [
      { name: 'Questions', description: 'Answers made of quotes, and the passages behind them.' },
      { name: 'Quotations', description: 'Quotes by their address, and quotations checked.' },
      { name: 'Sources', description: 'The articles and their texts.' },
      { name: 'Feedback', description: 'What people say of answers, kept beside the index.' },
      {
        name: 'OpenAI',
        description: 'For clients that know that API: any question, always quoted.',
      },
      { name: 'Server', description: 'What the server is doing.' },
    ],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A key (fn_…) that the operator has made with `npm run key`; asked for where there is one.',
        },
      },
    },
  })
}

/** Open to everybody, and not counted. */
const unguarded = new Set(['/healthz', '/readyz'])

/** What any request can meet before its route: a key that is asked for, and too many requests. */
function guarded(path: string, operation: Operation['operation']): Operation['operation'] {
  if (unguarded.has(path)) return { ...operation, security: [] }
  const isOpen = path.startsWith('/v1/problems/')
  const inform = operation.tags?.includes('OpenAI') ? failures : problems
  const responses = {
    ...inform(...(isOpen ? [429] : [401, 403, 429, 503])),
    ...operation.responses,
  }
  return { ...operation, ...(isOpen ? { security: [] } : {}), responses }
}
