import { render, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'hono/jsx/dom'
import { box, focusBox } from './ask/box-keys.ts'
import { outsideOf, watchConnection } from './ask/outside.ts'
import { followHistory, restoreOpen } from './browser-history.ts'
import { showCards } from './card/show-cards.ts'
import { type ChatController, createController } from './chat-controller.ts'
import type { OpenCitation, UnansweredPart } from './chat-state.ts'
import { ChatView } from './chat-view.tsx'
import { unpackState } from './finished-turn.ts'
import { closeReader, focusReference, listen, openReader } from './gestures.ts'
import { keepConversations, recalledFrom } from './keep/keep-conversations.ts'
import { listenForKeeping } from './keep/keep-gestures.ts'
import type { KeptStore } from './keep/kept-store.ts'
import type { InterfaceLanguage } from './messages/interface-language.ts'
import { WordsContext } from './messages/use-words.ts'
import { type CompiledMessages, makeWords, type Words } from './messages/words.ts'
import { Panel } from './panel.tsx'

/** What a page in one language starts with; called by an entry that `bundle.ts` makes for each. */
export function start(language: InterfaceLanguage, messages: CompiledMessages): void {
  const root = document.getElementById('chat')
  if (root) takeOver(root, makeWords(language, messages))
}

/** Puts the living page in place of the served one, keeping what was typed meanwhile. */
function takeOver(container: HTMLElement, words: Words): void {
  const served = box()
  // What the server put there is for pages without script; here a failed question has its Retry.
  const typed = served && served.value !== served.defaultValue ? served.value : ''
  const { selectionStart = 0, selectionEnd = 0 } = served ?? {}
  const focused = document.activeElement === served || location.search === ''
  const initial = restoreOpen(unpackState(container.dataset.state ?? ''))
  const controller = createController(initial, outsideOf(words))
  render(
    <WordsContext.Provider value={words}>
      <Chat controller={controller} draft={typed} />
    </WordsContext.Provider>,
    container,
  )
  showCards(container, controller, words)
  listen(container, controller, words)
  listenForKeeping(container, controller, words, loadStore)
  followHistory(controller, recall)
  keepConversations(controller, loadStore)
  watchConnection(controller)
  if (focused && !initial.open) focusBox()
  box()?.setSelectionRange(selectionStart, selectionEnd)
  controller.resume()
}

function nearestOf({ refusal }: UnansweredPart) {
  return refusal.nearest
}

function Chat({ controller, draft }: { controller: ChatController; draft: string }) {
  const state = useSyncExternalStore(controller.subscribe, controller.getState)
  const { turns, open } = state
  const opened = open ? turns[open.turn] : undefined
  const lists = opened
    ? [opened.refusal?.nearest ?? opened.citations, ...opened.unanswered.map(nearestOf)]
    : []
  const shown = lists.find((list) => list.some(({ id }) => id === open?.citation)) ?? []
  const citation = shown.find(({ id }) => id === open?.citation)

  useEffect(() => {
    const question = turns.at(-1)?.question
    document.title = question === undefined ? 'Footnote' : `${question} · Footnote`
    if (question === undefined) return
    const last = [...document.querySelectorAll('.turn')].at(-1)
    // Turns out of sight keep the height they had when last drawn: the one before is drawn first.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => last?.scrollIntoView({ block: 'start' }))
    })
  }, [turns.length])
  useEffect(() => {
    document.body.classList.toggle('with-panel', citation !== undefined)
  }, [citation])
  const wasOpen = useRef<OpenCitation>(null)
  useLayoutEffect(() => {
    // Only once the panel is gone: while it is modal, nothing outside of it takes the focus.
    if (!open && wasOpen.current) focusReference(wasOpen.current)
    wasOpen.current = open
  }, [open])

  return (
    <>
      <ChatView state={state} draft={draft} scripted />
      {open && citation && (
        <Panel
          key={`turn-${open.turn}`}
          citation={citation}
          all={shown}
          onMove={(id) => openReader(controller, open.turn, id)}
          onClose={() => closeReader(controller)}
        />
      )}
    </>
  )
}

let store: Promise<KeptStore> | undefined

/** Only once something is to be kept, or shown of what is. */
function loadStore(): Promise<KeptStore> {
  store ??= import('./keep/kept-store.ts').then(({ openKeptStore }) => openKeptStore())
  return store
}

async function recall(conversation: string) {
  const found = await (await loadStore()).read(conversation)
  return found ? recalledFrom(found, Date.now()) : null
}
