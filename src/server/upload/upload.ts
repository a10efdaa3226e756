import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { ErrorCode } from '../../errors.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { requireAdmin } from '../guard/require-key.ts'
import type { ErrorLogger } from '../problem.ts'
import { problemTypes } from '../problem-types.ts'
import { readQuery } from '../read-query.ts'
import { RequestError } from '../request-error.ts'
import { sameOrigin } from '../same-origin.ts'
import type { AddedFile } from './corpus-uploads.ts'
import { type RefusedFile, receiveUpload, requireUploads } from './receive-upload.ts'

export const uploadQuery = z.strictObject({ if_exists: z.enum(['refuse', 'keep_both']).optional() })

/**
 * `POST /v1/sources`, a form of files: each is put into the corpus folder, whole or not at all, and
 * read into the index after that; `GET /v1/index` tells how far that is. 201 when a file was added,
 * 200 when all were there already, and the problem of the first when all were refused.
 */
export function uploadRoute(dependencies: ApiDependencies, logError: ErrorLogger): Hono {
  return new Hono().post('/', requireAdmin, sameOrigin, async (c) => {
    const uploads = requireUploads(dependencies.uploads)
    const { if_exists = 'refuse' } = readQuery(c, uploadQuery)
    const files = await receiveUpload(c, uploads, if_exists, logError)
    const refused = files.filter((file) => file.status === 'refused')
    if (refused.length === files.length) throw allRefused(refused)
    const status: ContentfulStatusCode = files.some((file) => file.status === 'added') ? 201 : 200
    return c.json({ object: 'upload', files: files.map(describe) }, status)
  })
}

function describe(file: AddedFile | RefusedFile) {
  if (file.status !== 'refused') return file
  const { status, name, code, message, nextStep } = file
  return { status, name, code, message, next_step: nextStep }
}

function allRefused(refused: readonly RefusedFile[]): RequestError {
  const [first] = refused as [RefusedFile, ...RefusedFile[]]
  const code = first.code as ErrorCode
  const { showsMessage, title } = problemTypes[code]
  return new RequestError(code, showsMessage ? first.message : title, {
    ...(first.nextStep ? { nextStep: first.nextStep } : {}),
    errors: refused.map(({ name, message }) => ({ pointer: name, message })),
  })
}
