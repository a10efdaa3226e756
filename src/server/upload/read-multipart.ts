import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { RequestError } from '../request-error.ts'
import type { IncomingFile } from './corpus-uploads.ts'

type Parser = InstanceType<typeof Busboy>

export interface MultipartLimits {
  readonly requestBytes: number
  readonly requestFiles: number
}

/**
 * Hands on each file of a `multipart/form-data` request (RFC 7578) while it arrives; nothing is held
 * in memory. Resolves with what `onFile` makes of each, in order; what it throws of one file does
 * not stop the next.
 * @throws RequestError `unsupported_media_type`, `invalid_request`, `body_too_large`
 */
export async function readMultipart<Result>(
  request: Request,
  { requestBytes, requestFiles }: MultipartLimits,
  onFile: (file: IncomingFile) => Promise<Result>,
): Promise<PromiseSettledResult<Result>[]> {
  const { headers, body } = request
  const contentType = headers.get('Content-Type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !body) throw notMultipart()
  if (Number(headers.get('Content-Length') ?? 0) > requestBytes) throw tooLarge(requestBytes)
  const parser = createParser(contentType, requestFiles)
  const results: Promise<PromiseSettledResult<Result>>[] = []
  const open = new Set<Readable>()
  parser.on('file', (_field, stream, name) => {
    // An input without a chosen file sends an empty one.
    if (!name) return void stream.resume()
    open.add(stream)
    stream.on('error', () => undefined)
    // As browsers write the character that ends a name.
    const plainName = name.replaceAll('%22', '"')
    const work = settle(onFile({ name: plainName, pieces: piecesOf(stream) }))
    results.push(work.finally(() => stream.resume()))
  })
  try {
    await parse(Readable.fromWeb(body as ReadableStream<Uint8Array>), parser, requestBytes)
  } catch (error) {
    // Else what reads them would wait for ever.
    for (const stream of open) stream.destroy(error as Error)
    await Promise.all(results)
    throw error
  }
  return Promise.all(results)
}

function createParser(contentType: string, files: number): Parser {
  const headers: BusboyHeaders = { 'content-type': contentType }
  const limits = { files, fields: 0, headerPairs: 50, headerSize: 16_384 }
  try {
    return new Busboy({ headers, preservePath: true, limits })
  } catch (cause) {
    throw broken(cause)
  }
}

/** Leaving off early does not destroy the stream: the parser waits for all of it. */
function piecesOf(stream: Readable): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }) }
}

function parse(source: Readable, parser: Parser, most: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let size = 0
    const fail = (error: unknown): void => {
      source.unpipe(parser)
      parser.destroy()
      source.destroy()
      reject(error)
    }
    source.on('data', (piece: Uint8Array) => {
      size += piece.length
      if (size > most) fail(tooLarge(most))
    })
    source.on('error', (cause) => fail(broken(cause)))
    parser.on('filesLimit', () => fail(tooMany()))
    parser.on('error', (cause) => fail(broken(cause)))
    parser.on('finish', () => resolve())
    source.pipe(parser)
  })
}

function settle<Result>(work: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  return work.then(
    (value) => ({ status: 'fulfilled', value }),
    (reason: unknown) => ({ status: 'rejected', reason }),
  )
}

function notMultipart(): RequestError {
  const message = 'The body must be multipart/form-data with at least one file.'
  return new RequestError('unsupported_media_type', message, {
    nextStep: 'Send the files as a form does, such as curl -F file=@article.txt.',
    headers: { Accept: 'multipart/form-data' },
  })
}

function tooLarge(most: number): RequestError {
  return new RequestError('body_too_large', `The request is over ${most} bytes.`, {
    nextStep: 'Send fewer files at once.',
  })
}

function tooMany(): RequestError {
  return new RequestError('invalid_request', 'These are too many files for one request.', {
    nextStep: 'Send fewer files at once.',
  })
}

function broken(cause: unknown): RequestError {
  const message = 'The body is not whole, or not multipart/form-data as RFC 7578 has it.'
  return new RequestError('invalid_request', message, {
    nextStep: 'Send it again; programs should leave the coding of forms to a library.',
    cause,
  })
}
