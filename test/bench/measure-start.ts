import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Settings } from '../../src/settings.ts'
import { createAsker } from './ask-server.ts'
import { timeBareStart } from './bare-model.ts'
import { argumentsOfScript, startServed } from './monitored.ts'
import { type Measure, measureOf } from './summary.ts'
import { timeOf } from './timing.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface StartOptions {
  readonly settings: Settings
  /** An index of the five articles that is up to date, and its corpus. */
  readonly flags: readonly string[]
  readonly questions: readonly string[]
  readonly rounds: number
}

/**
 * From the start of the process to the first answer: one question on the command line to its end, and
 * a server to its first reply. Over a process that only loads the model and embeds that question.
 */
export async function measureStart(options: StartOptions): Promise<Measure[]> {
  const { settings, flags, questions, rounds } = options
  const asking: number[] = []
  const serving: number[] = []
  // The first of several fills the caches of files; it is not counted.
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round += 1) {
    const question = questions[Math.max(0, round) % questions.length] ?? ''
    const bare = await timeBareStart(settings, question)
    const asked = await timeOf(() => askOnce(question, flags))
    const served = await timeServed(question, flags)
    if (round < 0) continue
    asking.push(asked / bare)
    serving.push(served / bare)
  }
  const alone = 'loading the model alone'
  return [
    measureOf('start of `ask` to its answer', alone, asking, { floor: 1.5, aim: 1.15 }),
    measureOf('start of the server to its first answer', alone, serving, {
      ...{ floor: 1.5, aim: 1.15 },
    }),
  ]
}

async function askOnce(question: string, flags: readonly string[]): Promise<void> {
  const args = [...argumentsOfScript('ask'), question, ...flags]
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  // 3: not in these articles, which takes as long to find out.
  if (code !== 0 && code !== 3) throw new Error(`"${question}" ended with ${code}.`)
}

async function timeServed(question: string, flags: readonly string[]): Promise<number> {
  const started = performance.now()
  const server = await startServed([...flags, '--no-watch'])
  const asker = createAsker(server.url)
  try {
    await asker.ask(question)
    return performance.now() - started
  } finally {
    asker.close()
    await server.stop()
  }
}
