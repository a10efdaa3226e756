import { readArticles } from './read-article.ts'
import { digestOf, problemOf, readBytes } from './read-file.ts'
import {
  plainOf,
  type ReaderMessage,
  type ReaderSettings,
  type ReadTask,
} from './reader-messages.ts'
import { watchProcess } from './watch-process.ts'

// A process of its own, that can be killed: whatever a file does to its parser ends here.

async function read(task: ReadTask): Promise<ReaderMessage> {
  try {
    const bytes = await readBytes(task)
    process.send?.({ type: 'begun', digest: digestOf(bytes) } satisfies ReaderMessage)
    const { drafts, problems } = await readArticles({ path: task.path, bytes }, task.reading)
    return replyOf(
      drafts,
      problems.map(({ error }) => error),
    )
  } catch (error) {
    return replyOf([], [problemOf(task.path, error)])
  }
}

function replyOf(
  drafts: Awaited<ReturnType<typeof readArticles>>['drafts'],
  problems: readonly ReturnType<typeof problemOf>[],
): ReaderMessage {
  const residentBytes = process.memoryUsage.rss()
  return { type: 'read', drafts, problems: problems.map(plainOf), residentBytes }
}

// The first message says what the limits are, every other one is a file.
process.once('message', (settings: ReaderSettings) => {
  watchProcess(settings)
  let current = ''
  process.on('message', (task: ReadTask) => {
    current = task.path
    void read(task).then((reply) => process.send?.(reply))
  })
  // What a parser throws where nobody waits for it would end the process without a reason.
  process.on('uncaughtException', (error) => {
    process.send?.(replyOf([], [problemOf(current, error)]), () => process.exit(1))
  })
})
process.on('disconnect', () => process.exit())
// Ctrl-C reaches the whole group; the parent decides when its readers end.
process.on('SIGINT', () => {})
