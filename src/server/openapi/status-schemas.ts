import { z } from 'zod'
import { errorCodes } from '../problem-types.ts'

export const following = z
  .object({
    by: z.enum(['events', 'poll']),
    last: z
      .object({
        at: z.string(),
        added: z.int(),
        changed: z.int(),
        moved: z.int(),
        removed: z.int(),
      })
      .nullable(),
    problem: z.string().nullable(),
  })
  .nullable()
  .meta({ id: 'Following', description: 'How the server keeps up with its articles.' })

export const indexStatus = z
  .object({
    object: z.literal('index'),
    state: z.enum(['opening', 'ingesting', 'ready', 'failed']),
    detail: z.string(),
    following,
    left_out: z
      .object({
        count: z.int(),
        data: z.array(
          z.object({ path: z.string(), message: z.string(), next_step: z.string().nullable() }),
        ),
      })
      .nullable()
      .describe('Files that the last ingest could not take in, and why.'),
    waiting: z
      .object({ count: z.int(), paths: z.array(z.string()) })
      .nullable()
      .describe('Files added over HTTP that no ingest has looked at yet.'),
    progress: z.object({ done: z.int(), total: z.int().nullable() }).nullable(),
    generation: z.int().nullable(),
    hash: z.string().nullable(),
    built_at: z.string().nullable(),
    model: z.object({ name: z.string(), revision: z.string(), dimensions: z.int() }).nullable(),
    counts: z.object({ articles: z.int(), passages: z.int(), sentences: z.int() }).nullable(),
  })
  .meta({ id: 'IndexStatus', description: 'What is going on with the index.' })

export const alive = z.object({ status: z.literal('alive') }).meta({ id: 'Alive' })

export const ready = z
  .object({ status: z.literal('ready'), generation: z.int(), following })
  .meta({ id: 'Ready' })

export const problemType = z
  .object({
    object: z.literal('problem_type'),
    code: z.enum(errorCodes),
    status: z.int(),
    title: z.string(),
  })
  .meta({ id: 'ProblemType', description: 'What an error code means.' })
