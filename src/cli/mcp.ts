import { Console } from 'node:console'
import { describeError, FootnoteError } from '../errors.ts'
import { describeLanguageModel, languageModelFlags } from '../language-model-setting.ts'
import { serveStdio } from '../server/mcp/serve-stdio.ts'
import { createFootnote } from '../wiring.ts'
import { followPointer } from './follow-pointer.ts'
import { observeOnTerminal } from './observe.ts'
import { openOrIngest } from './open-or-ingest.ts'
import { runCommand } from './run-command.ts'

await runCommand({
  usage: 'npm run --silent mcp -- [options]',
  about:
    'Serves the articles to a language model by the Model Context Protocol: standard input and output\n' +
    'hold its messages, standard error all else. It uses the index as it is (npm run ingest brings\n' +
    'that up to date), builds one where there is none, and ends when its input does. npm start serves\n' +
    'the same over HTTP, at /mcp.',
  switches: {
    links: {
      value: 'URL',
      env: 'LINKS_BASE',
      meaning: 'where npm start serves the same index, for links: http://127.0.0.1:3000',
    },
    ...languageModelFlags,
  },
  without: ['host', 'port'],
  async run({ settings, values }) {
    const linkBase = readLinkBase(values.links)
    // A library that prints would break the protocol.
    globalThis.console = new Console(process.stderr, process.stderr)
    const observer = observeOnTerminal()
    if (settings.languageModel) observer.onNotice?.(describeLanguageModel(settings.languageModel))
    const footnote = createFootnote(settings, observer)
    const stop = new AbortController()
    const opened = openOrIngest(footnote, stop.signal).finally(() => observer.progress.finish())
    const following = opened.then(() => {
      // Loaded ahead, so that the first question need not wait for it.
      footnote.embedder().catch((error: unknown) => observer.onNotice?.(describeError(error)))
      return followPointer(footnote, observer)
    })
    const failed = following.then(() => new Promise<never>(() => {}))
    try {
      const { stdin: input, stdout: output } = process
      const logError = (error: unknown, requestId: string): void => {
        process.stderr.write(`${requestId}: ${describeError(error)}\n`)
      }
      const served = serveStdio({
        dependencies: footnote,
        linkBase,
        opened,
        logError,
        input,
        output,
      })
      await Promise.race([served, failed])
      return 0
    } finally {
      stop.abort(new Error('The input has ended.'))
      process.stdin.destroy()
      await following.then(clearInterval, () => undefined)
      observer.progress.finish()
      await footnote.close()
    }
  },
})

/** @throws FootnoteError `bad_usage` for what is no address of a server */
function readLinkBase(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/$/, '')
  throw new FootnoteError('bad_usage', `--links is "${given}": it is no address of a server.`, {
    nextStep: 'Give one such as http://127.0.0.1:3000.',
  })
}
