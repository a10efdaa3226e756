import { z } from 'zod'
import { answer, askRequest, searchRequest, searchResponse } from '../../answer/answer.ts'
import { suggestion, suggestionsRequest } from '../../answer/suggestions.ts'
import { bundle, bundleRequest } from '../../verify/bundle.ts'
import { verification, verifyRequest } from '../../verify/verification.ts'
import { body, json, type Operation, problems } from './operation.ts'
import { indexReference } from './source-schemas.ts'

const eventStream = z
  .object({
    event: z.enum([
      'answer.created',
      'question.resolved',
      'retrieval.completed',
      'citation.added',
      'answer.delta',
      'answer.completed',
      'answer.refused',
      'error',
    ]),
    id: z
      .string()
      .optional()
      .describe('Says where to go on: send it as Last-Event-ID. An error has none.'),
    data: z.string().meta({ contentMediaType: 'application/json' }),
  })
  .meta({
    id: 'AnswerEvent',
    description:
      'One of the server-sent events. The last is answer.completed, answer.refused (both with the whole answer) or error.',
  })
const suggestions = z
  .object({
    object: z.literal('suggestions'),
    suggestions: z.array(suggestion),
    index: indexReference,
  })
  .meta({ id: 'Suggestions' })
const busy = [400, 413, 415, 422, 503, 504] as const

/** What is asked and checked: everything that takes work. */
export const askOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/ask',
    operation: {
      operationId: 'ask',
      tags: ['Questions'],
      summary: 'Answer a question with quotes, or refuse',
      description:
        'As a stream of events with `stream: true` or `Accept: text/event-stream`. A refusal is a 200, too.',
      requestParams: {
        header: z.object({
          'Last-Event-ID': z
            .string()
            .optional()
            .describe('Of a stream that broke off: the events after this one are given.'),
        }),
      },
      requestBody: body(askRequest, { question: 'When is high tide?' }),
      responses: {
        '200': {
          description: 'An answer made of quotes, or a refusal with its reason.',
          content: {
            'application/json': { schema: answer },
            'text/event-stream': { schema: eventStream },
          },
        },
        '204': { description: 'Nothing comes after the event that Last-Event-ID names.' },
        ...problems(...busy),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/search',
    operation: {
      operationId: 'search',
      tags: ['Questions'],
      summary: 'Find the passages nearest to a query',
      requestBody: body(searchRequest, { query: 'high tide', top_k: 3 }),
      responses: {
        ...json('The passages, best first, with their scores.', searchResponse),
        ...problems(...busy),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/suggestions',
    operation: {
      operationId: 'suggest',
      tags: ['Questions'],
      summary: 'Questions that follow from an answer, and that the articles answer',
      requestBody: body(suggestionsRequest, { question: 'When is high tide?' }),
      responses: {
        ...json('The questions; none where there are none.', suggestions),
        ...problems(...busy),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/verify',
    operation: {
      operationId: 'verify',
      tags: ['Quotations'],
      summary: 'Check the quotations of a text, or a list of them',
      requestBody: body(verifyRequest, { quotes: [{ quote: 'High tide is at noon.' }] }),
      responses: {
        ...json('Of each quotation, whether the articles hold it.', verification),
        ...problems(...busy),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/bundles',
    operation: {
      operationId: 'makeBundle',
      tags: ['Quotations'],
      summary: 'Put an answer together with the texts that it quotes',
      description: 'What comes of it is checked without this server.',
      requestBody: body(bundleRequest),
      responses: {
        ...json('The answer and the whole texts that it quotes.', bundle),
        ...problems(400, 404, 410, 413, 415, 422, 503, 504),
      },
    },
  },
]
