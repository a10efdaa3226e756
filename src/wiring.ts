import { join } from 'node:path'
import { recordCited } from './answer/cited-ranges.ts'
import { createExtractiveComposer } from './answer/extractive-composer.ts'
import { searchPassages } from './answer/search-passages.ts'
import { answerQuestion } from './answer-question.ts'
import type { IngestResult } from './build-index.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import { findModel } from './embed/model-manifest.ts'
import { openVectorCache } from './embed/vector-cache.ts'
import { FootnoteError } from './errors.ts'
import { readPassagesAhead } from './evidence/passage-tokens.ts'
import { loadTagger } from './evidence/tag-words.ts'
import type { Footnote } from './footnote.ts'
import { loadEmbedder } from './load-embedder.ts'
import type { Observer } from './observer.ts'
import { openLanguageModel } from './open-language-model.ts'
import { nothing, type Without } from './pipeline-part.ts'
import { lazyCedict } from './question/cedict-dictionary.ts'
import { rehearsed } from './rehearse-question.ts'
import { rememberSamples } from './sample-answers.ts'
import type { ApiDependencies, Following, IndexStatus } from './server/dependencies.ts'
import type { Settings } from './settings.ts'
import { openCitedLog } from './store/cited-revisions.ts'
import { isDamaged } from './store/damaged-index.ts'
import { openIndex } from './store/open-generation.ts'
import type { IndexModel, OpenIndex } from './store/open-index.ts'
import { readPointer } from './store/pointer.ts'
import { rememberSuggestions } from './suggested-answers.ts'

export type { Footnote } from './footnote.ts'
export type { Observer } from './observer.ts'

/** Vectors kept for another run: room for about 300,000 texts. */
const cacheBytes = 512 * 1024 * 1024

/** Who answers need not wait until a large index is checked whole; an ingest of its own does. */
const reading = { checksAsRead: true } as const

/**
 * Puts the program together. Nothing is read, fetched or started before it is asked for.
 * @param without parts of the pipeline to leave out, for measuring them
 * @throws FootnoteError `model_unknown`
 */
