import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type KeptLimits,
  type KeptTurn,
  keptLimits,
  keptVersion,
} from '../../../src/web/keep/kept-conversation.ts'
import { openKeptStore } from '../../../src/web/keep/kept-store.ts'
import { readTurn } from '../../../src/web/keep/read-kept.ts'
import { answerOf, cite } from '../../export/conversations.ts'
import { makeIndex } from '../../support/make-index.ts'

const index = await makeIndex([{ path: 'quay.txt', text: 'The quay closed in May.\n' }])
const quote = cite(index, 'quay.txt', 'The quay closed in May.')

function turn(question: string, id = question): KeptTurn {
  const answer = { ...answerOf(index, question, [quote]), id, suggested_questions: [] }
  return { question, filters: null, answer }
}

/** An id as the page makes them. */
function idOf(number: number): string {
  return number.toString(16).padStart(24, '0')
}

let stores = 0

/** A store in a database of its own; `again` opens another one over it, as another tab does. */
function open(limits: Partial<KeptLimits> = {}) {
  stores += 1
  let time = 0
  const options = {
    name: `footnote-${stores}`,
    limits: { ...keptLimits, ...limits },
    now: () => {
      time += 1
      return time
    },
  }
  return { store: openKeptStore(options), again: () => openKeptStore(options), name: options.name }
}

/** Puts a record by hand, as another version of the page might. */
async function put(name: string, into: string, value: unknown, key?: IDBValidKey): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
  })
  const tx = db.transaction(into, 'readwrite')
  tx.objectStore(into).put(value, key)
  await new Promise((resolve) => {
    tx.oncomplete = resolve
  })
  db.close()
}

afterEach(() => vi.restoreAllMocks())

describe('what is kept', () => {
  it('has words of a language model as its own, and what is no account of one left out', async () => {
    const words = { type: 'text' as const, text: 'On the quay:', by: 'model' as const }
    const { answer, ...asked } = turn('Was it closed?')
    const llm = { status: 'used' as const, model: 'small' }
    const content = [words, ...answer.content]
    const { store, again } = open()
    const chosen = { ...asked, answer: { ...answer, llm, content } }
    await store.save(idOf(1), [chosen])
    expect((await again().read(idOf(1)))?.turns).toEqual([chosen])
    const odd = { ...asked, version: keptVersion, answer: { ...answer, llm: { status: 1 } } }
    expect(readTurn(odd)?.answer).toEqual(answer)
  })

  it('comes back whole, and grows by the answers that are new', async () => {
    const { store, again } = open()
    await store.save(idOf(1), [turn('When?')])
    expect(await store.save(idOf(1), [turn('When?'), turn('Why?')])).toEqual({
      id: idOf(1),
      dropped: 0,
      isCut: false,
    })
    const found = await again().read(idOf(1))
    expect(found?.turns).toEqual([turn('When?'), turn('Why?')])
    expect(found?.summary).toMatchObject({ question: 'When?', title: null, pinned: false })
  })

  it('is never replaced: another way to go on is another conversation', async () => {
    const { store, again } = open()
    await store.save(idOf(1), [turn('When?'), turn('Why?')])
    const { id } = await again().save(idOf(1), [turn('When?'), turn('Where?')])
    expect(id).not.toBe(idOf(1))
    expect((await store.read(idOf(1)))?.turns.map(({ question }) => question)).toEqual([
      'When?',
      'Why?',
    ])
    expect((await store.read(id))?.turns.map(({ question }) => question)).toEqual([
      'When?',
      'Where?',
    ])
  })

  it('loses nothing when two tabs go on at the same time', async () => {
    const { store, again } = open()
    await store.save(idOf(1), [turn('When?')])
    const ways = ['A?', 'B?', 'C?', 'D?', 'E?', 'F?']
    const saved = await Promise.all(
      ways.map((way, at) => (at % 2 ? store : again()).save(idOf(1), [turn('When?'), turn(way)])),
    )
    expect(new Set(saved.map(({ id }) => id)).size).toBe(ways.length)
    const found = await Promise.all(saved.map(({ id }) => store.read(id)))
    expect(found.map((kept) => kept?.turns.map(({ question }) => question))).toEqual(
      ways.map((way) => ['When?', way]),
    )
  })

  it('is removed whole and put back whole', async () => {
    const { store } = open()
    await store.save(idOf(1), [turn('When?'), turn('Why?')])
    await store.change(idOf(1), { title: 'The quay', pinned: true })
    const before = await store.read(idOf(1))
    const removed = await store.remove(idOf(1))
    expect([await store.read(idOf(1)), await store.list()]).toEqual([undefined, []])
    if (removed) await store.putBack(removed)
    expect(await store.read(idOf(1))).toEqual(before)
  })
})

