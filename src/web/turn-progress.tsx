import { conversationAddress } from './addresses.ts'
import { Elapsed } from './ask/elapsed.tsx'
import type { Turn } from './chat-state.ts'
import { useWords } from './messages/use-words.ts'
import { problemWords } from './problem-words.ts'

interface ProgressProps {
  readonly turn: Turn
  readonly scripted: boolean
}

/** What is under way or went wrong, with the way on. */
export function Progress({ turn, scripted }: ProgressProps) {
  const words = useWords()
  const { say } = words
  if (turn.phase === 'asking') {
    const found = turn.passages
    return (
      <p class="progress">
        {found === null
          ? say('turn.looking')
          : say('turn.weighing', { passages: say('count.passages', { count: found }) })}
        {scripted && <Elapsed />}
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
