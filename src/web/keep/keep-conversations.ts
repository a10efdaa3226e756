import type { ChatController } from '../chat-controller.ts'
import { type ChatState, newTurn, type Turn } from '../chat-state.ts'
import { finishedTurn } from '../finished-turn.ts'
import { isKeeping } from './keeping-choice.ts'
import type { KeepingNotice } from './kept.ts'
import {
  type KeptConversation,
  type KeptTurn,
  newConversationId,
  turnKey,
} from './kept-conversation.ts'
import type { KeptStore } from './kept-store.ts'
import { leaveOnceKept } from './leave-once-kept.ts'
import type { Recalled } from './recalled.ts'

/** What is kept longer ago than this is shown with its date, in milliseconds. */
const recent = 10 * 60_000

export type LoadStore = () => Promise<KeptStore>

/**
 * Keeps the conversation as its answers come, one write after the other. What was only shown, from an
 * address or from what is kept, is not kept anew: the first answer to a question asked here begins it.
 */
export function keepConversations(controller: ChatController, loadStore: LoadStore): void {
  let seen = keysOf(controller.getState())
  let work: Promise<void> = Promise.resolve()
  let waiting = 0
  leaveOnceKept(() => (waiting > 0 ? work : null))
  controller.subscribe(() => {
    const state = controller.getState()
    const keys = keysOf(state)
    if (keys === seen) return
    seen = keys
    const turns = keptTurns(state.turns)
    if (turns.length === 0 || !isKeeping()) return
    const asked = state.kept.conversation ?? newConversationId()
    if (asked !== state.kept.conversation) set(controller, { conversation: asked })
    waiting += 1
    work = work
      .then(() => save(controller, loadStore, asked, turns))
      .finally(() => {
        waiting -= 1
      })
  })
}

async function save(
  controller: ChatController,
  loadStore: LoadStore,
  asked: string,
  turns: readonly KeptTurn[],
): Promise<void> {
  const isStill = () => controller.getState().kept.conversation === asked
  try {
    const store = await loadStore()
    const { id, dropped, isCut } = await store.save(asked, turns)
    const notice = isCut ? 'cut' : dropped > 0 ? 'dropped' : null
    if (isStill() && (id !== asked || notice !== controller.getState().kept.notice)) {
      set(controller, { conversation: id, notice })
    }
    announce()
  } catch (error) {
    if (isStill()) set(controller, { conversation: null, notice: noticeOf(error) })
  }
}

function set(controller: ChatController, change: Partial<ChatState['kept']>): void {
  controller.dispatch({ type: 'kept', kept: { ...controller.getState().kept, ...change } })
}

export function noticeOf(error: unknown): KeepingNotice {
  return (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'refused'
}

/** A kept conversation as the page shows it. */
export function recalledFrom({ summary, turns }: KeptConversation, now: number): Recalled {
  return {
    turns: turns.map(({ question, filters, answer }) =>
      finishedTurn(newTurn(question, filters), answer),
    ),
    kept: {
      conversation: summary.id,
      since: now - summary.changedAt > recent ? summary.changedAt : null,
      notice: null,
    },
  }
}

function keptTurns(turns: readonly Turn[]): KeptTurn[] {
  return turns.flatMap(({ question, filters, answer }) =>
    answer ? [{ question, filters, answer }] : [],
  )
}

function keysOf({ turns }: ChatState): string {
  return keptTurns(turns).map(turnKey).join('\n')
}

const channelName = 'footnote-kept'

/** Tells other tabs, and a list that is open in this one, that something else is kept now. */
export function announce(): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(null)
  channel.close()
}

/** @returns what ends it */
export function onAnnounced(listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', listener)
  return () => channel.close()
}
