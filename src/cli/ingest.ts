import { findModel } from '../embed/model-manifest.ts'
import { FootnoteError } from '../errors.ts'
import { type IngestPlan, planIngest } from '../plan-ingest.ts'
import type { Settings } from '../settings.ts'
import { createFootnote } from '../wiring.ts'
import { follow } from './follow.ts'
import { observeOnTerminal } from './observe.ts'
import { printPlan } from './print-plan.ts'
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
    plan: 'say what would be added, changed, moved and removed, and write nothing',
    json: 'with --plan: print an object instead of lines',
  },
  async run({ settings, switches }) {
    if (switches.json && !switches.plan) {
      throw new FootnoteError('bad_usage', '--json goes with --plan.', { nextStep: 'Try --help.' })
    }
    if (switches.plan) {
      const plan = await planOf(settings)
      process.stdout.write(switches.json ? `${JSON.stringify(plan, null, 2)}\n` : printPlan(plan))
      return 0
    }
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

function planOf({ corpus, index, fields, model }: Settings): Promise<IngestPlan> {
  const { name, revision, dimensions } = findModel(model)
  return planIngest({ corpus, index, reading: { fields } }, { name, revision, dimensions })
}
