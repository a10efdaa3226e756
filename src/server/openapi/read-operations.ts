import { z } from 'zod'
import { pageQuery } from '../read-query.ts'
import { textQuery } from '../source-text.ts'
import { citationLookup } from './citation-schema.ts'
import { json, type Operation, problems } from './operation.ts'
import {
  sourceCitations,
  sourceDetail,
  sourceList,
  sourceRevisions,
  sourceText,
} from './source-schemas.ts'
import { alive, indexStatus, problemType, ready } from './status-schemas.ts'

const sourceId = z.object({
  id: z.string().meta({ pattern: '^src_[0-9a-f]{12}$', example: 'src_d6d28180d3c0' }),
})
const citationId = z.object({
  id: z.string().meta({
    pattern: '^cit_[0-9a-f]{12}-(0|[1-9][0-9]{0,11})-(0|[1-9][0-9]{0,11})$',
    description: 'cit_, the first 12 digits of the revision, and where the quote starts and ends.',
    example: 'cit_34d17b5f4120-24-45',
  }),
})

/** What is looked up by its address. */
export const readOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/sources',
    operation: {
      operationId: 'listSources',
      tags: ['Sources'],
      summary: 'List the articles, in order of path',
      requestParams: { query: pageQuery },
      responses: { ...json('A page of the articles.', sourceList), ...problems(400, 503) },
    },
  },
  {
    method: 'get',
    path: '/v1/sources/{id}',
    operation: {
      operationId: 'getSource',
      tags: ['Sources'],
      summary: 'One article, with its blocks and headings',
      description: 'Also of an article that has left, by the last of its texts that is kept.',
      requestParams: { path: sourceId },
      responses: { ...json('The article.', sourceDetail), ...problems(400, 404, 410, 503) },
    },
  },
  {
    method: 'get',
    path: '/v1/sources/{id}/text',
    operation: {
      operationId: 'getSourceText',
      tags: ['Sources'],
      summary: 'Canonical text from one offset to another, of today or of a kept revision',
      requestParams: { path: sourceId, query: textQuery },
      responses: {
        '200': {
          description: 'The text, at most 100,000 UTF-16 units of it.',
          content: {
            'application/json': { schema: sourceText },
            'text/plain': { schema: z.string() },
          },
        },
        ...problems(400, 404, 410, 422, 503, 504),
      },
    },
  },
  {
    method: 'get',
    path: '/v1/sources/{id}/revisions',
    operation: {
      operationId: 'listSourceRevisions',
      tags: ['Sources'],
      summary: 'The texts of a source that are kept, the newest first',
      requestParams: { path: sourceId },
      responses: {
        ...json('The kept texts with their dates.', sourceRevisions),
        ...problems(400, 404, 410, 503, 504),
      },
    },
  },
  {
    method: 'get',
    path: '/v1/sources/{id}/citations',
    operation: {
      operationId: 'listSourceCitations',
      tags: ['Sources'],
      summary: 'The places of an article that answers have quoted, the one quoted last first',
      requestParams: { path: sourceId, query: pageQuery },
      responses: {
        ...json('The quoted places.', sourceCitations),
        ...problems(400, 404, 410, 503, 504),
      },
    },
  },
  {
    method: 'get',
    path: '/v1/citations/{id}',
    operation: {
      operationId: 'getCitation',
      tags: ['Quotations'],
      summary: 'A quote by its address, now and after the article has changed',
      requestParams: { path: citationId },
      responses: {
        ...json('The quoted words, and what has become of them.', citationLookup),
        ...problems(400, 404, 410, 503, 504),
      },
    },
  },
  {
    method: 'get',
    path: '/v1/index',
    operation: {
      operationId: 'getIndex',
      tags: ['Server'],
      summary: 'What is going on with the index, and what it holds',
      responses: json('The index.', indexStatus),
    },
  },
  {
    method: 'get',
    path: '/v1/problems/{code}',
    operation: {
      operationId: 'getProblemType',
      tags: ['Server'],
      summary: 'What an error code means',
      requestParams: { path: z.object({ code: z.string().meta({ example: 'not_ready' }) }) },
      responses: { ...json('The code.', problemType), ...problems(404) },
    },
  },
  {
    method: 'get',
    path: '/metrics',
    operation: {
      operationId: 'getMetrics',
      tags: ['Server'],
      summary: 'What the server does, counted for Prometheus',
      responses: {
        '200': { description: 'Metrics.', content: { 'text/plain': { schema: z.string() } } },
      },
    },
  },
  {
    method: 'get',
    path: '/healthz',
    operation: {
      operationId: 'isAlive',
      tags: ['Server'],
      summary: 'Whether the process is alive',
      responses: json('It is.', alive),
    },
  },
  {
    method: 'get',
    path: '/readyz',
    operation: {
      operationId: 'isReady',
      tags: ['Server'],
      summary: 'Whether an index can answer',
      responses: { ...json('It can.', ready), ...problems(503) },
    },
  },
]
