import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode } from '../errors.ts'

/** What is the same for every problem with one code. */
export interface ProblemType {
  readonly status: ContentfulStatusCode
  /** Short and the same for every occurrence, as RFC 9457 asks. */
  readonly title: string
  /**
   * Whether the error's own message may be shown. Messages about files, models and settings may
   * name paths of this machine, so a client gets the title and the log gets the message.
   */
  readonly showsMessage: boolean
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
}

const wrongRequest = (status: ContentfulStatusCode, title: string): ProblemType => ({
  status,
  title,
  showsMessage: true,
})
const busy = (status: ContentfulStatusCode, title: string, retryAfter: number): ProblemType => ({
  status,
  title,
  showsMessage: true,
  retryAfter,
})
const ownFault = (status: ContentfulStatusCode, title: string): ProblemType => ({
  status,
  title,
  showsMessage: false,
})

/** Every code that a request can end with, and what it means in HTTP. */
export const problemTypes: Readonly<Record<ErrorCode, ProblemType>> = {
  invalid_request: wrongRequest(400, 'The request is not valid'),
  invalid_json: wrongRequest(400, 'The body is not JSON'),
  unprocessable_request: wrongRequest(422, 'The fields of the request do not go together'),
  unknown_field: wrongRequest(400, 'The request has unknown fields'),
  question_empty: wrongRequest(400, 'The question is empty'),
  question_too_long: wrongRequest(400, 'The question is too long'),
  invalid_id: wrongRequest(400, 'The id is not well formed'),
  source_not_found: wrongRequest(404, 'There is no such source'),
  citation_not_found: wrongRequest(404, 'There is no such citation'),
  revision_not_found: wrongRequest(404, 'There is no such revision'),
  revision_pruned: wrongRequest(410, 'The text is kept no more'),
  source_removed: wrongRequest(410, 'The source has left the articles'),
  not_found: wrongRequest(404, 'There is nothing at this address'),
  method_not_allowed: wrongRequest(405, 'The method is not allowed here'),
  body_too_large: wrongRequest(413, 'The body is too large'),
  unsupported_media_type: wrongRequest(415, 'The body is of an unsupported type'),
  foreign_origin: wrongRequest(403, 'The request comes from another site'),
  upload_not_allowed: wrongRequest(403, 'Nothing may be added to the articles here'),
  file_name_refused: wrongRequest(400, 'The file cannot have this name'),
  file_exists: wrongRequest(409, 'Another file has this name'),
  file_too_large: wrongRequest(413, 'The file is too large'),
  file_type_refused: wrongRequest(415, 'The file is none that is read'),
  corpus_full: wrongRequest(507, 'There is no room for more articles'),
  answer_not_found: wrongRequest(404, 'There is no such answer'),
  feedback_not_found: wrongRequest(404, 'There is no such feedback'),
  feedback_full: wrongRequest(507, 'There is no room for more feedback'),
  feedback_unwritable: ownFault(503, 'The feedback cannot be kept'),
  corpus_unwritable: ownFault(503, 'The folder of articles cannot be written'),
  key_missing: wrongRequest(401, 'A key is needed'),
  key_refused: wrongRequest(401, 'The key is not good'),
  scope_missing: wrongRequest(403, 'The key may not do this'),
  rate_limited: busy(429, 'Too many requests in a minute', 60),
  keys_unreadable: ownFault(503, 'The keys cannot be read'),
  not_ready: busy(503, 'There is no index yet', 5),
  overloaded: busy(503, 'Too many requests at once', 2),
  timeout: busy(504, 'The request took too long', 2),
  internal: ownFault(500, 'Something went wrong'),
  bad_usage: ownFault(500, 'The server is set up wrongly'),
  port_in_use: ownFault(500, 'The server is set up wrongly'),
  corpus_missing: ownFault(503, 'The articles cannot be read'),
  corpus_empty: ownFault(503, 'There are no articles'),
  article_unreadable: ownFault(503, 'An article cannot be read'),
  model_unknown: ownFault(503, 'The embedding model is not available'),
  model_unavailable: ownFault(503, 'The embedding model is not available'),
  model_corrupt: ownFault(503, 'The embedding model is not available'),
  embedding_failed: ownFault(503, 'The embedding model failed'),
  index_missing: ownFault(503, 'There is no index'),
  index_locked: ownFault(503, 'The index is in use'),
  index_corrupt: ownFault(503, 'The index is damaged'),
  index_other_model: ownFault(503, 'The index was built with another model'),
  index_unwritable: ownFault(503, 'The index cannot be written'),
}

/** Every code, in order. */
export const errorCodes = Object.keys(problemTypes) as readonly ErrorCode[]
