import { expect, test } from 'vitest'
import {
  createUpload,
  type Sent,
  type UploadOutside,
} from '../../src/web/upload/upload-controller.ts'
import type { IndexNews } from '../../src/web/upload/upload-state.ts'

const file = (name: string, size = 10) => ({ name, file: new Blob(['x'.repeat(size)]) })
const added = (path: string): Sent => ({ status: 'added', path })
const refused = (code: string): Sent => ({
  status: 'refused',
  problem: { code, message: 'No.', nextStep: null },
})
const settled: IndexNews = { waiting: { paths: [] }, left_out: { data: [] } }

function open(outside: Partial<UploadOutside> = {}) {
  return createUpload(
    {
      send: async ({ name }) => added(name),
      fetchNews: async () => settled,
      pause: () => new Promise((resolve) => setTimeout(resolve, 1)),
      ...outside,
    },
    100,
  )
}

const phases = (upload: ReturnType<typeof open>) =>
  upload.getState().items.map(({ phase }) => phase)

test('files are sent one after another, then read', async () => {
  const order: string[] = []
  const upload = open({
    send: async ({ name }, { onProgress }) => {
      order.push(name)
      onProgress(0.5)
      return name === 'b.txt' ? { status: 'already_there', path: name } : added(name)
    },
  })
  upload.give([file('a.txt'), file('b.txt'), file('c.txt')])
  expect(phases(upload)).toEqual(['sending', 'queued', 'queued'])
  await expect.poll(() => phases(upload)).toEqual(['ready', 'already-there', 'ready'])
  expect(order).toEqual(['a.txt', 'b.txt', 'c.txt'])
})

test('a file is read only once no news says that it waits, and says why it was left out', async () => {
  const news: IndexNews[] = [
    { waiting: { paths: ['a.txt', 'b.pdf'] }, left_out: null },
    {
      waiting: { paths: [] },
      left_out: { data: [{ path: 'b.pdf', message: 'b.pdf is locked.', next_step: 'Unlock it.' }] },
    },
  ]
  const seen: string[][] = []
  const upload = open({
    fetchNews: async () => {
      seen.push(phases(upload))
      if (seen.length === 1) throw new Error('Gone for a moment.')
      return news[Math.min(seen.length - 2, 1)] ?? settled
    },
  })
  upload.give([file('a.txt'), file('b.pdf')])
  await expect.poll(() => phases(upload)).toEqual(['ready', 'left-out'])
  expect(seen.at(-1)).toEqual(['reading', 'reading'])
  expect(upload.getState().items[1]?.problem).toMatchObject({ message: 'b.pdf is locked.' })
})

test('what fails costs the others nothing, and can be sent again', async () => {
  let isUp = false
  const kept: boolean[] = []
  const upload = open({
    send: async ({ name }, { keepBoth }) => {
      kept.push(keepBoth)
      if (name === 'same.txt' && !keepBoth) return refused('file_exists')
      if (name === 'lost.txt' && !isUp) throw new Error('error')
      return added(keepBoth ? 'same (2).txt' : name)
    },
  })
  upload.give([file('same.txt'), file('lost.txt'), file('large.txt', 200), file('fine.txt')])
  await expect.poll(() => phases(upload)).toEqual(['refused', 'refused', 'refused', 'ready'])
  const problems = upload.getState().items.map(({ problem }) => problem?.code)
  expect(problems).toEqual(['file_exists', 'unreachable', 'file_too_large', undefined])
  isUp = true
  upload.again(0, true)
  upload.again(1, false)
  await expect.poll(() => phases(upload)).toEqual(['ready', 'ready', 'refused', 'ready'])
  expect(upload.getState().items[0]?.path).toBe('same (2).txt')
  expect(kept).toEqual([false, false, false, true, false])
})

test('cancelling ends what is being sent and what waits, not what is there', async () => {
  const upload = open({
    send: ({ name }, { signal }) =>
      name === 'a.txt'
        ? Promise.resolve(added(name))
        : new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(new Error('abort')))
          }),
  })
  upload.give(['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((name) => file(name)))
  await expect.poll(() => phases(upload)[1]).toBe('sending')
  upload.cancel(1)
  await expect.poll(() => phases(upload).slice(1)).toEqual(['cancelled', 'sending', 'queued'])
  upload.cancel(null)
  await expect.poll(() => phases(upload)).toEqual(['ready', 'cancelled', 'cancelled', 'cancelled'])
})

test('an empty folder and too many files say so', () => {
  const upload = open({ send: () => new Promise(() => {}) })
  upload.give([])
  expect(upload.getState().notice).toBe('none-there')
  upload.give(Array.from({ length: 2500 }, (_, at) => file(`${at}.txt`)))
  expect(upload.getState()).toMatchObject({ notice: 'too-many' })
  expect(upload.getState().items).toHaveLength(2000)
})
