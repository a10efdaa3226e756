import type { Copied, Turn } from './chat-state.ts'
import { Quote, SourceHeading } from './citation.tsx'
import { groupContent } from './group-content.ts'
import { NearestView, RefusalView } from './refusal.tsx'

interface TurnProps {
  readonly turn: Turn
  readonly current?: string | null | undefined
  /** Its place in the conversation. */
  readonly at: number
  /** False where there is no script; then everything that needs one is left out. */
  readonly scripted: boolean
  readonly copied?: Copied | null
}

/** One question with its answer, its refusal, or what came in between. */
export function TurnView({ turn, at, current, scripted, copied }: TurnProps) {
  return (
    <article
      class={`turn ${turn.phase}`}
      data-turn={at}
      aria-busy={turn.phase === 'asking' ? 'true' : undefined}
    >
      <h2 class="question">{turn.question}</h2>
      {turn.resolvedQuestion && (
        <p class="resolved">
          Understood as <q>{turn.resolvedQuestion}</q>
          {scripted && (
            <button type="button" class="small" data-action="edit">
              Edit
            </button>
          )}
        </p>
      )}
      {turn.refusal ? (
        <RefusalView refusal={turn.refusal} />
      ) : (
        <AnswerContent turn={turn} current={current} />
      )}
      {turn.unanswered.map(({ question, refusal }) => (
        <NearestView refusal={refusal} about={question} />
      ))}
      {turn.suggestions.length > 0 && <Samples questions={turn.suggestions} />}
      {turn.phase === 'answered' && turn.citations.length > 0 && (
        <p class="checked">
          {countOf(turn.citations.length, 'quote')}, compared with the stored text character by
          character.{' '}
          {scripted && (
            <button type="button" class="small" data-action="copy">
              {copyLabel(copied ?? null)}
            </button>
          )}
        </p>
      )}
      <Progress turn={turn} scripted={scripted} />
    </article>
  )
}

/** Questions that these articles answer, to be asked by a click. */
export function Samples({ questions }: { questions: readonly string[] }) {
  return (
    <ul class="samples" aria-label="Sample questions">
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

interface AnswerContentProps {
  readonly turn: Turn
  readonly current?: string | null | undefined
}

function AnswerContent({ turn, current }: AnswerContentProps) {
  return (
    <div class="answer">
      {groupContent(turn.content, turn.citations).map((group) =>
        group.type === 'text' ? (
          <p class="framing">{group.text}</p>
        ) : (
          <section class="source-group">
            <SourceHeading citation={group.source} level={3} quotes={group.quotes} />
            {group.quotes.map(({ text, citation }) => (
              <Quote
                text={text}
                citation={citation}
                all={turn.citations}
                current={citation.id === current}
              />
            ))}
          </section>
        ),
      )}
    </div>
  )
}

/** What is under way or went wrong, with the way on. */
function Progress({ turn, scripted }: Pick<TurnProps, 'turn' | 'scripted'>) {
  if (turn.phase === 'asking') {
    const found = turn.passages
    return (
      <p class="progress">
        {found === null
          ? 'Looking through the articles…'
          : `Weighing ${countOf(found, 'passage')}…`}
      </p>
    )
  }
  if (turn.phase === 'waiting') {
    return <p class="progress">Asked. The answer comes as soon as the articles are read.</p>
  }
  if (turn.phase !== 'stopped' && turn.phase !== 'failed') return null
  const { problem } = turn
  return (
    <div class="problem">
      <p>
        <strong>{problem?.message ?? 'Stopped.'}</strong> {problem?.nextStep}
      </p>
      {scripted && (
        <button type="button" data-action="retry">
          {turn.phase === 'stopped' ? 'Ask again' : 'Retry'}
        </button>
      )}
    </div>
  )
}

/** What the button for copying says, and a screen reader after it. */
export function copyLabel(copied: Copied | null): string {
  if (!copied) return 'Copy with sources'
  return copied.done ? 'Copied' : 'This page may not copy; select the text instead'
}

/** `1 article`, `2 articles` */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
