import { useRef, useState } from 'hono/jsx'
import type { Citation } from '../../answer/answer.ts'
import type { FeedbackKind, FeedbackRequest } from '../../server/feedback/feedback-request.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import { useWords } from '../messages/use-words.ts'
import { type Problem, problemWords } from '../problem-words.ts'
import type { Turn } from '../turn-state.ts'
import { useAsked } from './asked-context.ts'
import { sendFeedback, undoFeedback } from './send-feedback.ts'

type Choice = readonly [kind: FeedbackKind, label: MessageKey]

const ofAnswer: readonly Choice[] = [
  ['helpful', 'feedback.helpful'],
  ['wrong', 'feedback.wrong'],
  ['incomplete', 'feedback.incomplete'],
  ['should_have_refused', 'feedback.should_have_refused'],
]
const ofRefusal: readonly Choice[] = [
  ['helpful', 'feedback.rightly-refused'],
  ['should_have_answered', 'feedback.should_have_answered'],
]
const ofQuote: readonly Choice[] = [
  ['helpful', 'feedback.supports'],
  ['wrong_source', 'feedback.wrong_source'],
  ['does_not_support', 'feedback.does_not_support'],
  ['stale', 'feedback.stale'],
]

/** Says something of the answer around it, or of one of its quotes. */
export function Feedback({ citation }: { citation?: Citation }) {
  const turn = useAsked()
  if (!turn) return null
  return <FeedbackForm turn={turn} citation={citation} />
}

type Progress =
  | { readonly id: string }
  | { readonly problem: Problem }
  | 'sending'
  | 'undone'
  | null

/** A plain form: sent by itself without script, and in place with one. */
function FeedbackForm({ turn, citation }: { turn: Turn; citation: Citation | undefined }) {
  const { say } = useWords()
  const [progress, setProgress] = useState<Progress>(null)
  const form = useRef<HTMLFormElement>(null)
  const choices = citation ? ofQuote : turn.refusal ? ofRefusal : ofAnswer
  const name = citation
    ? say('feedback.of-quote-number', { number: String(citation.number) })
    : say('feedback.of-answer')
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    // The form around the box is another one.
    event.stopPropagation()
    const { submitter } = event as SubmitEvent
    const kind = choices.find(([kind]) => kind === submitter?.getAttribute('value'))?.[0]
    if (!kind || progress === 'sending') return
    const comment = String(new FormData(form.current ?? undefined).get('comment') ?? '').trim()
    setProgress('sending')
    setProgress(await sendFeedback(requestOf(turn, citation, kind, comment)))
  }
  const undo = async (id: string): Promise<void> => {
    const isUndone = await undoFeedback(id)
    setProgress(
      isUndone ? 'undone' : { problem: { code: 'unreachable', message: null, nextStep: null } },
    )
  }
  return (
    <details class="feedback">
      <summary aria-label={name}>{citation ? say('feedback.of-quote') : name}</summary>
      <form ref={form} action="/feedback" method="post" aria-label={name} onSubmit={send}>
        <Hidden turn={turn} citation={citation} />
        <label>
          {say('feedback.comment')}
          <input name="comment" maxlength={2000} autocomplete="off" />
        </label>
        <span class="feedback-kinds">
          {choices.map(([kind, label]) => (
            <button type="submit" class="small" name="kind" value={kind}>
              {say(label as 'feedback.helpful')}
            </button>
          ))}
        </span>
      </form>
      <p role="status">
        <Said progress={progress} onUndo={undo} />
      </p>
    </details>
  )
}

function Said({ progress, onUndo }: { progress: Progress; onUndo: (id: string) => void }) {
  const words = useWords()
  const { say } = words
  if (progress === null || progress === 'sending') return null
  if (progress === 'undone') return <>{say('feedback.undone')}</>
  if ('problem' in progress) return <>{problemWords(progress.problem, words).text}</>
  return (
    <>
      {say('feedback.thanks')}{' '}
      <button type="button" class="small" onClick={() => onUndo(progress.id)}>
        {say('feedback.undo')}
      </button>
    </>
  )
}

/** What a form without script sends of the answer: ids of its quotes, whose words the server has. */
function Hidden({ turn, citation }: { turn: Turn; citation: Citation | undefined }) {
  return (
    <>
      <input type="hidden" name="question" value={turn.question} />
      <input type="hidden" name="resolved" value={turn.resolvedQuestion ?? turn.question} />
      <input type="hidden" name="language" value={turn.language ?? ''} />
      {turn.refusal && <input type="hidden" name="refusal" value={turn.refusal.reason} />}
      {citation ? (
        <input type="hidden" name="citation_id" value={citation.id} />
      ) : (
        turn.citations.map(({ id }) => <input type="hidden" name="citation" value={id} />)
      )}
    </>
  )
}

function requestOf(
  turn: Turn,
  citation: Citation | undefined,
  kind: FeedbackKind,
  comment: string,
): FeedbackRequest {
  return {
    kind,
    ...(citation ? { citation_id: citation.id } : {}),
    ...(comment ? { comment } : {}),
    answer: {
      question: turn.question,
      resolved_question: turn.resolvedQuestion ?? turn.question,
      answerable: turn.phase === 'answered',
      ...(turn.language ? { language: turn.language } : {}),
      refusal: turn.refusal && { reason: turn.refusal.reason },
      citations: turn.citations.map(({ id }) => ({ id })),
    },
  }
}
