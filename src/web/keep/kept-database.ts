import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KeptConversation, KeptSummary, KeptTurn } from './kept-conversation.ts'
import { readSummary, readTurn } from './read-kept.ts'

interface Schema extends DBSchema {
  conversations: { key: string; value: KeptSummary }
  /** Apart, so that the list is read without them and an answer is written alone. */
  turns: { key: [conversation: string, at: number]; value: KeptTurn & { version: number } }
}

export type KeptDatabase = IDBPDatabase<Schema>

/** @param onClosed told when it is gone, and has to be opened anew */
export function openDatabase(name: string, onClosed: () => void): Promise<KeptDatabase> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('conversations', { keyPath: 'id' })
      db.createObjectStore('turns')
    },
    // A tab with a newer page must not wait for this one.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      onClosed()
    },
    terminated: onClosed,
  })
}

/** Undefined where none of it can be read. */
export async function readConversation(
  db: KeptDatabase,
  id: string,
): Promise<KeptConversation | undefined> {
  const tx = db.transaction(['conversations', 'turns'])
  const [kept, values] = await Promise.all([
    tx.objectStore('conversations').get(id),
    tx.objectStore('turns').getAll(turnsOf(id)),
  ])
  const summary = readSummary(kept)
  const turns = values.flatMap((value) => readTurn(value) ?? [])
  return summary && turns.length > 0 ? { summary, turns } : undefined
}

export async function removeOne(db: KeptDatabase, id: string): Promise<void> {
  const tx = db.transaction(['conversations', 'turns'], 'readwrite')
  await Promise.all([
    tx.objectStore('conversations').delete(id),
    tx.objectStore('turns').delete(turnsOf(id)),
    tx.done,
  ])
}

function turnsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY])
}

/** Newest first; what is no summary is passed over. */
export function summariesOf(values: readonly unknown[]): KeptSummary[] {
  return values
    .flatMap((value) => readSummary(value) ?? [])
    .sort((left, right) => right.changedAt - left.changedAt)
}
