import type { Nodes, Parents, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import type { Block, BlockRole } from '../article.ts'
import { trimRange } from '../lines.ts'
import { isTooLongToParse } from './markdown-cost.ts'
import { readText } from './read-text.ts'

/**
 * Blocks of Markdown (CommonMark with GitHub's tables and footnotes, YAML front matter). Markers at
 * the edges stay outside: `#`, list bullets, `>`, the bars around a table row. Front matter and link
 * definitions are `metadata`, a paragraph of nothing but images is a `caption`, and so on; the rest
 * is `content` until it is cleaned. The parser's time grows with the square of a paragraph, so a file
 * too long for it, which no one has written as Markdown, is read line by line as plain text.
 */
export function readMarkdown(text: string): Block[] {
  if (isTooLongToParse(text)) return readText(text)
  // The parser would drop the byte order mark and count from behind it.
  const offset = text.startsWith('\uFEFF') ? 1 : 0
  const root = parse(text.slice(offset))
  if (!root) return readText(text)
  const blocks: Block[] = []
  // A list of nodes still to visit: deep nesting must not exhaust the call stack.
  const waiting: Nodes[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const block = blockOf(text, node, offset)
    if (block) blocks.push(block)
    else if ('children' in node) waiting.push(...(node.children as Nodes[]).toReversed())
  }
  return blocks.filter(({ start, end }) => start < end)
}

/** Undefined for what is nested deeper than the parser can follow. */
function parse(text: string): Root | undefined {
  try {
    return fromMarkdown(text, {
      extensions: [frontmatter(['yaml']), gfm()],
      mdastExtensions: [frontmatterFromMarkdown(['yaml']), gfmFromMarkdown()],
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The block a node is, or undefined for one that only holds others. */
function blockOf(text: string, node: Nodes, offset: number): Block | undefined {
  const make = (range: Nodes | Parents, role: BlockRole, level?: number): Block => {
    const [from, to] = innerRange(range)
    const [start, end] = trimRange(text, from + offset, to + offset)
    return level === undefined ? { start, end, role } : { start, end, role, level }
  }
  switch (node.type) {
    case 'heading':
      return make(node, 'heading', node.depth)
    case 'paragraph':
      return make(node, isOnlyImages(node) ? 'caption' : 'content')
    case 'tableRow':
      return make(node, 'content')
    case 'code':
      return codeBlock(text, node, offset)
    case 'html':
      return make(node, isOnlyTags(node.value) ? 'boilerplate' : 'content')
    case 'yaml':
    case 'definition':
      return make(node, 'metadata')
    default:
      return undefined
  }
}

/** From the first child to the last, where there are any: markers at the edges stay outside. */
function innerRange(node: Nodes | Parents): [number, number] {
  const isRow = node.type === 'tableRow'
  const children = 'children' in node && node.type !== 'paragraph' ? (node.children as Nodes[]) : []
  const filled = isRow
    ? children.flatMap((cell) => ('children' in cell ? (cell.children as Nodes[]) : []))
    : children
  const start = (filled[0] ?? (isRow ? undefined : node))?.position?.start.offset ?? 0
  const end = (filled.at(-1) ?? (isRow ? undefined : node))?.position?.end.offset ?? 0
  return [start, end]
}

/** The lines between the fences; all of an indented block. */
function codeBlock(text: string, node: Nodes, offset: number): Block {
  let from = (node.position?.start.offset ?? 0) + offset
  let to = (node.position?.end.offset ?? 0) + offset
  const all = text.slice(from, to)
  const opening = /^(?:`{3,}|~{3,})[^\n\r]*(?:\r\n|[\n\r]|$)/.exec(all)
  if (opening) {
    const closing = /(?:\r\n|[\n\r])[ \t>]*(?:`{3,}|~{3,})[ \t]*$/.exec(all)
    from += opening[0].length
    if (closing) to = Math.max(from, to - closing[0].length)
  }
  const [start, end] = trimRange(text, from, to)
  return { start, end, role: 'content' }
}

function isOnlyImages(node: Parents): boolean {
  const inner = (node.children as Nodes[]).flatMap((child) =>
    child.type === 'link' ? (child.children as Nodes[]) : [child],
  )
  const isImage = ({ type }: Nodes) => type === 'image' || type === 'imageReference'
  const isBlank = (child: Nodes) =>
    child.type === 'break' || (child.type === 'text' && child.value.trim() === '')
  return inner.some(isImage) && inner.every((child) => isImage(child) || isBlank(child))
}

/** True for comments and for tags with no text between them. */
function isOnlyTags(html: string): boolean {
  return html.replace(/<!--[\s\S]*?(?:-->|$)|<[^>]*>/g, '').trim() === ''
}
