import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

const headers = {
  'Content-Type': 'application/problem+json',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** For requests that never reach the app because no address can be made of them. */
export function refuseRequest(): Response {
  return new Response(body(400, 'The request cannot be understood'), { status: 400, headers })
}

/**
 * Answers what Node's parser gives up on: broken or oversized heads, and requests that do not
 * arrive in time. Node would answer without a body or say nothing.
 */
export function answerBrokenRequests(server: Server): void {
  const latest = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (incoming, outgoing) => latest.set(incoming.socket, outgoing))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const outgoing = latest.get(socket)
    const isAnswering = outgoing?.headersSent && !outgoing.writableFinished
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) {
      socket.destroy()
      return
    }
    socket.end(rawResponse(error.code))
  })
}

function rawResponse(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return format(431, 'Request Header Fields Too Large', 'The headers are too large')
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return format(408, 'Request Timeout', 'The request did not arrive in time')
  }
  return format(400, 'Bad Request', 'The request cannot be understood')
}

function format(status: number, reason: string, title: string): string {
  const content = body(status, title)
  const lines = Object.entries({
    ...headers,
    'Content-Length': Buffer.byteLength(content),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('\r\n')}\r\n\r\n${content}`
}

const nextSteps: Readonly<Record<number, string>> = {
  408: 'Send the whole request at once.',
  431: 'Send fewer or shorter headers.',
}

function body(status: number, title: string): string {
  const code = status === 408 ? 'timeout' : 'invalid_request'
  return JSON.stringify({
    type: `/v1/problems/${code}`,
    title,
    status,
    detail: `${title}.`,
    code,
    next_step: nextSteps[status] ?? 'Send well-formed HTTP.',
  })
}
