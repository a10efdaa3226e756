import { createServer, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { describeError, FootnoteError } from '../errors.ts'
import { answerBrokenRequests, refuseRequest } from './broken-request.ts'
import { makeRoom } from './make-room.ts'
import { type StopOptions, stopper } from './stop-server.ts'

export interface ListenOptions extends Partial<StopOptions> {
  /** A name or address; an IPv6 address with or without brackets. */
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Milliseconds for the head of a request; 10,000 when left out. */
  readonly headersTimeoutMs?: number
  /** Milliseconds for a whole request, body too; 30,000 when left out. */
  readonly receiveTimeoutMs?: number
  /** Milliseconds an unused connection is kept; 5,000 when left out. */
  readonly keepAliveTimeoutMs?: number
  /**
   * Milliseconds without a byte in either direction before a connection is cut; 120,000 when left
   * out. Longer than the longest answer, and than the time between two heartbeats.
   */
  readonly idleTimeoutMs?: number
  /** Connections at once; more make room as `makeRoom` says. 512 when left out. */
  readonly maxConnections?: number
}

export interface Listening {
  /** Opens in a browser on this machine, such as `http://127.0.0.1:3000` or `http://[::1]:3000`. */
  readonly url: string
  readonly port: number
  /**
   * Takes no more connections, closes the idle ones, lets what is under way finish within
   * `stopTimeoutMs`, and cuts what is left. Calling it again waits for the same end.
   */
  stop(): Promise<void>
}

/**
 * Serves an app over HTTP.
 * @throws FootnoteError `port_in_use`, or `bad_usage` for a host or port that cannot be opened
 */
export async function listen(app: Pick<Hono, 'fetch'>, options: ListenOptions): Promise<Listening> {
  const host = options.host.replace(/^\[(.*)\]$/, '$1')
  const listener = getRequestListener(app.fetch, { errorHandler: refuseRequest })
  const server = createServer(limits(options), (incoming, outgoing) => {
    void listener(incoming, outgoing)
  })
  makeRoom(server, options.maxConnections ?? 512)
  server.setTimeout(options.idleTimeoutMs ?? 120_000)
  answerBrokenRequests(server)
  const stop = stopper(server, { stopTimeoutMs: options.stopTimeoutMs ?? 10_000 })
  await open(server, host, options.port)
  const { port } = server.address() as AddressInfo
  return { url: `http://${hostOfUrl(host)}:${port}`, port, stop }
}

function limits(options: ListenOptions): ServerOptions {
  const headersTimeout = options.headersTimeoutMs ?? 10_000
  const requestTimeout = options.receiveTimeoutMs ?? 30_000
  return {
    headersTimeout,
    requestTimeout,
    // Refused by the listener instead, with a problem where Node would send no words.
    requireHostHeader: false,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? 5_000,
    // Node looks for late requests at this interval only.
    connectionsCheckingInterval: Math.min(1_000, headersTimeout, requestTimeout),
  }
}

function open(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown) => reject(openingError(cause, host, port))
    server.once('error', refuse)
    try {
      server.listen({ host, port }, () => {
        server.off('error', refuse)
        resolve()
      })
    } catch (cause) {
      refuse(cause)
    }
  })
}

function openingError(cause: unknown, host: string, port: number): FootnoteError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE') {
    return new FootnoteError('port_in_use', `Port ${port} on ${host} is already in use.`, {
      nextStep: 'Stop what uses it, or choose another with --port (--port 0 takes any free one).',
      cause,
    })
  }
  const message = `Port ${port} on ${host} cannot be opened: ${describeError(cause)}.`
  return new FootnoteError('bad_usage', message, {
    nextStep: 'Choose others with --host and --port (0 to 65535).',
    cause,
  })
}

/** An address that listens everywhere is no address to go to; brackets and zones as RFC 6874 asks. */
function hostOfUrl(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host.replace('%', '%25')}]` : host
}
