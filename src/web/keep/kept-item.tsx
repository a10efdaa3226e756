import { useLayoutEffect, useRef, useState } from 'hono/jsx/dom'
import { useWords } from '../messages/use-words.ts'
import type { KeptSummary } from './kept-conversation.ts'
import { localDay } from './local-day.ts'
import type { KeptMatch } from './search-kept.ts'

interface KeptItemProps {
  readonly match: KeptMatch
  readonly isCurrent: boolean
  readonly onOpen: (id: string) => void
  readonly onChange: (change: Partial<Pick<KeptSummary, 'title' | 'pinned'>>) => void
  readonly onRemove: (summary: KeptSummary) => void
}

/** One conversation of the list, with what can be done with it. */
export function KeptItem({ match, isCurrent, onOpen, onChange, onRemove }: KeptItemProps) {
  const { summary, excerpt } = match
  const { say, date } = useWords()
  const [isNamed, setIsNamed] = useState(false)
  const title = titleOf(summary)
  const named = (action: string) => say('keep.of', { action, title })
  if (isNamed) {
    return (
      <li>
        <NameForm
          title={title}
          onDone={(name) => {
            setIsNamed(false)
            if (name !== null) onChange({ title: name || null })
          }}
        />
      </li>
    )
  }
  return (
    <li>
      <button
        type="button"
        class="kept-open"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onOpen(summary.id)}
      >
        <span class="kept-title">{title}</span>
        {excerpt && <span class="kept-excerpt">{excerpt}</span>}
        <time class="kept-date" datetime={new Date(summary.changedAt).toISOString()}>
          {date(localDay(summary.changedAt))}
        </time>
      </button>
      <div class="kept-actions">
        <button
          type="button"
          class="small"
          aria-label={named(say('keep.rename'))}
          onClick={() => setIsNamed(true)}
        >
          {say('keep.rename')}
        </button>
        <button
          type="button"
          class="small"
          aria-pressed={summary.pinned ? 'true' : 'false'}
          aria-label={named(say('keep.pin'))}
          onClick={() => onChange({ pinned: !summary.pinned })}
        >
          {say(summary.pinned ? 'keep.pinned' : 'keep.pin')}
        </button>
        <button
          type="button"
          class="small"
          aria-label={named(say('keep.delete'))}
          onClick={() => onRemove(summary)}
        >
          {say('keep.delete')}
        </button>
      </div>
    </li>
  )
}

/** `onDone` is given the new name; empty for none of its own, null where it stays. */
function NameForm({ title, onDone }: { title: string; onDone: (name: string | null) => void }) {
  const { say } = useWords()
  const field = useRef<HTMLInputElement>(null)
  // At once: who renames begins to type.
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <form
      class="kept-name"
      onSubmit={(event: Event) => {
        event.preventDefault()
        onDone(field.current?.value.trim() ?? null)
      }}
    >
      <input ref={field} aria-label={say('keep.name')} value={title} maxlength={200} />
      <button type="submit" class="small">
        {say('keep.save-name')}
      </button>
      <button type="button" class="small" onClick={() => onDone(null)}>
        {say('keep.cancel')}
      </button>
    </form>
  )
}

export function titleOf({ title, question }: KeptSummary): string {
  return title ?? question
}
