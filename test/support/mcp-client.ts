import { PassThrough } from 'node:stream'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { listen } from '../../src/server/listen.ts'
import { type StdioOptions, serveStdio } from '../../src/server/mcp/serve-stdio.ts'

/** A client of the official library, connected to a server of ours. */
export interface Connected {
  readonly client: Client
  /** Where links of replies lead. */
  readonly base: string
  close(): Promise<void>
}

/** Over a socket, as `npm start` serves. */
export async function connectOverHttp(
  dependencies: ApiDependencies,
  options: ApiOptions = {},
): Promise<Connected> {
  const api = createApi(dependencies, undefined, options)
  const server = await listen(api, { host: '127.0.0.1', port: 0, stopTimeoutMs: 100 })
  const client = new Client({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`))
  // The library's own types differ in what may be undefined.
  await client.connect(transport as Parameters<Client['connect']>[0])
  return {
    client,
    base: server.url,
    async close() {
      await client.close()
      await server.stop()
    },
  }
}

/** Over two pipes, as `npm run mcp` serves; the library's end for servers reads and writes alike. */
export async function connectOverPipes(
  dependencies: ApiDependencies,
  options: Partial<StdioOptions> = {},
): Promise<Connected & { readonly served: Promise<void>; readonly input: PassThrough }> {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const base = 'http://127.0.0.1:3000'
  const given = { dependencies, logError: () => {}, linkBase: base, ...options }
  const served = serveStdio({ ...given, input, output })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StdioServerTransport(output, input))
  return {
    client,
    base,
    served,
    input,
    async close() {
      await client.close()
      input.end()
      await served
    },
  }
}

/** The result of a tool, and its one text. */
export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = (await client.callTool({ name, arguments: args })) as CallToolResult
  const [content] = result.content
  if (content?.type !== 'text') throw new Error('The result has no text.')
  return { ...result, text: content.text, data: result.structuredContent ?? {} }
}
