import { FootnoteError } from '../errors.ts'
import type { Settings } from '../settings.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { checkBundle } from '../verify/check-bundle.ts'
import { verifyQuotations } from '../verify/verify-quotations.ts'
import { observeOnTerminal } from './observe.ts'
import { printBundleCheck, printVerification } from './print-verification.ts'
import { type ForeignFile, readForeignFile } from './read-foreign-file.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run verify -- FILE… [options]',
  about:
    'Tells of each quotation in Markdown, HTML or plain text files whether the articles hold it, and\n' +
    'where. A bundle that npm run ask -- --bundle wrote is checked by itself, without an index. The file\n' +
    '- is standard input.\n' +
    'Exit codes: 0 all exact or normalised, 1 something is not (or a failure), 2 bad usage.',
  switches: { json: 'print the objects the API gives, one a line' },
  without: ['host', 'port', 'corpus', 'models', 'threads', 'fields'],
  takesWords: true,
  async run({ settings, positionals, switches }) {
    if (positionals.length === 0) {
      throw new FootnoteError('bad_usage', 'There is no file.', {
        nextStep: 'Name one: npm run verify -- memo.md',
      })
    }
    const files: ForeignFile[] = []
    // All are read before any is judged: a wrong name is told at once.
    for (const name of positionals) files.push(await readForeignFile(name))
    const isOffline = files.every(({ bundle }) => bundle !== undefined)
    const index = isOffline ? undefined : await openIndex(settings)
    let hasFailed = false
    for (const { name, text, format, bundle } of files) {
      if (bundle !== undefined || index === undefined) {
        const check = checkBundle(bundle)
        hasFailed ||= check.problems.length > 0
        print(switches.json ? { file: name, ...check } : printBundleCheck(name, check))
        continue
      }
      const request = format ? { text, format } : { text }
      const mostQuotations = Number.POSITIVE_INFINITY
      const reply = await verifyQuotations(index, request, { mostQuotations })
      hasFailed ||= reply.summary.failed > 0
      print(switches.json ? { file: name, ...reply } : printVerification(name, text, reply))
    }
    return hasFailed ? 1 : 0
  },
})

/** A bundle needs neither the index nor the libraries behind it, which take a while to load. */
async function openIndex(settings: Settings): Promise<OpenIndex> {
  const { createFootnote } = await import('../wiring.ts')
  return createFootnote(settings, observeOnTerminal()).open()
}

function print(output: string | object): void {
  process.stdout.write(typeof output === 'string' ? output : `${JSON.stringify(output)}\n`)
}
