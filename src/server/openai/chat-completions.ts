import { type Context, Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { type Answer, type AskRequest, askRequest, type Message } from '../../answer/answer.ts'
import { FootnoteError } from '../../errors.ts'
import { lastAnswer, runAnswer } from '../answer-run.ts'
import type { AskRouteOptions } from '../ask.ts'
import { createDeadline } from '../deadline.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { checkQuestion } from '../question-limits.ts'
import { readJson } from '../read-json.ts'
import { RequestError } from '../request-error.ts'
import { type ChatRequest, chatRequest, textOf } from './chat-request.ts'
import {
  annotationsOf,
  completionHead,
  messageText,
  modelName,
  piecesOf,
  usageOf,
  verdictOf,
} from './completion.ts'
import { modelNotFound, openAiErrors } from './openai-error.ts'

/** Messages before the question that are taken into account, the newest. */
const mostMessages = 100

/**
 * `POST /v1/chat/completions`: the last message of the user is answered, those before it are what
 * was said. The answer is the one of `POST /v1/ask`, each quote an annotation of the message. It is
 * streamed once all of its quotes have been compared, in pieces that never cut a quote.
 */
export function chatCompletionsRoute(
  dependencies: ApiDependencies,
  options: AskRouteOptions,
): Hono {
  return new Hono().use(openAiErrors).post('/', async (c) => {
    const request = await readJson(c, chatRequest)
    if (request.model !== modelName) return modelNotFound(c, request.model, modelName)
    const asked = toAskRequest(request)
    checkMessages(asked.question)
    const deadline = createDeadline(dependencies.requestTimeoutMs, c.req.raw.signal)
    const events = runAnswer(
      () => dependencies.ask(asked, deadline.signal),
      options.limit,
      deadline,
    )
    const answer = await lastAnswer(events)
    return request.stream ? stream(c, request, answer) : c.json(whole(c, request, answer))
  })
}

/** The question and what was said before it; what is of the system or of tools is left out. */
function toAskRequest({ messages }: ChatRequest): AskRequest {
  const said = messages.flatMap((message): Message[] => {
    const { role } = message
    return role === 'user' || role === 'assistant' ? [{ role, content: textOf(message) }] : []
  })
  const at = said.map(({ role }) => role).lastIndexOf('user')
  const question = said[at]?.content ?? ''
  return askRequest.parse({
    question,
    messages: said.slice(0, Math.max(at, 0)).slice(-mostMessages),
  })
}

/** The question is a part of the messages here: what is wrong with it is wrong with them. */
function checkMessages(question: string): void {
  try {
    checkQuestion(question, 'question')
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    const { message, nextStep } = error
    throw new RequestError('unprocessable_request', `In the last message of the user: ${message}`, {
      ...(nextStep ? { nextStep } : {}),
      errors: [{ pointer: '#/messages', message }],
    })
  }
}

function whole(c: Context, request: ChatRequest, answer: Answer) {
  const content = messageText(answer)
  const message = {
    role: 'assistant',
    content,
    refusal: null,
    annotations: annotationsOf(answer, originOf(c)),
  }
  return {
    ...completionHead(answer, new Date()),
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
    usage: usageOf(request.messages.map(textOf), content),
    footnote: verdictOf(answer),
  }
}

function stream(c: Context, request: ChatRequest, answer: Answer): Response {
  const head = { ...completionHead(answer, new Date()), object: 'chat.completion.chunk' }
  const content = messageText(answer)
  const chunk = (delta: object, finish_reason: 'stop' | null = null, more: object = {}) => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason, logprobs: null }],
    ...more,
  })
  const response = streamSSE(c, async (events) => {
    await send(events, chunk({ role: 'assistant', content: '', refusal: null }))
    for (const piece of piecesOf(content, answer)) await send(events, chunk({ content: piece }))
    const annotations = annotationsOf(answer, originOf(c))
    await send(events, chunk({ annotations }))
    await send(events, chunk({}, 'stop', { footnote: verdictOf(answer) }))
    if (request.stream_options?.include_usage) {
      const usage = usageOf(request.messages.map(textOf), content)
      await send(events, { ...head, choices: [], usage })
    }
    await events.writeSSE({ data: '[DONE]' })
  })
  response.headers.set('Cache-Control', 'no-store')
  response.headers.set('X-Accel-Buffering', 'no')
  response.headers.delete('Connection')
  return response
}

function send(events: SSEStreamingApi, data: object): Promise<void> {
  return events.writeSSE({ data: JSON.stringify(data) })
}

function originOf(c: Context): string {
  return new URL(c.req.url).origin
}
