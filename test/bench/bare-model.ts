import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findModel, weightsPath } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory, modelDirectory } from '../../src/embed/models-directory.ts'
import type { Settings } from '../../src/settings.ts'
import { timeOf } from './timing.ts'

const program = fileURLToPath(new URL('bare-model.mjs', import.meta.url))

/** The model alone in a process of its own: what every other figure is held against. */
export interface BareModel {
  /** Milliseconds of each text, one after another, timed within that process. */
  embed(texts: readonly string[], kind: 'query' | 'passage'): Promise<number[]>
  stop(): Promise<void>
}

type ModelSettings = Pick<Settings, 'model' | 'models'>

/** Starts it and waits until it has embedded a first text. */
export async function startBareModel(settings: ModelSettings): Promise<BareModel> {
  const child = spawn(process.execPath, [program, ...argumentsFor(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { prefixes } = findModel(settings.model)
  await reply(child)
  return {
    async embed(texts, kind) {
      child.send({ texts: texts.map((text) => prefixes[kind] + text) })
      return ((await reply(child)) as { times: number[] }).times
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Milliseconds from the start of a process that loads the model and embeds one question to its end. */
export function timeBareStart(settings: ModelSettings, question: string): Promise<number> {
  const args = [program, ...argumentsFor(settings), `query: ${question}`]
  return timeOf(async () => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`The bare model ended with ${code}.`)
  })
}

/** Threads as the library leaves them, which is what its users get. */
function argumentsFor({ model, models }: ModelSettings): string[] {
  const directory = models ?? defaultModelsDirectory()
  const manifest = findModel(model)
  return [directory, model, join(modelDirectory(directory, manifest), weightsPath), '0']
}

function reply(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The bare model ended with ${code}.`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message)
    })
  })
}
