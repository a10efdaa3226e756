import { z } from 'zod'
import type { ConcurrencyLimit } from '../concurrency-limit.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { bodyPointer, validate } from '../validate.ts'
import { absoluteLinks } from './absolute-links.ts'

/** What the work of a tool stands on. */
export interface ToolSurroundings {
  readonly dependencies: ApiDependencies
  /** Shared with the routes of the API: a question counts the same wherever it comes from. */
  readonly limit: ConcurrencyLimit
  /** Where the links in replies lead, such as `http://127.0.0.1:3000`; they are paths without. */
  readonly linkBase?: string | undefined
}

/** What a tool gives: its reply as data, and in words for a model. */
export interface ToolReply {
  readonly data: object
  readonly text: string
}

/** A tool as a client lists and calls it. */
export interface Tool {
  readonly name: string
  readonly title: string
  /** Written for a model: when to use it, and what to do with what it gives. */
  readonly description: string
  readonly input: z.ZodType
  readonly output: z.ZodObject
  /**
   * @param given what the client sent, unchecked
   * @throws RequestError for wrong arguments, each of them named; and whatever the work throws
   */
  call(given: unknown, around: ToolSurroundings, signal: AbortSignal): Promise<ToolReply>
}

/** How a tool is described by its own file; its types follow from its schemas. */
export interface ToolDefinition<Input extends z.ZodType, Output extends z.ZodObject> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Input
  readonly output: Output
  run(
    input: z.output<Input>,
    around: ToolSurroundings,
    signal: AbortSignal,
  ): Promise<z.output<Output> & object>
  /** The reply in words; quotes in it are cut from the articles, never retold. */
  write(reply: z.output<Output>): string
}

/** Puts checking before a tool's work, and links and words behind it. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { run, write, ...described } = definition
  return {
    ...described,
    async call(given, around, signal) {
      const input = validate(definition.input, given ?? {}, bodyPointer)
      const data = absoluteLinks(await run(input, around, signal), around.linkBase)
      return { data, text: write(data) }
    },
  }
}

/** A source by its id, as tools take it. */
export const sourceId = z.string().meta({
  pattern: '^src_[0-9a-f]{12}$',
  description: 'Id of an article: src_ and 12 hexadecimal digits, as other tools give it.',
})
