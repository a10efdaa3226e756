import type {
  Answer,
  AnswerEvent,
  AskRequest,
  SearchRequest,
  SearchResponse,
} from '../answer/answer.ts'
import type { Suggestion, SuggestionsRequest } from '../answer/suggestions.ts'
import type { CitedRecord } from '../store/cited-revisions.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { FeedbackBook } from './feedback/feedback-book.ts'
import type { Access } from './guard/access.ts'
import type { CorpusUploads } from './upload/corpus-uploads.ts'

/** What is going on with the index, for `/v1/index`, `/readyz` and the page. */
export interface IndexStatus {
  readonly state: 'opening' | 'ingesting' | 'ready' | 'failed'
  /** One line: what is under way, or why there is no index and the next step. */
  readonly detail: string
  readonly done?: number
  readonly total?: number
}

/** How a server keeps up with its corpus. */
export interface Following {
  /** By events of the file system, or by looking every few seconds. */
  readonly by: 'events' | 'poll'
  /** The last batch that changed something. */
  readonly last?: {
    /** ISO 8601. */
    readonly at: string
    readonly added: number
    readonly changed: number
    readonly moved: number
    readonly removed: number
  }
  /** Why the last look came to nothing: one line, without paths. */
  readonly problem?: string
}

/** A file of the corpus, or a part of one, that is not among the articles, and why. */
export interface LeftOut {
  readonly path: string
  readonly message: string
  readonly nextStep?: string
}

/** What the API and the page stand on. Nothing in `server/` or `web/` builds any of it. */
export interface ApiDependencies {
  /** The newest good generation, or undefined before the first one. */
  currentIndex(): OpenIndex | undefined
  status(): IndexStatus
  /** Undefined where the corpus is not followed. */
  following?(): Following | undefined
  /**
   * Answers one question.
   * @throws FootnoteError `question_empty`, `question_too_long`, `not_ready`
   */
  ask(request: AskRequest, signal?: AbortSignal): AsyncIterable<AnswerEvent>
  /** @throws FootnoteError `question_empty`, `question_too_long`, `not_ready` */
  search(request: SearchRequest): Promise<SearchResponse>
  /** What the last ingest left out, as it said so; absent before the first. */
  leftOut?(): readonly LeftOut[] | undefined
  /** Adds articles to the corpus; absent where the operator has not allowed it. */
  readonly uploads?: CorpusUploads
  /** The language model that chooses quotes; absent where the operator has set none. */
  readonly languageModel?: { readonly name: string }
  /** The ranges that answers have cited, the oldest first. */
  cited?(): Promise<readonly CitedRecord[]>
  /** Where what people say of answers is kept; absent where it is not. */
  readonly feedback?: FeedbackBook
  /** Who may come in; everybody when left out. */
  readonly access?: Access
  /** An answer that was given lately, by its id. */
  recentAnswer?(id: string): Answer | undefined
  /**
   * A few questions that the articles answer, made from the articles, those in the language (BCP 47)
   * first; empty before an index is.
   */
  sampleQuestions(language?: string): Promise<readonly string[]>
  /**
   * Questions that follow from an answer and that the articles answer; none rather than poor ones.
   * @throws FootnoteError `not_ready`
   */
  suggestQuestions(
    request: SuggestionsRequest,
    signal?: AbortSignal,
  ): Promise<readonly Suggestion[]>
  /** Longest a request may take before it gets a `timeout` problem, in milliseconds. */
  readonly requestTimeoutMs: number
  /** Largest request body accepted, in bytes. */
  readonly maxBodyBytes: number
}
