import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type Tool as ToolListing,
} from '@modelcontextprotocol/sdk/types.js'
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv-provider.js'
import { z } from 'zod'
import { withinDeadline } from '../deadline.ts'
import { ownVersion } from '../own-version.ts'
import { type ErrorLogger, loggedProblem } from '../problem.ts'
import { listArticles, readArticle, resourceTemplates } from './article-resources.ts'
import { askTool } from './ask-tool.ts'
import { citationTool } from './citation-tool.ts'
import { instructions } from './instructions.ts'
import { searchTool } from './search-tool.ts'
import { sourceTool } from './source-tool.ts'
import type { Tool, ToolSurroundings } from './tool.ts'
import { toolError } from './tool-error.ts'
import { verifyTool } from './verify-tool.ts'

export interface McpSurroundings extends ToolSurroundings {
  /** Names one call in the log and in its error. */
  requestId(): string
  readonly logError: ErrorLogger
  /** Waited for before a tool works: over stdio a client connects while the index still opens. */
  readonly opened?: Promise<unknown>
}

const tools: readonly Tool[] = [askTool, searchTool, sourceTool, citationTool, verifyTool]

/** None of them changes anything, and all speak of these articles only. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const

/** Milliseconds that a call waits for the index to open; clients wait a minute for a reply. */
const patience = 20_000

let listed: readonly ToolListing[] | undefined
/** It is for answers of a client, which this server never asks for; one does for all. */
const jsonSchemaValidator = new AjvJsonSchemaValidator()

/**
 * A server of the Model Context Protocol, not yet connected. It remembers nothing of its client, so
 * one can be made for each message.
 * @see https://modelcontextprotocol.io/specification/2025-11-25
 */
export async function createMcpServer(around: McpSurroundings): Promise<Server> {
  const server = new Server(
    { name: 'footnote', title: 'Footnote', version: await ownVersion() },
    { capabilities: { tools: {}, resources: {} }, instructions, jsonSchemaValidator },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...listTools()] }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) => {
    const tool = tools.find(({ name }) => name === params.name)
    if (tool) return callTool(tool, params.arguments, around, signal)
    const known = tools.map(({ name }) => name).join(', ')
    throw new McpError(ErrorCode.InvalidParams, `There is no such tool; there are ${known}.`)
  })
  const { dependencies } = around
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }, { signal }) =>
    giveResource(around, signal, () => listArticles(dependencies, params?.cursor)),
  )
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates }))
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, { signal }) =>
    giveResource(around, signal, () => readArticle(dependencies, params.uri)),
  )
  return server
}

function listTools(): readonly ToolListing[] {
  listed ??= tools.map(({ name, title, description, input, output }) => ({
    name,
    title,
    description,
    inputSchema: z.toJSONSchema(input, { io: 'input' }) as ToolListing['inputSchema'],
    // Its name, where it has one, would make the whole a reference, which the protocol forbids.
    outputSchema: z.toJSONSchema(z.object(output.shape)) as NonNullable<
      ToolListing['outputSchema']
    >,
    annotations: { title, ...annotations },
  }))
  return listed
}

/** What goes wrong in a tool is a result, too: the protocol's own errors never reach the model. */
async function callTool(tool: Tool, given: unknown, around: McpSurroundings, signal: AbortSignal) {
  try {
    await openOrTired(around, signal)
    const { data, text } = await tool.call(given, around, signal)
    return {
      content: [{ type: 'text' as const, text }],
      structuredContent: data as Record<string, unknown>,
    }
  } catch (error) {
    // Nobody hears what becomes of a call that was taken back.
    const logError = signal.aborted ? () => {} : around.logError
    return toolError(error, around.requestId(), logError)
  }
}

/** Errors that are not the protocol's may name paths: a client gets what it would get of the API. */
async function giveResource<Result>(
  around: McpSurroundings,
  signal: AbortSignal,
  give: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    await openOrTired(around, signal)
    return await give()
  } catch (error) {
    if (error instanceof McpError) throw error
    const { detail, code } = loggedProblem(error, around.requestId(), around.logError)
    throw new McpError(ErrorCode.InternalError, `${detail} (${code})`)
  }
}

/** What is asked for goes on when it is tired of waiting, and says itself that there is no index. */
async function openOrTired({ opened }: McpSurroundings, signal: AbortSignal): Promise<void> {
  if (opened) await withinDeadline(patience, signal, () => opened).catch(() => undefined)
}
