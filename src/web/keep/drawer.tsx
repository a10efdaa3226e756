import { render, useEffect, useLayoutEffect, useRef, useState } from 'hono/jsx/dom'
import { useWords, WordsContext } from '../messages/use-words.ts'
import type { Words } from '../messages/words.ts'
import { announce, noticeOf, onAnnounced } from './keep-conversations.ts'
import { KeepingSettings } from './keeping-settings.tsx'
import type { KeepingNotice } from './kept.ts'
import type { KeptConversation, KeptSummary } from './kept-conversation.ts'
import { KeptItem, titleOf } from './kept-item.tsx'
import type { KeptStore } from './kept-store.ts'
import type { KeptMatch } from './search-kept.ts'

interface DrawerProps {
  readonly store: KeptStore
  /** The conversation that the page shows. */
  readonly current: string | null
  readonly onOpen: (id: string) => void
  /** The conversation that the page shows was deleted. */
  readonly onGone: () => void
  readonly onClose: () => void
}

/** Milliseconds after the last letter before the search runs. */
const searchPause = 200

/** Shows the drawer over the page until it is closed. */
export function openDrawer(props: Omit<DrawerProps, 'onClose'>, words: Words): void {
  const opener = document.activeElement
  const host = document.createElement('div')
  document.body.append(host)
  const close = () => {
    render(null, host)
    host.remove()
    if (opener instanceof HTMLElement) opener.focus()
  }
  const onOpen = (id: string) => {
    close()
    props.onOpen(id)
  }
  render(
    <WordsContext.Provider value={words}>
      <Drawer {...props} onOpen={onOpen} onClose={close} />
    </WordsContext.Provider>,
    host,
  )
}

function Drawer({ store, current, onOpen, onGone, onClose }: DrawerProps) {
  const { say } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [said, setSaid] = useState('')
  const [removed, setRemoved] = useState<KeptConversation | null>(null)
  const { matches, notice, act } = useKept(store, query)

  useEffect(() => {
    dialog.current?.showModal()
  }, [])

  const remove = (summary: KeptSummary) =>
    act(async () => {
      setRemoved((await store.remove(summary.id)) ?? null)
      setSaid(say('keep.deleted', { title: titleOf(summary) }))
      if (summary.id === current) onGone()
      dialog.current?.querySelector<HTMLElement>('input[type=search]')?.focus()
    })
  const undo = () =>
    act(async () => {
      if (removed) await store.putBack(removed)
      setRemoved(null)
      setSaid('')
    })
  const removeAll = () =>
    act(async () => {
      await store.removeAll()
      setRemoved(null)
      setSaid(say('keep.all-deleted'))
      if (current !== null) onGone()
    })

  return (
    <dialog
      class="drawer"
      ref={dialog}
      aria-label={say('keep.conversations')}
      onCancel={(event: Event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        // Esc closes the drawer; what lies under it stays as it is.
        if (event.key === 'Escape') event.stopPropagation()
      }}
      onClick={(event: Event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <nav class="drawer-body" aria-label={say('keep.conversations')}>
        <div class="drawer-bar">
          <h2>{say('keep.conversations')}</h2>
          <button type="button" class="close" onClick={onClose}>
            {say('keep.close')}
          </button>
        </div>
        <input
          type="search"
          aria-label={say('keep.search')}
          placeholder={say('keep.search')}
          maxlength={200}
          onInput={(event: Event) => setQuery((event.target as HTMLInputElement).value)}
        />
        <p class="drawer-said" role="status">
          {said || (query && matches ? say('keep.found', { count: matches.length }) : '')}{' '}
          {removed && (
            <button type="button" class="small" onClick={undo}>
              {say('keep.undo')}
            </button>
          )}
        </p>
        {notice && <p class="problem">{say(`keep.${notice}`)}</p>}
        {matches?.length === 0 && !notice && (
          <p class="drawer-none">{say(query ? 'keep.none-found' : 'keep.none')}</p>
        )}
        <ul class="kept-list">
          {matches?.map((match) => (
            <KeptItem
              key={match.summary.id}
              match={match}
              isCurrent={match.summary.id === current}
              onOpen={onOpen}
              onChange={(change) => act(() => store.change(match.summary.id, change))}
              onRemove={remove}
            />
          ))}
        </ul>
        <KeepingSettings count={query ? 0 : (matches?.length ?? 0)} onRemoveAll={removeAll} />
      </nav>
    </dialog>
  )
}

/** The conversations that match, read again whenever something is kept or removed, in any tab. */
function useKept(store: KeptStore, query: string) {
  const [matches, setMatches] = useState<readonly KeptMatch[] | null>(null)
  const [notice, setNotice] = useState<KeepingNotice | null>(null)
  const [round, setRound] = useState(0)
  // Layout effects: of two renders within one frame the first's ordinary effect is never cleaned up.
  useLayoutEffect(() => {
    let isLeft = false
    const read = async () => {
      try {
        const found = query.trim()
          ? await store.search(query)
          : (await store.list()).map((summary) => ({ summary, excerpt: null }))
        if (!isLeft) setMatches(found)
      } catch (error) {
        if (!isLeft) setNotice(noticeOf(error))
      }
    }
    const timer = setTimeout(read, query ? searchPause : 0)
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [query, round])
  useLayoutEffect(() => onAnnounced(() => setRound((before) => before + 1)), [])
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work()
      announce()
    } catch (error) {
      setNotice(noticeOf(error))
    }
    setRound((before) => before + 1)
  }
  return { matches, notice, act }
}
