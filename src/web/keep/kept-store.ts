import {
  compareTurns,
  type KeptConversation,
  type KeptLimits,
  type KeptSummary,
  type KeptTurn,
  keptLimits,
  keptVersion,
  newConversationId,
  overLimit,
  turnKey,
} from './kept-conversation.ts'
import {
  type KeptDatabase,
  openDatabase,
  readConversation,
  removeOne,
  summariesOf,
} from './kept-database.ts'
import { readSummary } from './read-kept.ts'
import { type KeptMatch, matchIn } from './search-kept.ts'

/** What became of a conversation that was to be kept. */
export interface Saved {
  /** Another than asked for where a conversation of that id went another way. */
  readonly id: string
  /** Conversations that had to go for it. */
  readonly dropped: number
  /** Whether it has more turns than are kept of one. */
  readonly isCut: boolean
}

/** Conversations in this browser's IndexedDB. All methods reject where the browser gives no room. */
export interface KeptStore {
  /** Newest first. */
  list(): Promise<KeptSummary[]>
  /** Undefined where it is not kept, or none of it can be read. */
  read(id: string): Promise<KeptConversation | undefined>
  /** Adds the turns that are not kept yet. Turns that are kept are never replaced. */
  save(id: string, turns: readonly KeptTurn[]): Promise<Saved>
  change(id: string, change: Partial<Pick<KeptSummary, 'title' | 'pinned'>>): Promise<void>
  /** @returns what was removed, to be put back */
  remove(id: string): Promise<KeptConversation | undefined>
  putBack(conversation: KeptConversation): Promise<void>
  removeAll(): Promise<void>
  /** Conversations with all these words in their title, or in a question or answer; newest first. */
  search(words: string): Promise<KeptMatch[]>
}

interface StoreOptions {
  readonly name?: string
  readonly limits?: KeptLimits
  readonly now?: () => number
}

export function openKeptStore(options: StoreOptions = {}): KeptStore {
  const { name = 'footnote', limits = keptLimits, now = Date.now } = options
  let opened: Promise<KeptDatabase> | undefined
  const open = () => {
    opened ??= openDatabase(name, () => {
      opened = undefined
    })
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }
  const list = async () => summariesOf(await (await open()).getAll('conversations'))
  return {
    list,
    read: async (id) => readConversation(await open(), id),
    async save(id, turns) {
      const db = await open()
      try {
        return await save(db, id, turns, limits, now())
      } catch (error) {
        if ((error as Error).name !== 'QuotaExceededError') throw error
        // The browser has less room than we reckon with: half of what is kept goes, then once more.
        const bytes = (await list()).reduce((sum, summary) => sum + summary.bytes, 0)
        const dropped = await trim(db, id, { ...limits, bytes: bytes / 2 })
        const saved = await save(db, id, turns, limits, now())
        return { ...saved, dropped: saved.dropped + dropped }
      }
    },
    async change(id, change) {
      const db = await open()
      const summary = readSummary(await db.get('conversations', id))
      if (summary) await db.put('conversations', { ...summary, ...change })
    },
    async remove(id) {
      const db = await open()
      const conversation = await readConversation(db, id)
      await removeOne(db, id)
      return conversation
    },
    async putBack({ summary, turns }) {
      const tx = (await open()).transaction(['conversations', 'turns'], 'readwrite')
      await Promise.all([
        tx.objectStore('conversations').put(summary),
        ...turns.map((turn, at) =>
          tx.objectStore('turns').put({ ...turn, version: keptVersion }, [summary.id, at]),
        ),
        tx.done,
      ])
    },
    async removeAll() {
      const tx = (await open()).transaction(['conversations', 'turns'], 'readwrite')
      await Promise.all([
        tx.objectStore('conversations').clear(),
        tx.objectStore('turns').clear(),
        tx.done,
      ])
    },
    async search(words) {
      const db = await open()
      const found: KeptMatch[] = []
      // One conversation in memory at a time.
      for (const summary of await list()) {
        const conversation = await readConversation(db, summary.id)
        const match = conversation && matchIn(conversation, words)
        if (match) found.push(match)
      }
      return found
    },
  }
}

async function save(
  db: KeptDatabase,
  id: string,
  given: readonly KeptTurn[],
  limits: KeptLimits,
  now: number,
): Promise<Saved> {
  const turns = given.slice(0, limits.turns)
  const keys = turns.map(turnKey)
  const tx = db.transaction(['conversations', 'turns'], 'readwrite')
  // Within one transaction: another tab waits, and then finds what this one wrote.
  const found: unknown = await tx.objectStore('conversations').get(id)
  const kept = readSummary(found)
  const order = compareTurns(kept?.turnKeys ?? [], keys)
  const isCut = given.length > turns.length
  if (order === 'same') return { id, dropped: 0, isCut }
  const goesOn = order === 'longer' ? kept : null
  // What cannot be read, of a newer page perhaps, is not replaced either.
  const isOwn = order === 'longer' && (kept !== null || found === undefined)
  const own = isOwn ? id : newConversationId()
  const from = goesOn?.turnKeys.length ?? 0
  const added = turns.slice(from)
  const summary: KeptSummary = {
    version: keptVersion,
    id: own,
    title: goesOn?.title ?? null,
    question: turns[0]?.question ?? '',
    changedAt: now,
    pinned: goesOn?.pinned ?? false,
    turnKeys: keys,
    bytes: (goesOn?.bytes ?? 0) + 2 * JSON.stringify(added).length,
  }
  // Of a transaction that fails only its end tells why: that there is no room.
  await Promise.allSettled([
    tx.objectStore('conversations').put(summary),
    ...added.map((turn, at) =>
      tx.objectStore('turns').put({ ...turn, version: keptVersion }, [own, from + at]),
    ),
  ])
  await tx.done
  return { id: own, dropped: await trim(db, own, limits), isCut }
}

/** Removes what is over the limits. @returns how many conversations went */
async function trim(db: KeptDatabase, spared: string, limits: KeptLimits): Promise<number> {
  const goers = overLimit(summariesOf(await db.getAll('conversations')), spared, limits)
  for (const { id } of goers) await removeOne(db, id)
  return goers.length
}
