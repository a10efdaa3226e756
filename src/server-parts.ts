import { join } from 'node:path'
import type { IngestSummary } from './ingest-summary.ts'
import type { LeftOut } from './server/dependencies.ts'
import { openFeedbackBook } from './server/feedback/feedback-book.ts'
import { rememberAnswers } from './server/feedback/recent-answers.ts'
import { openAccess } from './server/guard/access.ts'
import { openUploads } from './server/upload/corpus-uploads.ts'
import type { Settings } from './settings.ts'
import { rememberCited } from './store/cited-revisions.ts'
import type { Footnote } from './wiring.ts'

export interface ServerPartsOptions {
  readonly settings: Pick<Settings, 'corpus' | 'index'>
  /** Whether articles may be added over HTTP. */
  readonly allowUpload: boolean
  /** The file that feedback is kept in. */
  readonly feedback: string
  /** The file that keys are kept in. */
  readonly keys: string
  /** Whether a key is asked for even where none was made. */
  readonly requireKey: boolean
  /** Called after an article was added to the corpus. */
  readonly onAdded: () => void
}

/** The program with what only a server has: uploads, feedback, and what its answers have cited. */
export function withServerParts(footnote: Footnote, options: ServerPartsOptions): Footnote {
  const { corpus, index } = options.settings
  const recent = rememberAnswers()
  let leftOut: readonly LeftOut[] | undefined
  const { onAdded } = options
  const staging = join(index, 'uploads')
  return {
    ...footnote,
    ask: (request, signal) => recent.follow(footnote.ask(request, signal)),
    recentAnswer: (id) => recent.get(id),
    cited: rememberCited(index),
    access: openAccess({ path: options.keys, required: options.requireKey }),
    feedback: openFeedbackBook(options.feedback),
    ...(options.allowUpload ? { uploads: openUploads({ corpus, staging, onAdded }) } : {}),
    leftOut: () => leftOut,
    async ingest(...given) {
      const result = await footnote.ingest(...given)
      leftOut = leftOutOf(result.summary)
      return result
    },
  }
}

/** Said as the terminal says it: these messages name paths inside the corpus folder only. */
function leftOutOf({ problems }: IngestSummary): LeftOut[] {
  return problems.map(({ path, error: { message, nextStep } }) => ({
    path,
    message,
    ...(nextStep ? { nextStep } : {}),
  }))
}
