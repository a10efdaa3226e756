import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server on which answers are cut off. */
export interface CuttingProxy {
  readonly url: string
  /** The `Last-Event-ID` of each question that came through; null where there was none. */
  readonly lastIds: (string | null)[]
  stop(): void
}

/**
 * Passes everything on, but cuts the connection of the first streamed answers in the middle of the event
 * that follows the given number of events, one number for each question in turn.
 */
export async function openCuttingProxy(
  port: number,
  cuts: readonly number[],
): Promise<CuttingProxy> {
  const lastIds: (string | null)[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    let cutAfter = Number.POSITIVE_INFINITY
    let passed = ''
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket
        .on('error', () => {})
        .once('close', () => {
          sockets.delete(socket)
          client.destroy()
          upstream.destroy()
        })
    }
    client.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      if (text.startsWith('POST /v1/ask')) {
        cutAfter = cuts[lastIds.length] ?? Number.POSITIVE_INFINITY
        passed = ''
        lastIds.push(/^last-event-id: (\S+)/im.exec(text)?.[1] ?? null)
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      const before = passed.length
      passed += chunk.toString('latin1')
      const end = cutAfter === Number.POSITIVE_INFINITY ? -1 : endOfEvent(passed, cutAfter)
      if (end < 0 || passed.length < end + 10) client.write(chunk)
      else client.write(chunk.subarray(0, end + 10 - before), () => client.destroy())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lastIds,
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Where the given number of events has passed; -1 before. */
function endOfEvent(passed: string, count: number): number {
  let at = passed.indexOf('\r\n\r\n')
  for (let event = 0; event < count && at >= 0; event += 1) at = passed.indexOf('\n\n', at + 2)
  return at < 0 ? -1 : at + 2
}
