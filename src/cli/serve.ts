import { describeError, FootnoteError } from '../errors.ts'
import { describeLanguageModel, languageModelFlags } from '../language-model-setting.ts'
import { createApi } from '../server/create-api.ts'
import { listen } from '../server/listen.ts'
import type { ServerObserver } from '../server/observe/server-observer.ts'
import { withServerParts } from '../server-parts.ts'
import { createPages } from '../web/pages.tsx'
import { createFootnote, type Footnote } from '../wiring.ts'
import { bringUpToDate, ingestAdded } from './bring-up-to-date.ts'
import { feedbackFlag, feedbackPath } from './feedback-path.ts'
import { follow } from './follow.ts'
import { followPointer } from './follow-pointer.ts'
import { checkOpenness, guardFlags, guardOptions } from './guard-flags.ts'
import { keysPath } from './keys-path.ts'
import { observeOnTerminal } from './observe.ts'
import { runCommand } from './run-command.ts'
import { startTracing } from './start-tracing.ts'
import { logFlags, watchServer } from './watch-server.ts'

/** Milliseconds for a request with files. */
const uploadTimeoutMs = 300_000

await runCommand({
  usage: 'npm start -- [options]',
  about:
    'Serves the chat page and the API; first brings the index up to date with the corpus.\n' +
    'While it does, the last good index answers. Stop it with Ctrl+C.',
  switches: {
    'allow-upload': {
      env: 'ALLOW_UPLOAD',
      meaning: 'let the page and the API add articles to the corpus; off by default',
    },
    feedback: feedbackFlag,
    ...logFlags,
    ...guardFlags,
    ...languageModelFlags,
    watch: 'take in what changes in the corpus while it runs (the default; WATCH=off for not)',
    'no-watch':
      'do not; WATCH=poll looks every few seconds where a network folder tells no changes',
  },
  async run(commandLine) {
    const { settings, switches, values } = commandLine
    const guard = guardOptions(commandLine)
    const started = performance.now()
    const observer = observeOnTerminal()
    const stop = stopSignal()
    const allowUpload = switches['allow-upload'] === true
    const told: ServerObserver[] = []
    const onWithheld = (): void => {
      observer.onWithheld?.()
      for (const each of told) each.withheld()
    }
    const tracing = await startTracing(process.env, (line) => observer.onNotice?.(line))
    const onStage = tracing?.observer.stage
    const hooks = { ...observer, onWithheld, ...(onStage ? { onStage } : {}) }
    const plain: Footnote = withServerParts(createFootnote(settings, hooks), {
      settings,
      allowUpload,
      feedback: feedbackPath(settings, values),
      keys: keysPath(settings, values),
      requireKey: switches['require-key'] === true,
      onAdded: ingestAdded(() => footnote, stop.signal),
    })
    const watched = await watchServer(
      plain,
      values.log,
      switches['log-questions'] === true,
      tracing,
    )
    const { footnote, metrics, observers, logError } = watched
    told.push(metrics, ...observers)
    const openness = footnote.access && (await checkOpenness(commandLine, footnote.access))
    if (openness) observer.onNotice?.(openness)
    if (settings.languageModel) observer.onNotice?.(describeLanguageModel(settings.languageModel))
    let following: NodeJS.Timeout | undefined
    let followed: Promise<void> | undefined
    // Looked into only once the port is ours: which of the two fails first must not depend on time.
    const opening = openLast(footnote).then(
      (opened) => () => opened,
      (error: unknown) => (): boolean => {
        throw error
      },
    )
    const pages = await createPages(footnote, { logError })
    const trace = tracing ? { trace: tracing.requests } : {}
    const api = createApi(footnote, pages, { logError, metrics, observers, ...trace, ...guard })
    const server = await listen(api, {
      ...settings,
      // Files take longer to arrive than questions.
      ...(allowUpload ? { receiveTimeoutMs: uploadTimeoutMs } : {}),
    })
    const announce = (): void => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      process.stdout.write(`Footnote answers at ${server.url} (ready in ${seconds} s)\n`)
    }
    try {
      const warmed = footnote.embedder().then(
        () => undefined,
        (error: unknown) => {
          if (!stop.signal.aborted) observer.onNotice?.(describeError(error))
        },
      )
      const opened = (await opening)()
      if (opened) announce()
      // What first answers need comes first: looking at the articles loads the parsers.
      if (opened) await Promise.race([warmed, stop.requested])
      const ingested = await bringUpToDate(footnote, stop.signal)
      observer.progress.finish()
      await Promise.race([warmed, stop.requested])
      if (stop.signal.aborted) return 0
      if (!opened) announce()
      // Made now, so that the first page need not wait for them; the page asks again if this fails.
      const sampled = footnote.sampleQuestions().catch(() => undefined)
      void sampled.then(() => footnote.readAhead(stop.signal)).catch(() => undefined)
      following = followPointer(footnote, observer)
      const by = switches.watch && settings.watch === 'off' ? 'events' : settings.watch
      if (by !== 'off' && !switches['no-watch']) {
        const start = ingested ? { start: ingested } : {}
        followed = follow(footnote, { settings, by, signal: stop.signal, ...start }).catch(
          (error: unknown) => observer.onNotice?.(describeError(error)),
        )
      }
      await stop.requested
      return 0
    } finally {
      await followed
      clearInterval(following)
      observer.progress.finish()
      await server.stop()
      await footnote.close()
      // A collector that is away must not hold the end: what is still being tried is given up.
      if ((await tracing?.close()) === false) setImmediate(() => process.exit())
    }
  },
})

/** Answers from the last good index at once, when there is one of this model. */
async function openLast(footnote: Footnote): Promise<boolean> {
  try {
    await footnote.open()
    footnote.setStatus({ state: 'ready', detail: 'Looking for changed articles.' })
    return true
  } catch (error) {
    if (error instanceof FootnoteError && error.code.startsWith('index_')) return false
    throw error
  }
}

/** The first signal asks for a gentle stop; the next one finds the default and ends at once. */
function stopSignal(): { signal: AbortSignal; requested: Promise<void> } {
  const controller = new AbortController()
  const requested = new Promise<void>((resolve) => {
    const names = ['SIGINT', 'SIGTERM'] as const
    const onSignal = (): void => {
      for (const name of names) process.off(name, onSignal)
      controller.abort(new Error('Stopping.'))
      resolve()
    }
    for (const name of names) process.on(name, onSignal)
  })
  return { signal: controller.signal, requested }
}