export function createFootnote(
  settings: Settings,
  observer: Observer = {},
  without: Without = nothing,
): Footnote {
  const manifest = findModel(settings.model)
  const { name, revision, dimensions } = manifest
  const model: IndexModel = { name, revision, dimensions }
  const keyed = { model: name, revision, dimensions }
  const composer = createExtractiveComposer()
  let current: OpenIndex | undefined
  let memory: IngestResult['memory'] | undefined
  let following: Following | undefined
  let status: IndexStatus = { state: 'opening', detail: 'Opening the index.' }
  let loading: Promise<TokenEmbedder> | undefined
  let followed: number | undefined
  let ingesting = 0
  const closing = new AbortController()
  const cited = openCitedLog(settings.index, { onNotice: (line) => observer.onNotice?.(line) })

  const embedder = (): Promise<TokenEmbedder> => {
    loading ??= loadEmbedder(manifest, settings, closing.signal, observer.onFetch).catch(
      (error: unknown) => {
        loading = undefined
        throw error
      },
    )
    return loading
  }
  const openDictionary = without.has('dictionary')
    ? undefined
    : lazyCedict((line) => observer.onNotice?.(line))
  const ready = (): OpenIndex => {
    if (current) return current
    throw new FootnoteError('not_ready', `There is no index to answer from yet. ${status.detail}`, {
      nextStep: 'Try again in a moment; /readyz tells when.',
    })
  }
  const onWithheld = (): void => observer.onWithheld?.()
  const languageModel =
    settings.languageModel &&
    openLanguageModel(settings.languageModel, (line) => observer.onNotice?.(line))
  type Asked = Parameters<ApiDependencies['ask']>
  async function* ask(model: typeof languageModel, ...[request, signal]: Asked) {
    const index = ready()
    const loaded = await rehearsed(embedder(), index, request)
    const own = { composer, openDictionary, sampleQuestions, onWithheld, without }
    const dependencies = {
      embedder: loaded,
      languageModel: model,
      onStage: observer.onStage,
      ...own,
    }
    yield* answerQuestion(dependencies, index, request, signal)
  }
  // What is asked to find questions to propose is the program's own doing: no model hears of it.
  const answer = (...asked: Asked) => ask(undefined, ...asked)

  const samplesOf = rememberSamples(answer)
  async function sampleQuestions(language?: string): Promise<readonly string[]> {
    return current ? samplesOf(current, language) : []
  }
  const suggestionsOf = rememberSuggestions(answer)

  return {
    currentIndex: () => current,
    status: () => status,
    following: () => following,
    setFollowing: (next) => {
      following = next
    },
    setStatus: (next) => {
      status = next
    },
    embedder,
    ...(languageModel ? { languageModel: { name: languageModel.name } } : {}),
    ask: (...asked) => recordCited(ask(languageModel, ...asked), () => current, cited),
    search: async (request) =>
      searchPassages(await embedder(), ready(), request, openDictionary, without),
    async open() {
      current = await openIndex(settings.index, { model, reading })
      if (current.notice) observer.onNotice?.(current.notice)
      return current
    },
    async follow() {
      // What an ingest of this process commits on its way is taken when it has ended.
      if (ingesting > 0) return
      const newest = await readPointer(settings.index)
      const previous = current
      const isGood = newest === previous?.generation && !isDamaged(previous)
      if (newest === undefined || isGood || newest === followed) return
      const options = previous ? { model, reading, previous } : { model, reading }
      const opened = await openIndex(settings.index, options).catch((error: unknown) => {
        // A generation that is no good is not opened again and again; a passing failure is tried again.
        if (error instanceof FootnoteError) followed = newest
        throw error
      })
      if (opened.generation !== newest) followed = newest
      if (opened.generation !== current?.generation || isDamaged(current)) current = opened
      if (opened.notice) observer.onNotice?.(opened.notice)
    },
    async ingest(signal, isBeingWritten) {
      const onAbort = (): void => closing.abort(signal?.reason)
      if (signal?.aborted) onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
      // Its parsers take most of a second to load, which no answer from the last index waits for.
      const { buildIndex } = await import('./build-index.ts')
      signal?.throwIfAborted()
      ingesting += 1
      const result = await buildIndex({
        corpus: settings.corpus,
        index: settings.index,
        reading: { fields: settings.fields },
        model,
        without,
        embedder,
        vectorCache: () =>
          openVectorCache(join(settings.index, 'vectors.cache'), {
            ...keyed,
            maxBytes: cacheBytes,
          }),
        onProgress(step, done, total) {
          if (status.state === 'ingesting') status = { ...status, done, total }
          observer.onIngest?.(step, done, total)
        },
        ...(observer.onNotice ? { onNotice: observer.onNotice } : {}),
        ...(signal ? { signal } : {}),
        ...(isBeingWritten ? { isBeingWritten } : {}),
        ...(current ? { opened: current } : {}),
        ...(memory ? { memory } : {}),
      }).finally(() => {
        ingesting -= 1
        signal?.removeEventListener('abort', onAbort)
      })
      current = result.index
      memory = result.memory
      return result
    },
    sampleQuestions,
    suggestQuestions: async (request, signal) => suggestionsOf(ready(), request, signal),
    async readAhead(signal) {
      await languageModel?.load()
      await loadTagger()
      await readPassagesAhead(await embedder(), ready(), signal)
    },
    // However long the model takes, there is time for the answer without it.
    requestTimeoutMs: 30_000 + (settings.languageModel?.timeoutMs ?? 0),
    maxBodyBytes: 1024 * 1024,
    async close() {
      closing.abort(new Error('Footnote is closing.'))
      const started = await loading?.catch(() => undefined)
      await started?.close()
      await cited.close()
    },
  }
}
