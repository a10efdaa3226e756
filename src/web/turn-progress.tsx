import { conversationAddress } from './addresses.ts'
import { Elapsed } from './ask/elapsed.tsx'
import type { Turn } from './chat-state.ts'
import { useWords } from './messages/use-words.ts'
import type { Words } from './messages/words.ts'
import { problemWords } from './problem-words.ts'

interface ProgressProps {
  readonly turn: Turn
  readonly scripted: boolean
}

/** What is under way or went wrong, with the way on. */
export function Progress({ turn, scripted }: ProgressProps) {
  const words = useWords()
  const { say } = words
  // Behind what is being read it would move with each quote; then the box says it.
  if (turn.phase === 'asking' && turn.content.length > 0) return null
  if (turn.phase === 'asking') return <p class="progress">{stageOf(turn, words)}</p>
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
        <p class="ways">
          <button type="button" data-action="retry">
            {say(turn.phase === 'stopped' ? 'turn.ask-again' : 'turn.retry')}
          </button>
          <button type="button" data-action="edit">
            {say('turn.edit')}
          </button>
        </p>
      )}
    </div>
  )
}

/** What is being done, beside the button that stops it, and for how long. */
export function UnderWay({ turn }: { turn: Turn }) {
  const words = useWords()
  return (
    <span class="under-way">
      {turn.phase === 'waiting' ? words.say('turn.waiting') : stageOf(turn, words)}
      <Elapsed />
    </span>
  )
}

function stageOf({ passages }: Turn, { say }: Words): string {
  if (passages === null) return say('turn.looking')
  return say('turn.weighing', { passages: say('count.passages', { count: passages }) })
}

/** That the answer is of articles as they were. */
export function Changed({ scripted }: { scripted: boolean }) {
  const { say } = useWords()
  return (
    <p class="changed">
      {say('turn.changed')}{' '}
      {scripted && (
        <button type="button" class="small" data-action="retry">
          {say('turn.ask-again')}
        </button>
      )}
    </p>
  )
}

/** The way out of filters that no article passes. */
export function AskAll({ question, scripted }: { question: string; scripted: boolean }) {
  const { say } = useWords()
  return (
    <p class="ask-all">
      {scripted ? (
        <button type="button" data-action="ask-all">
          {say('turn.ask-all')}
        </button>
      ) : (
        <a href={conversationAddress([{ question }])}>{say('turn.ask-all')}</a>
      )}
    </p>
  )
}
