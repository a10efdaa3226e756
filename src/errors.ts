/** Stable codes: programs may branch on them, so a code is never renamed or reused. */
export type ErrorCode =
  // usage and settings
  | 'bad_usage'
  | 'port_in_use'
  // corpus
  | 'corpus_missing'
  | 'corpus_empty'
  | 'article_unreadable'
  // model
  | 'model_unknown'
  | 'model_unavailable'
  | 'model_corrupt'
  | 'embedding_failed'
  // index
  | 'index_missing'
  | 'index_locked'
  | 'index_corrupt'
  | 'index_other_model'
  | 'index_unwritable'
  // requests
  | 'invalid_request'
  | 'unprocessable_request'
  | 'invalid_json'
  | 'unknown_field'
  | 'question_empty'
  | 'question_too_long'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'source_not_found'
  | 'citation_not_found'
  | 'revision_not_found'
  | 'revision_pruned'
  | 'source_removed'
  | 'invalid_id'
  | 'not_found'
  | 'method_not_allowed'
  | 'foreign_origin'
  // uploads
  | 'upload_not_allowed'
  | 'file_name_refused'
  | 'file_exists'
  | 'file_too_large'
  | 'file_type_refused'
  | 'corpus_full'
  | 'corpus_unwritable'
  // feedback
  | 'answer_not_found'
  | 'feedback_not_found'
  | 'feedback_full'
  | 'feedback_unwritable'
  // keys and limits
  | 'key_missing'
  | 'key_refused'
  | 'scope_missing'
  | 'rate_limited'
  | 'keys_unreadable'
  // the server
  | 'not_ready'
  | 'timeout'
  | 'overloaded'
  | 'internal'

/**
 * The one family of errors that people get to read. The message names the thing that is wrong, with
 * its value; `nextStep` says what to do about it; `cause` keeps the original error.
 */
export class FootnoteError extends Error {
  readonly code: ErrorCode
  readonly nextStep: string | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { nextStep?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'FootnoteError'
    this.code = code
    this.nextStep = options.nextStep
  }
}

/** One line for a terminal: what is wrong, then the next step. Never a stack trace. */
export function describeError(error: unknown): string {
  if (error instanceof FootnoteError) {
    return error.nextStep ? `${error.message} ${error.nextStep}` : error.message
  }
  return error instanceof Error ? error.message : String(error)
}
