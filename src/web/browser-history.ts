import { conversationAddress } from './addresses.ts'
import type { ChatController } from './chat-controller.ts'
import type { ChatState, OpenCitation } from './chat-state.ts'
import { isConversationId } from './keep/kept-conversation.ts'
import { type Recalled, recalledAt } from './keep/recalled.ts'

/** What an entry of the browser's history stands for. */
export interface HistoryEntry {
  /** Of the conversation: its questions. */
  readonly address: string
  readonly open: EntryCitation | null
  /** Whether opening the panel added it, so that the one before is the same without the panel. */
  readonly overChat: boolean
  /** The conversation among those that the browser keeps, and how much of it is shown. */
  readonly kept: EntryConversation | null
}

interface EntryConversation {
  readonly conversation: string
  readonly turns: number
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
  const { conversation } = state.kept
  const kept = conversation === null ? null : { conversation, turns: state.turns.length }
  if (address !== entry.address) {
    return { type: 'push', entry: { address, open, overChat: false, kept } }
  }
  if (open && !entry.open) return { type: 'push', entry: { address, open, overChat: true, kept } }
  if (!open && entry.open) {
    return entry.overChat
      ? { type: 'back' }
      : { type: 'replace', entry: { address, open, overChat: false, kept } }
  }
  const isSame =
    open?.citation === entry.open?.citation &&
    open?.fromEnd === entry.open?.fromEnd &&
    kept?.conversation === entry.kept?.conversation &&
    kept?.turns === entry.kept?.turns
  return isSame ? null : { type: 'replace', entry: { ...entry, open, kept } }
}

/** Pure: the entry at an address, from what was kept with it; anything else is kept as nothing. */
export function readEntry(address: string, kept: unknown): HistoryEntry {
  const { open, overChat, kept: conversation } = fieldsOf(kept)
  const { fromEnd, citation } = fieldsOf(open)
  const entry = { address, kept: readKept(conversation) }
  if (typeof citation !== 'string' || !Number.isSafeInteger(fromEnd)) {
    return { ...entry, open: null, overChat: false }
  }
  return {
    ...entry,
    open: { fromEnd: Number(fromEnd), citation },
    overChat: overChat === true,
  }
}

function readKept(value: unknown): EntryConversation | null {
  const { conversation, turns } = fieldsOf(value)
  if (!isConversationId(conversation) || !Number.isSafeInteger(turns)) return null
  return { conversation, turns: Number(turns) }
}

/** Pure: the citation that an entry holds open among so many turns. */
export function openIn(entry: HistoryEntry, turns: number): OpenCitation | null {
  const turn = turns - (entry.open?.fromEnd ?? 0)
  if (!entry.open || turn < 0 || turn >= turns) return null
  return { turn, citation: entry.open.citation }
}

/** The state as the entry that the page was loaded at shows it, so that a reload keeps the panel. */
export function restoreOpen(state: ChatState): ChatState {
  const entry = readEntry(addressOf(state), history.state)
  const conversation = entry.kept?.conversation ?? null
  const open = openIn(entry, state.turns.length)
  return { ...state, open, kept: { ...state.kept, conversation } }
}

/**
 * Keeps the browser's history in step with the state, and the state with Back and Forward. At an
 * address with other questions the conversation is recalled as the browser has kept it; where it has
 * not, the page is loaded anew: the server answers the questions as it did before.
 */
export function followHistory(
  controller: ChatController,
  recall: (conversation: string) => Promise<Recalled | null>,
): void {
  const state = controller.getState()
  let entry = readEntry(addressOf(state), history.state)
  if (!state.open) entry = { ...entry, open: null, overChat: false }
  let isUnderWay: 'back' | 'recall' | 'load' | null = null
  let recalls = 0

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
  /** The last of several entries gone to at once is the one that is shown. */
  const show = async (arrived: HistoryEntry) => {
    recalls += 1
    const own = recalls
    isUnderWay = 'recall'
    const found = arrived.kept && (await recall(arrived.kept.conversation).catch(() => null))
    if (own !== recalls) return
    const recalled = recalledAt(arrived, found)
    isUnderWay = recalled ? null : 'load'
    if (!recalled) return location.reload()
    entry = arrived
    controller.show(recalled, openIn(arrived, recalled.turns.length))
  }
  const arrive = (kept: unknown) => {
    const isOwn = isUnderWay === 'back'
    if (isUnderWay === 'load') return
    const isRecalling = isUnderWay === 'recall'
    isUnderWay = null
    const { turns } = controller.getState()
    const arrived = readEntry(location.pathname + location.search, kept)
    if (arrived.address !== entry.address || isRecalling) {
      void show(arrived)
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
  void showKept(controller, entry, recall)
}

/** After a reload the conversation is shown as it was kept, all of it; nothing else may have come meanwhile. */
async function showKept(
  controller: ChatController,
  entry: HistoryEntry,
  recall: (conversation: string) => Promise<Recalled | null>,
): Promise<void> {
  if (!entry.kept) return
  const { turns } = controller.getState()
  const found = await recall(entry.kept.conversation).catch(() => null)
  const recalled = recalledAt(entry, found)
  const { turns: now, open } = controller.getState()
  if (!recalled || now !== turns) return
  const fromEnd = turns.length - recalled.turns.length
  controller.show(recalled, open && { ...open, turn: open.turn - fromEnd })
}

function addressOf({ turns }: Pick<ChatState, 'turns'>): string {
  return conversationAddress(turns)
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
