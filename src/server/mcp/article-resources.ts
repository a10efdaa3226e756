import {
  ErrorCode,
  type ListResourcesResult,
  McpError,
  type ReadResourceResult,
} from '@modelcontextprotocol/sdk/types.js'
import type { Article } from '../../article/article.ts'
import { FootnoteError, type ErrorCode as FootnoteErrorCode } from '../../errors.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { findSource } from '../kept-revision.ts'
import { requireIndex } from '../open-index.ts'

/** Articles listed at once. */
const pageSize = 50
/** UTF-16 units of the longest text that is one resource; get_source reads longer ones in parts. */
const longestResource = 1_000_000
/** What the protocol calls a resource that is not there. */
const resourceNotFound = -32_002

/** Errors that say that there is no such article, or no text of it. */
const missing = new Set<FootnoteErrorCode>(['invalid_id', 'source_not_found', 'revision_pruned'])

const scheme = 'footnote://source/'
const mimeType = 'text/plain'

export const resourceTemplates = [
  {
    uriTemplate: `${scheme}{id}`,
    name: 'article',
    title: 'Article',
    description: 'The canonical text of an article by its id: what quotes are cut from.',
    mimeType,
  },
]

/**
 * A page of the articles in order of path. The cursor names the last article given, so that one that
 * comes or goes elsewhere in the list shifts nothing.
 * @throws McpError -32602 for a cursor that is not from this list; FootnoteError `not_ready`
 */
export function listArticles(dependencies: ApiDependencies, cursor?: string): ListResourcesResult {
  const { articles } = requireIndex(dependencies)
  const start = cursor === undefined ? 0 : articles.findIndex(({ id }) => id === cursor) + 1
  if (cursor !== undefined && start === 0) {
    throw new McpError(ErrorCode.InvalidParams, 'No such cursor; list from the beginning.')
  }
  const page = articles.slice(start, start + pageSize)
  const last = page.at(-1)
  return {
    resources: page.map(resourceOf),
    ...(last && start + pageSize < articles.length ? { nextCursor: last.id } : {}),
  }
}

function resourceOf(article: Article) {
  const { id, path, entry, title, publisher, publishedAt, text } = article
  const facts = [publisher, publishedAt, `${text.length} characters`].filter(Boolean)
  return {
    uri: `${scheme}${id}`,
    name: entry === undefined ? path : `${path} ${entry}`,
    title,
    description: facts.join(', '),
    mimeType,
  }
}

/**
 * The canonical text of an article; of one that has left, the last that is kept.
 * @throws McpError -32002 for an article that is not there; FootnoteError `not_ready`
 */
export async function readArticle(
  dependencies: ApiDependencies,
  uri: string,
): Promise<ReadResourceResult> {
  const index = requireIndex(dependencies)
  const notFound = (message: string) => new McpError(resourceNotFound, message, { uri })
  if (!uri.startsWith(scheme)) throw notFound(`Resources are ${scheme} and the id of an article.`)
  const found = await findSource(index, uri.slice(scheme.length)).catch((error: unknown) => {
    const isMissing = error instanceof FootnoteError && missing.has(error.code)
    throw isMissing ? notFound(error.message) : error
  })
  const { text, revision } = 'article' in found ? found.article : found.kept
  if (text.length > longestResource) {
    const message = `The article has ${text.length} characters, too many for one resource.`
    throw new McpError(ErrorCode.InvalidParams, `${message} Read parts of it with get_source.`)
  }
  return { contents: [{ uri, mimeType, text, _meta: { 'footnote/revision': revision } }] }
}
