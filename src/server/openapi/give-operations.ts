import { z } from 'zod'
import { feedbackRecord } from '../feedback/feedback-record.ts'
import { feedbackRequest } from '../feedback/feedback-request.ts'
import { uploadQuery } from '../upload/upload.ts'
import { body, json, type Operation, problems } from './operation.ts'

const feedback = z
  .object({ object: z.literal('feedback'), ...feedbackRecord.shape })
  .meta({ id: 'Feedback', description: 'What somebody said of an answer or of one of its quotes.' })

const addedFile = z.object({
  status: z.enum(['added', 'already_there']),
  path: z.string(),
  size: z.int(),
})
const refusedFile = z.object({
  status: z.literal('refused'),
  name: z.string(),
  code: z.string(),
  message: z.string(),
  next_step: z.string().nullable(),
})
const upload = z
  .object({
    object: z.literal('upload'),
    files: z.array(z.discriminatedUnion('status', [addedFile, refusedFile])),
  })
  .meta({ id: 'Upload', description: 'What became of each file.' })

const files = z.strictObject({
  file: z.array(z.string().meta({ override: { type: 'string', format: 'binary' } })).min(1),
})

/** What is given to the server: files, and opinions. */
export const giveOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/sources',
    operation: {
      operationId: 'addSources',
      tags: ['Sources'],
      summary: 'Add files to the articles, where the operator allows it',
      requestParams: { query: uploadQuery },
      requestBody: { required: true, content: { 'multipart/form-data': { schema: files } } },
      responses: {
        ...json('All were there already.', upload),
        ...json('Files were added.', upload, '201'),
        ...problems(400, 403, 409, 413, 415, 503, 504, 507),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/feedback',
    operation: {
      operationId: 'giveFeedback',
      tags: ['Feedback'],
      summary: 'Say what is right or wrong with an answer, or with one of its quotes',
      requestBody: body(feedbackRequest, { kind: 'helpful', question: 'When is high tide?' }),
      responses: {
        ...json('It is kept.', feedback, '201'),
        ...problems(400, 403, 404, 413, 415, 422, 503, 504, 507),
      },
    },
  },
  {
    method: 'delete',
    path: '/v1/feedback/{id}',
    operation: {
      operationId: 'takeFeedbackBack',
      tags: ['Feedback'],
      summary: 'Take back what was said',
      requestParams: {
        path: z.object({
          id: z.string().meta({ pattern: '^fb_[0-9a-f]{12}$', example: 'fb_0123456789ab' }),
        }),
      },
      responses: {
        '204': { description: 'It is taken back.' },
        ...problems(400, 403, 404, 503, 504),
      },
    },
  },
]
