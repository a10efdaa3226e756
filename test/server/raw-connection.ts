import { connect, type Socket } from 'node:net'

/** A connection that says exactly what it is told to, and remembers what comes back. */
export interface RawConnection {
  readonly socket: Socket
  send(text: string): void
  /** Waits until all that came back holds the words, or the other side has ended. */
  until(words: string): Promise<string>
  /** Waits for the end of the connection; all that came back. */
  ended(): Promise<string>
}

export function openRaw(port: number, host = '127.0.0.1'): RawConnection {
  const socket = connect({ port, host })
  let received = ''
  let hasEnded = false
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const check of waiting) check()
  }
  const end = () => {
    hasEnded = true
    wake()
  }
  socket.setEncoding('utf8').on('data', (text) => {
    received += text
    wake()
  })
  // A connection that is cut is one of the ends that are waited for.
  socket.on('error', end).on('close', end)
  const wait = (isThere: () => boolean) =>
    new Promise<string>((resolve) => {
      const check = () => {
        if (!isThere() && !hasEnded) return
        waiting.delete(check)
        resolve(received)
      }
      waiting.add(check)
      check()
    })
  return {
    socket,
    send: (text) => void socket.write(text),
    until: (words) => wait(() => received.includes(words)),
    ended: () => wait(() => false),
  }
}

/** A whole request to ask, as one text. */
export function rawAsk(question: string, accept = 'application/json'): string {
  const body = JSON.stringify({ question })
  return [
    'POST /v1/ask HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    `Accept: ${accept}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}
