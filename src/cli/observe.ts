import type { Observer } from '../wiring.ts'
import { createProgress, type Progress } from './progress.ts'

/** Progress and notices of a command, on standard error: standard output is for what was asked. */
export function observeOnTerminal(): Observer & { readonly progress: Progress } {
  const progress = createProgress(process.stderr)
  const say = (line: string): void => {
    progress.finish()
    process.stderr.write(`${line}\n`)
  }
  return {
    progress,
    onFetch: ({ source, file, doneBytes, totalBytes }) =>
      progress.update(`Fetching ${file} (${source})`, doneBytes, totalBytes, 'bytes'),
    onIngest: (step, done, total) => {
      if (step === 'Embedding') progress.update(step, done, total, 'count')
    },
    onNotice: say,
    onWithheld: () => say('A quote differed from its stored revision and was withheld.'),
  }
}
