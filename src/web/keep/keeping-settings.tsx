import { useState } from 'hono/jsx/dom'
import { useWords } from '../messages/use-words.ts'
import { chooseKeeping, isKeeping } from './keeping-choice.ts'
import { keptLimits } from './kept-conversation.ts'

interface SettingsProps {
  readonly count: number
  readonly onRemoveAll: () => void
}

/** Where conversations are kept, how many, the switch for it, and the way to be rid of all. */
export function KeepingSettings({ count, onRemoveAll }: SettingsProps) {
  const { say } = useWords()
  const [keeps, setKeeps] = useState(isKeeping())
  const [isAsking, setIsAsking] = useState(false)
  const choose = (event: Event) => {
    chooseKeeping((event.target as HTMLInputElement).checked)
    setKeeps(isKeeping())
  }
  return (
    <div class="keeping">
      <label>
        <input type="checkbox" checked={keeps} onChange={choose} /> {say('keep.switch')}
      </label>
      {!keeps && <p>{say('keep.off')}</p>}
      <p>{say('keep.where')}</p>
      <p>
        {say('keep.limits', {
          count: keptLimits.conversations,
          size: keptLimits.bytes / 1_000_000,
        })}
      </p>
      {isAsking && count > 0 ? (
        <p class="keeping-sure">
          {say('keep.delete-all-sure', { conversations: say('keep.found', { count }) })}{' '}
          <button
            type="button"
            class="small"
            onClick={() => {
              setIsAsking(false)
              onRemoveAll()
            }}
          >
            {say('keep.delete-all')}
          </button>{' '}
          <button type="button" class="small" onClick={() => setIsAsking(false)}>
            {say('keep.cancel')}
          </button>
        </p>
      ) : (
        count > 0 && (
          <button type="button" class="small" onClick={() => setIsAsking(true)}>
            {say('keep.delete-all')}
          </button>
        )
      )}
    </div>
  )
}
