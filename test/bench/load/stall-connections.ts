import { connect, type Socket } from 'node:net'

/** Milliseconds until a connection that the server closed is made again. */
const comeBackMs = 5000

/** What a client says before it stalls: nothing, half a head, half a body, a question whose answer it never reads. */
const beginnings = [
  '',
  'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ',
  'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{',
  'GET /v1/index HTTP/1.1\r\nHost: localhost\r\n\r\n',
]

/** Opens so many connections that begin something and stall, and opens each again that is closed. */
export function stallConnections(
  url: string,
  count: number,
): { readonly opened: number; stop(): void } {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  const timers = new Set<NodeJS.Timeout>()
  let [opened, hasStopped] = [0, false]
  const open = (way: number): void => {
    const socket = connect(Number(port), hostname)
    opened += 1
    sockets.add(socket)
    socket.on('error', () => {})
    // Who reads nothing does not see either that it was closed.
    if (way % beginnings.length === beginnings.length - 1) socket.pause()
    else socket.resume()
    socket.once('connect', () => socket.write(beginnings[way % beginnings.length] ?? ''))
    socket.once('close', () => {
      sockets.delete(socket)
      if (!hasStopped) later(() => open(way))
    })
  }
  const later = (then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      then()
    }, comeBackMs)
    timers.add(timer)
  }
  for (let at = 0; at < count; at += 1) open(at)
  return {
    get opened() {
      return opened
    },
    stop() {
      hasStopped = true
      for (const timer of timers) clearTimeout(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}