describe('the limits', () => {
  it('let the oldest go that is not pinned, never the one that is written', async () => {
    const { store } = open({ conversations: 3 })
    for (const number of [1, 2, 3]) await store.save(idOf(number), [turn(`${number}?`)])
    await store.change(idOf(1), { pinned: true })
    expect((await store.save(idOf(4), [turn('4?')])).dropped).toBe(1)
    expect((await store.list()).map(({ id }) => id)).toEqual([idOf(4), idOf(3), idOf(1)])
    expect(await store.read(idOf(2))).toBeUndefined()
    for (const number of [3, 4]) await store.change(idOf(number), { pinned: true })
    expect((await store.save(idOf(5), [turn('5?')])).dropped).toBe(0)
    expect(await store.list()).toHaveLength(4)
  })

  it('count bytes as well', async () => {
    const { store } = open()
    await store.save(idOf(1), [turn('1?')])
    const [{ bytes = 0 } = {}] = await store.list()
    const { store: small } = open({ bytes: 2.5 * bytes })
    for (const number of [1, 2, 3, 4]) await small.save(idOf(number), [turn(`${number}?`)])
    expect((await small.list()).map(({ id }) => id)).toEqual([idOf(4), idOf(3)])
  })

  it('cut a conversation at 1,000 turns, and say so each time', async () => {
    const { store } = open()
    const turns = Array.from({ length: keptLimits.turns + 1 }, (_, at) => turn(`${at}?`))
    expect(await store.save(idOf(1), turns.slice(0, -1))).toMatchObject({ isCut: false })
    expect(await store.save(idOf(1), turns)).toEqual({ id: idOf(1), dropped: 0, isCut: true })
    expect((await store.read(idOf(1)))?.turns).toHaveLength(1000)
    expect(await store.list()).toHaveLength(1)
  })
})

describe('a browser with less room than that', () => {
  /** Refuses to write while more than so many conversations are there. */
  function refuse(most: number): void {
    const write = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = write.apply(this, given)
      if (this.name !== 'conversations') return request
      const count = this.count()
      count.onsuccess = () => {
        if (count.result <= most) return
        const error = new DOMException('No room.', 'QuotaExceededError')
        Object.defineProperty(this.transaction, 'error', { value: error })
        this.transaction.abort()
      }
      return request
    })
  }

  it('loses the older half, and the answer is kept', async () => {
    const { store } = open()
    for (const number of [1, 2, 3, 4]) await store.save(idOf(number), [turn(`${number}?`)])
    await store.change(idOf(1), { pinned: true })
    refuse(4)
    expect(await store.save(idOf(5), [turn('5?')])).toMatchObject({ id: idOf(5), dropped: 2 })
    expect((await store.list()).map(({ id }) => id)).toEqual([idOf(5), idOf(4), idOf(1)])
  })

  it('says that there is none where that is not enough', async () => {
    const { store } = open()
    refuse(0)
    await expect(store.save(idOf(1), [turn('1?')])).rejects.toMatchObject({
      name: 'QuotaExceededError',
    })
    expect(await store.list()).toEqual([])
  })
})

describe('what another version or a hand has written', () => {
  it('is passed over, and stays', async () => {
    const { store, name } = open()
    await store.save(idOf(1), [turn('When?'), turn('Why?'), turn('Who?')])
    const later = { version: 9, id: idOf(2), title: 'Later' }
    await put(name, 'conversations', later)
    await put(name, 'conversations', { id: 'x', title: 7 })
    await put(name, 'turns', { ...turn('Why?'), version: 9 }, [idOf(1), 1])
    await put(name, 'turns', 'nothing', [idOf(1), 7])
    expect((await store.list()).map(({ id }) => id)).toEqual([idOf(1)])
    expect((await store.read(idOf(1)))?.turns.map(({ question }) => question)).toEqual([
      'When?',
      'Who?',
    ])
    expect(await store.search('quay')).toHaveLength(1)
    const gone = await store.save(idOf(1), [turn('When?'), turn('Who?'), turn('Where?')])
    expect(gone.id).not.toBe(idOf(1))
    const other = await store.save(idOf(2), [turn('When?')])
    expect(other.id).not.toBe(idOf(2))
    await store.change(idOf(2), { title: 'Mine' })
    const kept = await new Promise((resolve) => {
      indexedDB.open(name).onsuccess = (event) => {
        const db = (event.target as IDBOpenDBRequest).result
        const request = db.transaction('conversations').objectStore('conversations').get(idOf(2))
        request.onsuccess = () => resolve(request.result)
      }
    })
    expect(kept).toEqual(later)
  })

  it('can be deleted with all the rest', async () => {
    const { store, name } = open()
    await store.save(idOf(1), [turn('When?')])
    await put(name, 'conversations', { version: 9, id: idOf(2) })
    await store.removeAll()
    expect(await store.list()).toEqual([])
    expect((await store.save(idOf(2), [turn('When?')])).id).toBe(idOf(2))
  })
})
