import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js'
import { withinDeadline } from '../deadline.ts'
import { createMcpServer, type McpSurroundings } from './create-server.ts'

/** Milliseconds for a message beyond those for the work in it, whose own deadline says more. */
const grace = 1_000

/**
 * Answers one message of the protocol with JSON. Nothing is kept between two of them: each gets a
 * server of its own, which ends with it, or sooner when the client goes away.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
 */
export async function answerMessage(request: Request, around: McpSurroundings): Promise<Response> {
  const message = parse(await request.text())
  if (message instanceof Response) return message
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  const server = await createMcpServer(around)
  await server.connect(transport)
  const milliseconds = around.dependencies.requestTimeoutMs + grace
  try {
    return await withinDeadline(milliseconds, request.signal, () =>
      transport.handleRequest(request, { parsedBody: message.value }),
    )
  } finally {
    await server.close()
  }
}

/** Several messages at once were taken out of the protocol; they would share one deadline. */
function parse(text: string): { readonly value: unknown } | Response {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse(ErrorCode.ParseError, 'The body is not JSON.')
  }
  if (!Array.isArray(value)) return { value }
  return refuse(ErrorCode.InvalidRequest, 'Send one message at a time.')
}

function refuse(code: ErrorCode, message: string): Response {
  return Response.json({ jsonrpc: '2.0', id: null, error: { code, message } }, { status: 400 })
}
