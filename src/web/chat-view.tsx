import { Composer } from './ask/composer.tsx'
import { chipsOf, titlesOf } from './ask/filter-words.ts'
import type { ChatState, PageFacts, Turn } from './chat-state.ts'
import { KeepsFeedbackContext } from './feedback/asked-context.ts'
import { answerAddress } from './keep/answer-address.ts'
import { KeepingNotice, KeptSince } from './keep/keeping-lines.tsx'
import { useWords } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'
import { problemWords } from './problem-words.ts'
import { refusalMessage } from './refusal.tsx'
import { copyLabel, Samples, TurnView } from './turn.tsx'

interface ChatProps {
  readonly state: ChatState
  /** Text to start the box with. */
  readonly draft?: string | undefined
  /** Whether a script is there to act on what is clicked and typed. */
  readonly scripted: boolean
}

/** The whole conversation and the box under it. */
export function ChatView({ state, draft, scripted }: ChatProps) {
  const { turns, facts, open, copied, kept } = state
  const words = useWords()
  const titles = { ...titlesOf(facts.choices), ...state.titles }
  const askedOf = ({ filters }: Turn) =>
    chipsOf(filters, titles, words)
      .map(({ text }) => text)
      .join(words.say('copy.separator'))
  return (
    <div class={turns.length === 0 ? 'conversation empty' : 'conversation'}>
      {turns.length === 0 ? (
        <Welcome facts={facts} />
      ) : (
        <h1 class="visually-hidden">{words.say('chat.conversation')}</h1>
      )}
      <KeptSince turns={turns} kept={kept} />
      <KeepsFeedbackContext.Provider value={facts.feedback === true}>
        {turns.map((turn, at) => (
          <TurnView
            turn={turn}
            current={open?.turn === at ? open.citation : null}
            at={at}
            copied={copied?.turn === at ? copied : null}
            isOld={turn.index !== null && facts.index !== null && turn.index !== facts.index}
            askedOf={askedOf(turn)}
            scripted={scripted}
            address={answerAddress(turns, at)}
          />
        ))}
      </KeepsFeedbackContext.Provider>
      <KeepingNotice kept={kept} />
      <BuildingNotice facts={facts} />
      <Composer state={state} draft={draft} scripted={scripted} />
      <p class="visually-hidden" role="status" aria-live="polite">
        {announcement(state, words)} {kept.notice && words.say(`keep.${kept.notice}`)}
      </p>
    </div>
  )
}

function Welcome({ facts }: { facts: PageFacts }) {
  const { say, rich } = useWords()
  return (
    <div class="welcome">
      <img class="welcome-mark" src="/assets/mark.svg" width="72" height="72" alt="" />
      <h1>{rich('chat.welcome', { marked: (words) => <mark>{words}</mark> })}</h1>
      <p>
        {rich('chat.purpose', {
          articles: facts.ready
            ? say('count.articles', { count: facts.articles })
            : say('chat.your-articles'),
          link: (words) => (facts.ready ? <a href="/sources">{words}</a> : words),
        })}
      </p>
      {facts.samples.length > 0 && <Samples questions={facts.samples} />}
    </div>
  )
}

function BuildingNotice({ facts }: { facts: PageFacts }) {
  const { say, language } = useWords()
  if (facts.ready) return null
  const { state, detail, done, total } = facts.status
  if (state === 'failed') {
    return (
      <section class="problem" aria-label={say('chat.articles')}>
        <p>
          <strong>{say('chat.no-articles')}</strong> <span lang="en">{detail}</span>
        </p>
      </section>
    )
  }
  return (
    <section class="building" aria-label={say('chat.articles')}>
      <p>
        <strong>{say('chat.reading')}</strong> {language === 'en' && `${detail} `}
        {say('chat.ask-already')}
      </p>
      {done !== undefined && total !== undefined && total > 0 && (
        <progress value={done} max={total} aria-label={say('chat.articles-read')}>
          {say('chat.read-of', { done, total })}
        </progress>
      )}
    </section>
  )
}

/** What a screen reader hears when the last turn changes. */
function announcement(state: ChatState, words: Words): string {
  const { say } = words
  const turn = state.turns.at(-1)
  if (!turn) return ''
  if (state.copied) return copyLabel(state.copied, words)
  switch (turn.phase) {
    case 'asking':
      return say('chat.heard-asking')
    case 'waiting':
      return say('chat.heard-waiting')
    case 'answered':
      return turn.citations.length === 0
        ? turn.text
        : say('chat.heard-answered', {
            quotes: say('count.quotes', { count: turn.citations.length }),
            text: turn.text,
          })
    case 'refused':
      return say('chat.heard-refused', {
        text: turn.refusal ? refusalMessage(turn.refusal, turn.language, words) : turn.text,
      })
    case 'stopped':
      return say('chat.heard-stopped')
    case 'failed':
      return turn.problem ? problemWords(turn.problem, words).text : ''
  }
}
