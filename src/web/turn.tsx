import { memo } from 'hono/jsx'
import { AnswerContent } from './answer-content.tsx'
import type { Copied, Turn } from './chat-state.ts'
import { AskedContext } from './feedback/asked-context.ts'
import { Feedback } from './feedback/feedback-form.tsx'
import { AnswerLink, TurnContext } from './keep/quote-tools.tsx'
import { useWords } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'
import { ModelLine } from './model/model-line.tsx'
import { NearestView, RefusalView } from './refusal.tsx'
import { AskAll, Changed, Progress } from './turn-progress.tsx'

interface TurnProps {
  readonly turn: Turn
  readonly current?: string | null | undefined
  /** Its place in the conversation. */
  readonly at: number
  /** False where there is no script; then everything that needs one is left out. */
  readonly scripted: boolean
  readonly copied?: Copied | null
  /** Whether the articles have changed since. */
  readonly isOld?: boolean
  /** The articles that it was asked of, in words; empty for all. */
  readonly askedOf?: string
  /** Of the conversation up to this answer. */
  readonly address?: string
}

/** One question with its answer, its refusal, or what came in between. */
export const TurnView = memo(function TurnView(props: TurnProps) {
  const { turn, at, current, scripted, copied, isOld, askedOf, address } = props
  const words = useWords()
  const { say, rich } = words
  return (
    <TurnContext.Provider value={{ scripted, copied: copied ?? null }}>
      <article
        class={`turn ${turn.phase}`}
        data-turn={at}
        aria-busy={turn.phase === 'asking' ? 'true' : undefined}
      >
        <h2 class="question">{turn.question}</h2>
        {askedOf && <p class="asked-of">{say('turn.asked-of', { filters: askedOf })}</p>}
        {turn.resolvedQuestion && (
          <p class="resolved">
            {rich('turn.understood', {
              question: turn.resolvedQuestion,
              q: (text) => <q>{text}</q>,
            })}{' '}
            {scripted && (
              <button type="button" class="small" data-action="edit">
                {say('turn.edit')}
              </button>
            )}
          </p>
        )}
        {turn.refusal ? (
          <RefusalView refusal={turn.refusal} language={turn.language} />
        ) : (
          <AskedContext.Provider value={turn}>
            <AnswerContent turn={turn} current={current} />
          </AskedContext.Provider>
        )}
        {turn.unanswered.map(({ question, refusal }) => (
          <NearestView refusal={refusal} about={question} />
        ))}
        <div class="after">
          {turn.phase === 'answered' && turn.citations.length > 0 && (
            <>
              <p class="checked">
                {say('turn.checked', {
                  quotes: say('count.quotes', { count: turn.citations.length }),
                })}
              </p>
              <ModelLine use={turn.answer?.llm} content={turn.content} />
              {scripted && (
                <button type="button" class="small" data-action="copy">
                  {copyLabel(
                    copied?.citation === null && copied.what === 'words' ? copied : null,
                    words,
                  )}
                </button>
              )}
            </>
          )}
          {turn.answer && address && <AnswerLink address={address} />}
          <AskedContext.Provider value={turn}>
            <Feedback />
          </AskedContext.Provider>
        </div>
        <Progress turn={turn} scripted={scripted} />
        {isOld && <Changed scripted={scripted} />}
        {turn.refusal?.reason === 'no_source_matches_filters' && (
          <AskAll question={turn.question} scripted={scripted} />
        )}
        {turn.suggestions.length > 0 && (
          <>
            <h3 class="next-title" id={`next-${at}`}>
              {say('turn.suggestions')}
            </h3>
            <Samples questions={turn.suggestions} labelledBy={`next-${at}`} />
          </>
        )}
      </article>
    </TurnContext.Provider>
  )
})

interface SamplesProps {
  readonly questions: readonly string[]
  /** Id of the heading over them; without one they are called sample questions. */
  readonly labelledBy?: string
}

/** Questions that these articles answer, to be asked by a click. */
export function Samples({ questions, labelledBy }: SamplesProps) {
  const { say } = useWords()
  const label = labelledBy
    ? { 'aria-labelledby': labelledBy }
    : { 'aria-label': say('chat.samples') }
  return (
    <ul class="samples" {...label}>
      {questions.map((question) => (
        <li>
          <a href={`/?${new URLSearchParams({ question })}`} data-sample={question}>
            {question}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** What the button for copying says, and a screen reader after it. */
export function copyLabel(copied: Copied | null, { say }: Words): string {
  if (!copied) return say('turn.copy')
  if (!copied.done) return say('turn.not-copied')
  return say(copied.what === 'link' ? 'keep.link-copied' : 'turn.copied')
}
