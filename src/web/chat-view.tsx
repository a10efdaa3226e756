import { boundEarlier } from './addresses.ts'
import { type ChatState, isUnderWay, type PageFacts } from './chat-state.ts'
import { copyLabel, countOf, Samples, TurnView } from './turn.tsx'

interface ChatProps {
  readonly state: ChatState
  /** Text to start the box with. */
  readonly draft?: string | undefined
  /** Whether a script is there to act on what is clicked and typed. */
  readonly scripted: boolean
}

/** The whole conversation and the box under it. */
export function ChatView({ state, draft, scripted }: ChatProps) {
  const { turns, facts, open, copied } = state
  return (
    <div class={turns.length === 0 ? 'conversation empty' : 'conversation'}>
      {turns.length === 0 ? (
        <Welcome facts={facts} />
      ) : (
        <h1 class="visually-hidden">Conversation</h1>
      )}
      {turns.map((turn, at) => (
        <TurnView
          turn={turn}
          current={open?.turn === at ? open.citation : null}
          at={at}
          copied={copied?.turn === at ? copied : null}
          scripted={scripted}
        />
      ))}
      <BuildingNotice facts={facts} />
      <Composer state={state} draft={draft} scripted={scripted} />
      <p class="visually-hidden" role="status" aria-live="polite">
        {announcement(state)}
      </p>
    </div>
  )
}

function Welcome({ facts }: { facts: PageFacts }) {
  return (
    <div class="welcome">
      <img class="welcome-mark" src="/assets/mark.svg" width="72" height="72" alt="" />
      <h1>
        Answers in the articles’ <mark>own words</mark>
      </h1>
      <p>
        Footnote answers with exact quotes from{' '}
        {facts.ready ? (
          <a href="/sources">{countOf(facts.articles, 'article')}</a>
        ) : (
          'your articles'
        )}
        , opens each one at its place, and says so when they hold no answer.
      </p>
      {facts.samples.length > 0 && <Samples questions={facts.samples} />}
    </div>
  )
}

function BuildingNotice({ facts }: { facts: PageFacts }) {
  if (facts.ready) return null
  const { state, detail, done, total } = facts.status
  if (state === 'failed') {
    return (
      <section class="problem" aria-label="Articles">
        <p>
          <strong>There are no articles to ask yet.</strong> {detail}
        </p>
      </section>
    )
  }
  return (
    <section class="building" aria-label="Articles">
      <p>
        <strong>Reading the articles.</strong> {detail} You can ask already.
      </p>
      {done !== undefined && total !== undefined && total > 0 && (
        <progress value={done} max={total} aria-label="Articles read">
          {`${done} of ${total}`}
        </progress>
      )}
    </section>
  )
}

function Composer({ state, draft, scripted }: ChatProps) {
  const busy = state.turns.some(isUnderWay)
  return (
    <form class="composer" action="/" method="get">
      {!scripted &&
        boundEarlier(state.turns.map(({ question }) => question)).map((question) => (
          <input type="hidden" name="earlier" value={question} />
        ))}
      <label class="visually-hidden" for="question">
        Your question
      </label>
      <div class="box">
        <textarea
          id="question"
          name="question"
          rows={1}
          required
          maxlength={state.facts.maxQuestionLength}
          placeholder={state.turns.length === 0 ? 'Ask the articles…' : 'Ask a follow-up…'}
          autocomplete="off"
        >
          {draft}
        </textarea>
        {scripted && busy ? (
          <button class="stop" type="button" data-action="stop">
            Stop
          </button>
        ) : (
          <button type="submit">Ask</button>
        )}
      </div>
      <p class="hint">
        {scripted && (
          <span class="keys">
            <kbd>Enter</kbd> asks, <kbd>Shift</kbd>+<kbd>Enter</kbd> breaks the line, <kbd>Esc</kbd>{' '}
            stops.
          </span>
        )}
        {state.turns.length > 0 && <a href="/">New conversation</a>}
      </p>
    </form>
  )
}

/** What a screen reader hears when the last turn changes. */
function announcement(state: ChatState): string {
  const turn = state.turns.at(-1)
  if (!turn) return ''
  if (state.copied) return copyLabel(state.copied)
  switch (turn.phase) {
    case 'asking':
      return 'Looking through the articles.'
    case 'waiting':
      return 'The articles are still being read.'
    case 'answered':
      return turn.citations.length === 0
        ? turn.text
        : `Answered with ${countOf(turn.citations.length, 'quote')}. ${turn.text}`
    case 'refused':
      return `Not in these articles. ${turn.text}`
    case 'stopped':
      return 'Stopped.'
    case 'failed':
      return `${turn.problem?.message ?? ''} ${turn.problem?.nextStep ?? ''}`.trim()
  }
}
