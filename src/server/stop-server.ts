import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface StopOptions {
  /** Milliseconds that answers under way get to finish; 10,000 when left out. */
  readonly stopTimeoutMs: number
}

/**
 * What stops a server gently. Node's own `closeIdleConnections` does not count connections that
 * have never sent a request, which browsers open ahead of need, so the busy ones are counted here.
 */
export function stopper(server: Server, { stopTimeoutMs }: StopOptions): () => Promise<void> {
  const sockets = new Set<Socket>()
  const busy = new Set<Socket>()
  let stopped: Promise<void> | undefined
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', ({ socket }, outgoing) => {
    busy.add(socket)
    outgoing.once('close', () => {
      busy.delete(socket)
      if (stopped) socket.end()
    })
  })

  function stop(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => server.closeAllConnections(), stopTimeoutMs)
      server.close((error) => {
        clearTimeout(timer)
        if (error) reject(error)
        else resolve()
      })
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy()
    })
  }

  return () => {
    stopped ??= stop()
    return stopped
  }
}
