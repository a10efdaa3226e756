import { z } from 'zod'
import { chatRequest } from '../openai/chat-request.ts'
import { body, json, type Operation, problems } from './operation.ts'

const urlCitation = z
  .object({
    type: z.literal('url_citation'),
    url_citation: z.object({
      start_index: z.int().describe('UTF-16 units into the content; the quote stands there.'),
      end_index: z.int(),
      url: z.string(),
      title: z.string(),
    }),
    footnote: z.object({
      id: z.string(),
      number: z.int(),
      quote: z.string(),
      source_id: z.string(),
      source_path: z.string(),
      revision: z.string(),
      start: z.int(),
      end: z.int(),
    }),
  })
  .meta({ id: 'UrlCitation', description: 'A quote, as an annotation of the message.' })

const completion = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.literal('footnote'),
    system_fingerprint: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          annotations: z.array(urlCitation),
        }),
        finish_reason: z.literal('stop'),
        logprobs: z.null(),
      }),
    ),
    usage: z.object({
      prompt_tokens: z.int(),
      completion_tokens: z.int(),
      total_tokens: z.int(),
    }),
    footnote: z.object({
      answerable: z.boolean(),
      refusal_reason: z.string().nullable(),
      unknown_terms: z.array(z.string()),
      confidence: z.number(),
      resolved_question: z.string(),
    }),
  })
  .meta({ id: 'ChatCompletion', description: 'An answer in the form of OpenAI’s API.' })

const chunk = z
  .object({
    event: z.literal('message').optional().describe('Not sent: what readers take it for.'),
    data: z.string().meta({ contentMediaType: 'application/json' }),
  })
  .meta({
    id: 'ChatCompletionChunk',
    description: 'One of the events of a streamed completion; the last one is [DONE].',
  })

const failure = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: 'OpenAiFailure', description: 'An error in the form of OpenAI’s API.' })

const model = z
  .object({
    id: z.literal('footnote'),
    object: z.literal('model'),
    created: z.int(),
    owned_by: z.literal('footnote'),
  })
  .meta({ id: 'Model' })
const models = z
  .object({ object: z.literal('list'), data: z.array(model) })
  .meta({ id: 'ModelList' })

/** Problems in the words of OpenAI's errors. */
export function failures(...statuses: readonly number[]) {
  const told = problems(...statuses)
  for (const response of Object.values(told)) {
    Object.assign(response as object, { content: { 'application/json': { schema: failure } } })
  }
  return told
}

/** The part of the API that clients of OpenAI's know. */
export const openAiOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/chat/completions',
    operation: {
      operationId: 'createChatCompletion',
      tags: ['OpenAI'],
      summary: 'The answer of /v1/ask in the form of OpenAI’s API, each quote an annotation',
      description: 'The last message of the user is the question. As a stream with `stream: true`.',
      requestBody: body(chatRequest, {
        model: 'footnote',
        messages: [{ role: 'user', content: 'When is high tide?' }],
      }),
      responses: {
        '200': {
          description: 'The answer, or why there is none.',
          content: {
            'application/json': { schema: completion },
            'text/event-stream': { schema: chunk },
          },
        },
        ...failures(400, 404, 413, 415, 422, 503, 504),
      },
    },
  },
  {
    method: 'get',
    path: '/v1/models',
    operation: {
      operationId: 'listModels',
      tags: ['OpenAI'],
      summary: 'The one model there is',
      responses: json('It.', models),
    },
  },
  {
    method: 'get',
    path: '/v1/models/{model}',
    operation: {
      operationId: 'getModel',
      tags: ['OpenAI'],
      summary: 'One model',
      requestParams: { path: z.object({ model: z.string().meta({ example: 'footnote' }) }) },
      responses: { ...json('It.', model), ...failures(404) },
    },
  },
]
