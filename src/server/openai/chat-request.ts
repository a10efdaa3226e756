import { z } from 'zod'

const part = z.looseObject({ type: z.string(), text: z.string().optional() })
const content = z.union([z.string().max(20_000), z.array(part).max(100)])
const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: content.nullish(),
})

/** Settings of a language model: there is none to set, so they are taken and change nothing. */
const ignored = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'seed',
  'stop',
  'max_tokens',
  'max_completion_tokens',
  'logit_bias',
  'user',
  'metadata',
  'store',
  'service_tier',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'functions',
  'function_call',
  'reasoning_effort',
  'verbosity',
  'web_search_options',
  'prediction',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
] as const

/**
 * Body of `POST /v1/chat/completions`, as OpenAI's reference has it. What would change the form of
 * the answer and cannot be had here is refused by name; what only tunes a language model is ignored.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export const chatRequest = z.strictObject({
  model: z.string().max(200),
  messages: z.array(message).min(1).max(200),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  n: z.literal(1, { error: 'Only one answer is given: n is 1.' }).nullish(),
  modalities: z.array(z.literal('text')).nullish(),
  audio: z.null({ error: 'Answers are text.' }).optional(),
  logprobs: z.literal(false, { error: 'There are no probabilities of tokens.' }).nullish(),
  top_logprobs: z.null({ error: 'There are no probabilities of tokens.' }).optional(),
  response_format: z
    .looseObject({ type: z.literal('text', { error: 'Answers are text with quotes.' }) })
    .nullish(),
  ...Object.fromEntries(ignored.map((name) => [name, z.unknown().optional()])),
})

export type ChatRequest = z.infer<typeof chatRequest>
export type ChatMessage = z.infer<typeof message>

/** The words of a message; parts that are no text are left out. */
export function textOf({ content }: ChatMessage): string {
  if (typeof content === 'string') return content
  return (content ?? [])
    .flatMap((each) => (each.type === 'text' ? (each.text ?? '') : []))
    .join('\n')
}
