import type { Context } from 'hono'
import { FootnoteError } from '../../errors.ts'
import type { ErrorLogger } from '../problem.ts'
import { toProblem } from '../problem.ts'
import { problemTypes } from '../problem-types.ts'
import { RequestError } from '../request-error.ts'
import type { AddedFile, CorpusUploads, NameChoice } from './corpus-uploads.ts'
import { readMultipart } from './read-multipart.ts'

/** A file that was not taken, and why. */
export interface RefusedFile {
  readonly status: 'refused'
  /** As it was sent, shortened. */
  readonly name: string
  readonly code: string
  readonly message: string
  readonly nextStep: string | null
}

/**
 * Takes the files of a request in, one after another. One that is refused does not stop the others.
 * @throws RequestError for a request that is none, or that holds no file
 */
export async function receiveUpload(
  c: Context,
  uploads: CorpusUploads,
  choice: NameChoice,
  logError: ErrorLogger,
): Promise<readonly (AddedFile | RefusedFile)[]> {
  const names: string[] = []
  const settled = await readMultipart(c.req.raw, uploads.limits, (file) => {
    names.push(file.name)
    return uploads.add(file, choice)
  })
  if (settled.length === 0) {
    throw new RequestError('invalid_request', 'The form holds no file.', {
      nextStep: 'Choose a file, then send it again.',
    })
  }
  return settled.map((result, at) =>
    result.status === 'fulfilled'
      ? result.value
      : refusedFile(c, names[at] ?? '', result.reason, logError),
  )
}

function refusedFile(c: Context, name: string, error: unknown, logError: ErrorLogger): RefusedFile {
  const requestId: string = c.get('requestId')
  const { code, detail, next_step } = toProblem(error, requestId)
  if (!problemTypes[code].showsMessage) logError(error, requestId)
  const shown = name.slice(0, 200).replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')
  return { status: 'refused', name: shown, code, message: detail, nextStep: next_step ?? null }
}

/** @throws FootnoteError `upload_not_allowed` */
export function requireUploads(uploads: CorpusUploads | undefined): CorpusUploads {
  if (uploads) return uploads
  throw new FootnoteError('upload_not_allowed', 'This server takes no articles over HTTP.', {
    nextStep:
      'Put them into its folder of articles, or start it with --allow-upload (ALLOW_UPLOAD=on).',
  })
}
