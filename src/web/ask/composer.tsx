import { boundEarlier } from '../addresses.ts'
import { type ChatState, isUnderWay, type Room } from '../chat-state.ts'
import { SaveLinks } from '../keep/save-links.tsx'
import { useWords } from '../messages/use-words.ts'
import { UnderWay } from '../turn-progress.tsx'
import { filterParameters } from './asked-filters.ts'
import { Filters } from './filter-fields.tsx'

interface ComposerProps {
  readonly state: ChatState
  /** Text to start the box with. */
  readonly draft?: string | undefined
  /** Whether a script is there to act on what is clicked and typed. */
  readonly scripted: boolean
}

/** The box under the conversation, with what the next question is asked of. */
export function Composer({ state, draft, scripted }: ComposerProps) {
  const { say, rich } = useWords()
  const at = state.turns.findIndex(isUnderWay)
  const underWay = state.turns[at]
  return (
    <form class="composer" action="/" method="get">
      {!scripted && <EarlierQuestions state={state} />}
      {scripted && (
        <div aria-live="polite">
          <Connection state={state} />
          {state.next !== null && <NextQuestion question={state.next} />}
        </div>
      )}
      <Filters
        filters={state.filters}
        choices={state.facts.choices}
        titles={state.titles}
        scripted={scripted}
      />
      <label class="visually-hidden" for="question">
        {say('chat.your-question')}
      </label>
      <div class="box">
        <textarea
          id="question"
          name="question"
          rows={1}
          required
          maxlength={state.facts.maxQuestionLength}
          placeholder={say(state.turns.length === 0 ? 'chat.ask-first' : 'chat.ask-next')}
          autocomplete="off"
          aria-describedby="room"
        >
          {draft}
        </textarea>
        {scripted && underWay ? (
          <button class="stop" type="button" data-action="stop">
            {say('chat.stop')}
          </button>
        ) : (
          <button type="submit">{say('chat.ask')}</button>
        )}
      </div>
      <p class="room" id="room" aria-live="polite">
        {state.room && <RoomLeft room={state.room} />}
      </p>
      <div class="hint">
        {scripted && underWay && <UnderWay turn={underWay} key={`turn-${at}`} />}
        {scripted && !underWay && (
          <span class="keys">{rich('chat.keys', { key: (name) => <kbd>{name}</kbd> })}</span>
        )}
        <SaveLinks turns={state.turns} scripted={scripted} />
        {state.turns.length > 0 && <a href="/">{say('chat.new')}</a>}
      </div>
    </form>
  )
}

/** What an address carries of the conversation: each question behind its own filters. */
function EarlierQuestions({ state }: { state: ChatState }) {
  return boundEarlier(state.turns).flatMap(({ question, filters }) => [
    ...filterParameters(filters).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    )),
    <input type="hidden" name="earlier" value={question} />,
  ])
}

function NextQuestion({ question }: { question: string }) {
  const { say, rich } = useWords()
  return (
    <p class="next-question">
      <span class="next-words">{rich('chat.next', { question, q: (text) => <q>{text}</q> })}</span>
      <button type="button" class="small" data-action="take-back">
        {say('chat.take-back')}
      </button>
    </p>
  )
}

/** That nothing answers. */
function Connection({ state }: { state: ChatState }) {
  const { say } = useWords()
  if (state.connection === 'here') return null
  return (
    <p class="connection">
      <span>{say('chat.away')}</span>
      <button type="button" class="small" data-action="try-now">
        {say('chat.try-now')}
      </button>
    </p>
  )
}

function RoomLeft({ room: { left, cut } }: { room: Room }) {
  const { say, number } = useWords()
  return (
    <span>
      {cut > 0 ? say('chat.cut', { cut: number(cut) }) : say('chat.room', { left: number(left) })}
    </span>
  )
}
