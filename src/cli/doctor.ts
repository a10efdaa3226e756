import { FootnoteError } from '../errors.ts'
import { examineSurroundings } from '../examine-surroundings.ts'
import type { Settings } from '../settings.ts'
import { examineIndex } from '../store/doctor/examine-index.ts'
import { isSound } from '../store/doctor/finding.ts'
import { repairIndex } from '../store/doctor/repair-index.ts'
import { acquireIndexLock } from '../store/index-lock.ts'
import { createFootnote } from '../wiring.ts'
import { observeOnTerminal } from './observe.ts'
import { printFindings } from './print-findings.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run doctor -- [--repair] [options]',
  about:
    'Checks the index: every file, text, passage, vector and recorded citation, the model and the\n' +
    'articles. With --repair it mends what it can, from second copies and from the articles; nothing\n' +
    'is removed that could be the last copy of anything.\n' +
    'Exit codes: 0 sound, 1 not (each finding says what to do), 2 bad usage.',
  switches: { repair: 'mend what can be mended', json: 'print an object instead of lines' },
  without: ['host', 'port', 'threads'],
  async run({ settings, switches }) {
    const repaired = switches.repair ? await repair(settings) : []
    const { findings: found, index } = await examineIndex(settings.index)
    const findings = [...found, ...(await examineSurroundings(settings, index))]
    const sound = isSound(findings)
    process.stdout.write(
      switches.json
        ? `${JSON.stringify({ object: 'examination', sound, repaired, findings }, null, 2)}\n`
        : printFindings({ directory: settings.index, repaired, findings, index }),
    )
    return sound ? 0 : 1
  },
})

/** First what the index can do by itself, then the articles are read again where that is needed. */
async function repair(settings: Settings): Promise<readonly string[]> {
  const lock = await acquireIndexLock(settings.index, { command: 'doctor --repair' })
  const { done, needsIngest } = await repairIndex(settings.index, lock).finally(() =>
    lock.release(),
  )
  if (!needsIngest) return done
  const observer = observeOnTerminal()
  const footnote = createFootnote(settings, observer)
  try {
    const { summary } = await footnote.ingest()
    return [...done, `Read again from the articles: ${summary.articles} of them are indexed.`]
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    return [...done, `The articles could not be read again: ${error.message}`]
  } finally {
    observer.progress.finish()
    await footnote.close()
  }
}
