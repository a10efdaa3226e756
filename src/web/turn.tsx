import type { Copied, Turn } from './chat-state.ts'
import { Quote, SourceHeading } from './citation.tsx'
import { groupContent } from './group-content.ts'
import { useWords } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'
import { problemWords } from './problem-words.ts'
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
  const words = useWords()
  const { say, rich } = words
  return (
    <article
      class={`turn ${turn.phase}`}
      data-turn={at}
      aria-busy={turn.phase === 'asking' ? 'true' : undefined}
    >
      <h2 class="question">{turn.question}</h2>
      {turn.resolvedQuestion && (
        <p class="resolved">
          {rich('turn.understood', { question: turn.resolvedQuestion, q: (text) => <q>{text}</q> })}{' '}
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
        <AnswerContent turn={turn} current={current} />
      )}
      {turn.unanswered.map(({ question, refusal }) => (
        <NearestView refusal={refusal} about={question} />
      ))}
      {turn.suggestions.length > 0 && <Samples questions={turn.suggestions} />}
      {turn.phase === 'answered' && turn.citations.length > 0 && (
        <p class="checked">
          {say('turn.checked', { quotes: say('count.quotes', { count: turn.citations.length }) })}{' '}
          {scripted && (
            <button type="button" class="small" data-action="copy">
              {copyLabel(copied ?? null, words)}
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
    <ul class="samples" aria-label={useWords().say('chat.samples')}>
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
          <p class="framing" lang={turn.language ?? undefined}>
            {group.text}
          </p>
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
  const words = useWords()
  const { say } = words
  if (turn.phase === 'asking') {
    const found = turn.passages
    return (
      <p class="progress">
        {found === null
          ? say('turn.looking')
          : say('turn.weighing', { passages: say('count.passages', { count: found }) })}
      </p>
    )
  }
  if (turn.phase === 'waiting') {
    return <p class="progress">{say('turn.waiting')}</p>
  }
  if (turn.phase !== 'stopped' && turn.phase !== 'failed') return null
  const problem = turn.problem && problemWords(turn.problem, words)
  return (
    <div class="problem">
      <p lang={problem?.lang}>
        <strong>{problem?.message ?? say('turn.stopped')}</strong> {problem?.nextStep}
      </p>
      {scripted && (
        <button type="button" data-action="retry">
          {say(turn.phase === 'stopped' ? 'turn.ask-again' : 'turn.retry')}
        </button>
      )}
    </div>
  )
}

/** What the button for copying says, and a screen reader after it. */
export function copyLabel(copied: Copied | null, { say }: Words): string {
  if (!copied) return say('turn.copy')
  return say(copied.done ? 'turn.copied' : 'turn.not-copied')
}
