import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createConcurrencyLimit } from '../concurrency-limit.ts'
import { createMcpServer, type McpSurroundings } from './create-server.ts'

export interface StdioOptions extends Omit<McpSurroundings, 'limit' | 'requestId'> {
  readonly input: Readable
  /** Holds messages of the protocol and nothing else. */
  readonly output: Writable
}

/**
 * Answers messages, one a line, until the input ends or nobody reads the output any more; what is
 * under way then is stopped.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio
 */
export async function serveStdio(options: StdioOptions): Promise<void> {
  const { input, output, logError } = options
  const server = await createMcpServer({
    ...options,
    limit: createConcurrencyLimit(8, 64),
    requestId: () => randomUUID(),
  })
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve
    for (const event of ['end', 'close', 'error']) input.once(event, resolve)
    for (const event of ['close', 'error']) output.once(event, resolve)
  })
  server.onerror = (error) => logError(new Error(firstLine(error)), 'A message was left out')
  await server.connect(new StdioServerTransport(input, output))
  await ended
  await server.close()
}

/** A wrong message is described over many lines, which hold its text. */
function firstLine({ message }: Error): string {
  return (message.startsWith('[') ? 'It is none of the protocol.' : message).split('\n')[0] ?? ''
}
