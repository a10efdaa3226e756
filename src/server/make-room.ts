import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Holds the connections of a server to so many. For one more, that one is closed which has gone the
 * longest without a whole request: it costs a client that stalls nothing to wait, so many of them
 * would keep everybody else out. Where all are being answered, it is the oldest whose reader has
 * stopped reading, and else the new one.
 */
export function makeRoom(server: Server, most: number): void {
  /** Oldest first. */
  const silent = new Set<Socket>()
  const answered = new Set<Socket>()

  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => {
      silent.delete(socket)
      answered.delete(socket)
    })
    if (silent.size + answered.size <= most) return
    const [oldest] = silent
    const victim = (oldest === socket ? stuck(answered) : oldest) ?? socket
    // At once, not when it has closed: many connections may come in one go.
    silent.delete(victim)
    answered.delete(victim)
    victim.destroy()
  })

  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming
    whenWhole(incoming, () => {
      if (socket.destroyed) return
      silent.delete(socket)
      answered.add(socket)
    })
    outgoing.once('close', () => {
      answered.delete(socket)
      if (!socket.destroyed) silent.add(socket)
    })
  })
}

/** A request without a body is whole at once; one with a body that nobody reads never is. */
function whenWhole(incoming: IncomingMessage, then: () => void): void {
  const { 'content-length': length, 'transfer-encoding': coding } = incoming.headers
  if (coding === undefined && (length === undefined || length === '0')) then()
  else incoming.once('end', then)
}

function stuck(answered: ReadonlySet<Socket>): Socket | undefined {
  for (const socket of answered) if (socket.writableNeedDrain) return socket
  return undefined
}
