import { createFootnote } from '../wiring.ts'
import { follow } from './follow.ts'
import { observeOnTerminal } from './observe.ts'
import { printSummary } from './print-summary.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run ingest -- [options]',
  about:
    'Brings the index up to date with the corpus; only articles that changed are embedded.\n' +
    'Exit codes: 0 all indexed, 3 some files were left out (named), 2 bad usage, 1 failure.',
  without: ['host', 'port'],
  switches: {
    watch: 'go on taking in what changes, until Ctrl+C',
  },
  async run({ settings, switches }) {
    const observer = observeOnTerminal()
    const footnote = createFootnote(settings, observer)
    const stop = new AbortController()
    const onSignal = (): void => stop.abort(new Error('Stopped; the last good index is as it was.'))
    process.once('SIGINT', onSignal)
    process.once('SIGTERM', onSignal)
    try {
      const start = await footnote.ingest(stop.signal)
      const { summary } = start
      observer.progress.finish()
      process.stdout.write(printSummary(summary))
      if (switches.watch) {
        const by = settings.watch === 'poll' ? 'poll' : 'events'
        await follow(footnote, { settings, start, by, signal: stop.signal })
        return 0
      }
      return summary.problems.length > 0 ? 3 : 0
    } finally {
      observer.progress.finish()
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
      await footnote.close()
    }
  },
})
