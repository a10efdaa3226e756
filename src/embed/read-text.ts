import { FootnoteError } from '../errors.ts'
import { type EmbeddingModel, maxTextTokens } from './model-manifest.ts'
import type { WorkerReply, WorkerTask } from './worker-messages.ts'
import type { Priority, WorkerPool } from './worker-pool.ts'

type TextTask = Exclude<WorkerTask, { type: 'count' }>
type ReplyTo<Task extends WorkerTask> = Extract<WorkerReply, { type: Task['type'] }>

/** The workers, and the model they have. */
export interface Readers {
  readonly pool: WorkerPool
  readonly model: EmbeddingModel
  /** Sees to the model's files after a failure; whether it put them right. */
  readonly mendModel?: (() => Promise<boolean>) | undefined
}

/** @throws FootnoteError `embedding_failed` when there is nothing but white space */
export function refuseEmpty(texts: readonly string[]): void {
  const index = texts.findIndex((text) => text.trim() === '')
  if (index < 0) return
  const which = texts.length === 1 ? 'The text' : `Text ${index + 1} of ${texts.length}`
  throw new FootnoteError('embedding_failed', `${which} to embed is empty.`)
}

/**
 * One text through a worker.
 * @throws FootnoteError `embedding_failed` when it is over the model's limit or workers fail;
 *   `model_unavailable` or `model_corrupt` when that is because its files have gone
 */
export async function readText<Task extends TextTask>(
  readers: Readers,
  task: Task,
  priority: Priority,
  call: symbol,
): Promise<ReplyTo<Task>> {
  const reply = await runTask(readers, task, task.text, priority, call)
  if (reply.type === 'too-long') throw tooLong(readers.model, task.text, reply.tokens)
  return reply as ReplyTo<Task>
}

/** Tokens of each text, special ones not counted. */
export async function countTokens(
  readers: Readers,
  texts: readonly string[],
  priority: Priority,
  call: symbol,
): Promise<number[]> {
  const reply = await runTask(readers, { type: 'count', texts }, texts[0] ?? '', priority, call)
  return (reply as ReplyTo<{ type: 'count'; texts: string[] }>).counts
}

async function runTask(
  { pool, model, mendModel }: Readers,
  task: WorkerTask,
  text: string,
  priority: Priority,
  call: symbol,
): Promise<WorkerReply> {
  try {
    return await pool.run(task, priority, call)
  } catch (error) {
    // Workers that start anew read the files, which can have gone since the first one did.
    if (await mendModel?.()) return runTask({ pool, model }, task, text, priority, call)
    const reason = error instanceof Error ? error.message : String(error)
    const message = `${model.name} could not read ${beginningOf(text)}: ${reason}.`
    const nextStep =
      'Try again. If this comes again, see whether the machine runs out of memory, and give it ' +
      'fewer workers with --threads 1.'
    throw new FootnoteError('embedding_failed', message, { nextStep, cause: error })
  }
}

function tooLong(model: EmbeddingModel, text: string, inputTokens: number): FootnoteError {
  const most = maxTextTokens(model)
  const tokens = inputTokens - (model.maxInputTokens - most)
  return new FootnoteError(
    'embedding_failed',
    `The text ${beginningOf(text)} has ${tokens} tokens; ${model.name} reads at most ${most}.`,
    { nextStep: 'Give it in shorter pieces.' },
  )
}

function beginningOf(text: string): string {
  return text.length > 60 ? `${JSON.stringify(text.slice(0, 60))}…` : JSON.stringify(text)
}
