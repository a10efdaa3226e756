import { articleId, hashArticle } from '../../src/article/hash-article.ts'
import type { ReaderSettings, ReadTask } from '../../src/article/reader-messages.ts'
import { watchProcess } from '../../src/article/watch-process.ts'

// A reader that does to its process what the file's name says.

const held: unknown[] = []

function draftOf(path: string, text: string) {
  const blocks = [{ start: 0, end: text.length, role: 'content' }]
  return { id: articleId(path), path, format: 'text', text, revision: hashArticle(text), blocks }
}

function reply(path: string): unknown {
  const name = path.split('.')[0] as string
  const text = `pid ${process.pid}`
  const draft = draftOf(path, text)
  const read = { type: 'read', drafts: [draft], problems: [], residentBytes: 1 }
  switch (name) {
    case 'no-message':
      return 'hello'
    case 'other-file':
      return { ...read, drafts: [draftOf('elsewhere.txt', text)] }
    case 'changed-text':
      return { ...read, drafts: [{ ...draft, text: 'other' }] }
    case 'block-outside':
      return { ...read, drafts: [{ ...draft, blocks: [{ start: 0, end: 99, role: 'content' }] }] }
    case 'blocks-overlap': {
      const [block] = draft.blocks
      return { ...read, drafts: [{ ...draft, blocks: [block, block] }] }
    }
    case 'unknown-field':
      return { ...read, drafts: [{ ...draft, secret: 1 }] }
    case 'other-code':
      return { ...read, drafts: [], problems: [{ code: 'internal', message: 'x' }] }
    case 'full-of-memory':
      return { ...read, residentBytes: 1e12 }
    default:
      return read
  }
}

function misbehave(name: string): void {
  if (name.startsWith('die')) process.exit(7)
  if (name.startsWith('hang')) for (;;);
  while (name.startsWith('swell')) held.push(Buffer.alloc(8e6, 1))
  while (name.startsWith('heap')) held.push(Array.from({ length: 1e5 }, (_, at) => `${at}`))
}

process.once('message', (settings: ReaderSettings) => {
  watchProcess(settings)
  process.on('message', ({ path }: ReadTask) => {
    process.send?.({ type: 'begun', digest: 'ab'.repeat(32) }, () => {
      // Dies only in a process that has read before.
      if (path.startsWith('tired') && held.length > 0) process.exit(8)
      held.push(path)
      misbehave(path)
      process.send?.(reply(path))
    })
  })
})
process.on('disconnect', () => process.exit())
