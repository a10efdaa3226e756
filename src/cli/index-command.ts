import { FootnoteError } from '../errors.ts'
import { compactIndex } from '../store/compact-index.ts'
import { describeIndex } from '../store/describe-index.ts'
import { acquireIndexLock } from '../store/index-lock.ts'
import { type PrunePlan, type PruneRules, planPrune, prune } from '../store/prune-revisions.ts'
import { printIndex, printPrune } from './print-index.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run index -- [--prune] [options]',
  about:
    'Says what the index holds. With --prune it removes old texts of changed and removed articles:\n' +
    'never a current one, nor one that a citation points into unless --even-cited is given. Links to\n' +
    'a removed text say from then on that it was removed.',
  switches: {
    prune: 'remove old texts that are past the limits below; without any limit all are kept',
    'keep-days': {
      value: 'N',
      env: 'REVISION_RETENTION_DAYS',
      meaning: 'keep a text for N days after it was replaced',
    },
    'keep-revisions': { value: 'N', meaning: 'keep the N newest old texts of each article' },
    'even-cited': 'also remove texts that citations point into: those links will open no more',
    plan: 'with --prune: only say what would be removed',
    json: 'print an object instead of lines',
  },
  without: ['corpus', 'model', 'models', 'threads', 'host', 'port'],
  async run({ settings, switches, values }) {
    const { index: directory } = settings
    const print = (value: unknown, text: string): void => {
      process.stdout.write(switches.json ? `${JSON.stringify(value, null, 2)}\n` : text)
    }
    if (!switches.prune) {
      const misplaced = ['even-cited', 'plan'].find((name) => switches[name])
      if (misplaced ?? values['keep-revisions']) {
        throw new FootnoteError(
          'bad_usage',
          `--${misplaced ?? 'keep-revisions'} goes with --prune.`,
        )
      }
      const description = await describeIndex(directory)
      print(description, printIndex(description))
      return 0
    }
    const rules: PruneRules = {
      ...limit('keep-days', 'keepDays', values, 36_500),
      ...limit('keep-revisions', 'keepRevisions', values, 1_000_000),
      evenCited: switches['even-cited'] === true,
    }
    const plan = switches.plan
      ? await planPrune(directory, rules)
      : await pruneNow(directory, rules)
    print({ removed: !switches.plan, ...plan }, printPrune(plan, rules, switches.plan === true))
    return 0
  },
})

async function pruneNow(directory: string, rules: PruneRules): Promise<PrunePlan> {
  // Looked at before it is locked: a folder without an index stays as it is.
  await describeIndex(directory)
  const lock = await acquireIndexLock(directory, { command: 'index --prune' })
  try {
    const plan = await planPrune(directory, rules)
    await prune(directory, plan, lock)
    // Else words and vectors of what was removed would stay in the index until it changes enough.
    if (plan.remove.length > 0) await compactIndex(directory, lock)
    return plan
  } finally {
    await lock.release()
  }
}

function limit(
  flag: string,
  name: 'keepDays' | 'keepRevisions',
  values: Readonly<Record<string, string | undefined>>,
  most: number,
): PruneRules {
  const given = values[flag]?.trim()
  if (!given) return {}
  const value = Number(given)
  if (/^\d{1,9}$/.test(given) && value <= most) return { [name]: value }
  throw new FootnoteError('bad_usage', `--${flag} is "${given}": it must be 0 to ${most}.`, {
    nextStep: 'Try --help.',
  })
}
