import OpenAI, { APIError } from 'openai'
import { z } from 'zod'
import type { LanguageModel, ModelReply, Prompt } from './language-model.ts'
import { limitedFetch, ReplyTooLong } from './limited-fetch.ts'

/** Bytes of a whole response, and tokens that the model is asked to keep within. */
const mostBytes = 256 * 1024
const mostTokens = 1500

export interface OpenAiModelOptions {
  /** With its version, such as `http://127.0.0.1:8080/v1`. */
  readonly baseUrl: string
  readonly model: string
  /** Sent with each request and shown nowhere; undefined where the server asks for none. */
  readonly key: string | undefined
  /** For a whole reply, from the question on. */
  readonly timeoutMs: number
}

/** What servers take: the first form says the most, and one that is refused is not tried again. */
type Form = (prompt: Prompt) => object
const forms: readonly Form[] = [
  (prompt) => ({ temperature: 0, max_tokens: mostTokens, ...structured(prompt) }),
  structured,
  () => ({}),
]

/** What is read of a response; servers differ in the rest. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
})

/**
 * ADAPTER over any server that speaks OpenAI's chat completions. Everything that the library would
 * take from the environment is given here: it may hold what belongs to another server.
 */
export function createOpenAiModel(options: OpenAiModelOptions): LanguageModel {
  const { baseUrl, model, key, timeoutMs } = options
  const client = new OpenAI({
    baseURL: baseUrl,
    // Headers are set by our own fetch; the library only wants to be given something.
    apiKey: 'unused',
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null },
    // The time of all requests together is kept below.
    ...{ maxRetries: 0, timeout: 2 * timeoutMs, logLevel: 'off' as const },
    fetch: limitedFetch({ key, mostBytes }),
  })
  let known = 0

  async function complete(prompt: Prompt, signal: AbortSignal): Promise<ModelReply> {
    for (let at = known; ; at += 1) {
      const form = forms[at]
      try {
        const body = { model, messages: messagesOf(prompt), stream: false as const }
        const given = await client.chat.completions.create(
          { ...body, ...form?.(prompt) },
          { signal },
        )
        known = at
        return readCompletion(given)
      } catch (error) {
        const isRefusedForm = error instanceof APIError && [400, 422].includes(error.status ?? 0)
        if (!isRefusedForm || at + 1 >= forms.length) throw error
      }
    }
  }

  return {
    name: model,
    async complete(prompt, client) {
      client?.throwIfAborted()
      const ending = new AbortController()
      const ended = new Promise<ModelReply>((resolve) => {
        ending.signal.addEventListener('abort', () => resolve({ failure: 'timeout' }))
      })
      const end = (): void => ending.abort()
      const clock = setTimeout(end, timeoutMs)
      client?.addEventListener('abort', end)
      try {
        // Whatever the library makes of a signal, nobody waits any longer.
        const replied = complete(prompt, ending.signal).catch(failureOf)
        const reply = await Promise.race([replied, ended])
        client?.throwIfAborted()
        return reply
      } finally {
        clearTimeout(clock)
        client?.removeEventListener('abort', end)
      }
    },
  }
}

function structured({ schema }: Prompt): object {
  const json_schema = { name: 'answer', strict: true, schema }
  return { response_format: { type: 'json_schema', json_schema } }
}

function messagesOf({ instructions, material }: Prompt) {
  return [
    { role: 'system' as const, content: instructions },
    { role: 'user' as const, content: material },
  ]
}

function readCompletion(given: unknown): ModelReply {
  const read = completion.safeParse(given)
  const [choice] = read.data?.choices ?? []
  if (!choice) return { failure: 'malformed' }
  const { finish_reason: reason, message } = choice
  if (reason === 'length') return { failure: 'cut_off' }
  if (message.refusal || reason === 'content_filter') return { failure: 'refused' }
  return message.content ? { text: message.content } : { failure: 'malformed' }
}

/** Only statuses are told: a server may repeat the key in what it says of it. */
function failureOf(error: unknown): ModelReply {
  if (causes(error).some((cause) => cause instanceof ReplyTooLong)) return { failure: 'too_long' }
  if (error instanceof APIError && error.status !== undefined) {
    const detail = `HTTP ${error.status}`
    return { failure: error.status === 429 ? 'rate_limited' : 'server_error', detail }
  }
  return error instanceof SyntaxError ? { failure: 'malformed' } : { failure: 'unreachable' }
}

function causes(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : []
}
