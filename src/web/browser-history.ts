import { conversationAddress } from './addresses.ts'
import type { ChatController } from './chat-controller.ts'
import type { ChatState, OpenCitation } from './chat-state.ts'

/** What an entry of the browser's history stands for. */
export interface HistoryEntry {
  /** Of the conversation: its questions. */
  readonly address: string
  readonly open: EntryCitation | null
  /** Whether opening the panel added it, so that the one before is the same without the panel. */
  readonly overChat: boolean
}

/** Turns are counted from the end, since an address carries only the newest questions. */
interface EntryCitation {
  readonly fromEnd: number
  readonly citation: string
}

export type HistoryStep =
  | { readonly type: 'push' | 'replace'; readonly entry: HistoryEntry }
  | { readonly type: 'back' }
  | null

/**
 * Pure: what has to happen to the history, at `entry`, for it to stand for the state. A question adds
 * an entry, and so does opening the panel; moving in the panel replaces, and closing it goes back to
 * the entry that it was opened from, so that no entry is left that shows nothing new.
 */
export function historyStep(entry: HistoryEntry, state: ChatState): HistoryStep {
  const address = addressOf(state)
  const open = state.open && {
    fromEnd: state.turns.length - state.open.turn,
    citation: state.open.citation,
  }
  if (address !== entry.address) {
    return { type: 'push', entry: { address, open, overChat: false } }
  }
  if (open && !entry.open) return { type: 'push', entry: { address, open, overChat: true } }
  if (!open && entry.open) {
    return entry.overChat
      ? { type: 'back' }
      : { type: 'replace', entry: { address, open, overChat: false } }
  }
  const isSame = open?.citation === entry.open?.citation && open?.fromEnd === entry.open?.fromEnd
  return isSame ? null : { type: 'replace', entry: { ...entry, open } }
}

/** Pure: the entry at an address, from what was kept with it; anything else is kept as nothing. */
export function readEntry(address: string, kept: unknown): HistoryEntry {
  const { open, overChat } = fieldsOf(kept)
  const { fromEnd, citation } = fieldsOf(open)
  if (typeof citation !== 'string' || !Number.isSafeInteger(fromEnd)) {
    return { address, open: null, overChat: false }
  }
  return {
    address,
    open: { fromEnd: Number(fromEnd), citation },
    overChat: overChat === true,
  }
}

/** Pure: the citation that an entry holds open among so many turns. */
export function openIn(entry: HistoryEntry, turns: number): OpenCitation | null {
  const turn = turns - (entry.open?.fromEnd ?? 0)
  if (!entry.open || turn < 0 || turn >= turns) return null
  return { turn, citation: entry.open.citation }
}

/** The state as the entry that the page was loaded at shows it, so that a reload keeps the panel. */
export function restoreOpen(state: ChatState): ChatState {
  return { ...state, open: openIn(readEntry(addressOf(state), history.state), state.turns.length) }
}

/**
 * Keeps the browser's history in step with the state, and the state with Back and Forward. At an
 * address with other questions the page is loaded anew: the server answers them as it did before.
 */
export function followHistory(controller: ChatController): void {
  const state = controller.getState()
  let entry = readEntry(addressOf(state), history.state)
  if (!state.open) entry = { ...entry, open: null, overChat: false }
  let isUnderWay: 'back' | 'load' | null = null

  const write = (type: 'push' | 'replace', next: HistoryEntry) => {
    entry = next
    const { address, ...kept } = next
    // Closing the panel must not move the chat beside it to where it was when the panel opened.
    if (next.overChat) history.scrollRestoration = 'manual'
    if (type === 'push') history.pushState(kept, '', address)
    else history.replaceState(kept, '', address)
  }
  const follow = () => {
    if (isUnderWay) return
    const step = historyStep(entry, controller.getState())
    if (step?.type === 'back') {
      isUnderWay = 'back'
      history.back()
    } else if (step) {
      write(step.type, step.entry)
    }
  }
  const arrive = (kept: unknown) => {
    const isOwn = isUnderWay === 'back'
    if (isUnderWay === 'load') return
    isUnderWay = null
    const { turns } = controller.getState()
    const arrived = readEntry(location.pathname + location.search, kept)
    if (arrived.address !== entry.address) {
      isUnderWay = 'load'
      location.reload()
    } else if (kept === null) {
      // A link to a place in the page, such as the one past the header.
      write('replace', { ...entry, overChat: false })
    } else {
      entry = arrived
      // What was done while the page's own way back was under way comes after it.
      if (isOwn) follow()
      else controller.dispatch({ type: 'open', open: openIn(arrived, turns.length) })
    }
  }

  write('replace', entry)
  controller.subscribe(follow)
  addEventListener('popstate', (event) => arrive(event.state))
}

function addressOf({ turns }: Pick<ChatState, 'turns'>): string {
  return conversationAddress(turns)
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
