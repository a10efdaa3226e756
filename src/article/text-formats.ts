import type { ArticleFormat } from './article.ts'
import { fieldNames, foldName, type RecordField } from './record-fields.ts'

/** What a text looks like: a format of ours, or in plain words one that is not read. */
export type TextLook =
  | { readonly format: ArticleFormat; readonly sure: boolean }
  | { readonly name: string; readonly sure: true }

/** Elements that a saved piece of a page begins with. */
const pagePiece =
  /^<(?:head|body|title|meta|link|style|script|header|nav|main|article|section|div|p|h[1-6]|table|ul|ol|blockquote)\b[^<>]*>/i
const closingTag =
  /<\/(?:head|body|title|main|article|section|div|p|h[1-6]|table|ul|ol|blockquote)>/gi

/**
 * What the beginning of a text looks like, undefined where it may be anything. It is `sure` where no
 * article in plain text or Markdown begins like that.
 */
export function lookAtText(sample: string): TextLook | undefined {
  const text = sample.replace(/^[\uFEFF\s]+/, '')
  return (
    lookAtMarkup(text) ??
    lookAtJson(text) ??
    lookAtMail(text) ??
    lookAtTable(text) ??
    lookAtMarkdown(text)
  )
}

function lookAtMarkup(text: string): TextLook | undefined {
  if (!text.startsWith('<')) return undefined
  const isXml = /^<\?xml\s/i.test(text)
  const body = withoutProlog(text)
  const root = /^<(?:!doctype\s+)?([A-Za-z_][\w:.-]*)/i.exec(body)?.[1]?.toLowerCase()
  if (root === 'html') return { format: 'html', sure: true }
  if (root === 'rss' || root === 'feed' || root?.endsWith(':feed') || root === 'rdf:rdf') {
    return { format: 'feed', sure: true }
  }
  if (root === 'svg') return { name: 'an SVG image', sure: true }
  if (isXml) return { name: `an XML document of another kind (<${root ?? '?'}>)`, sure: true }
  const isPiece = pagePiece.test(body) && (body.match(closingTag)?.length ?? 0) >= 2
  return isPiece ? { format: 'html', sure: false } : undefined
}

/** Behind declarations, comments and white space: where the first element, or its doctype, begins. */
function withoutProlog(text: string): string {
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined
    const close = end === undefined ? -1 : text.indexOf(end, at)
    if (end === undefined || close < 0) return text.slice(at)
    at = close + end.length
  }
}

const objectStart = /^\{\s*(?:"(?:[^"\\\n]|\\.){1,200}"\s*:|\}\s*$)/

function lookAtJson(text: string): TextLook | undefined {
  if (/^\[\s*\{/.test(text) && objectStart.test(text.replace(/^\[\s*/, ''))) {
    return { format: 'json', sure: true }
  }
  if (!objectStart.test(text)) return undefined
  const [first = '', ...rest] = text.split(/\r?\n/)
  const next = rest.find((line) => line.trim() !== '')
  const isLines = next !== undefined && objectStart.test(next.trim()) && /\}\s*$/.test(first)
  return { format: isLines ? 'jsonl' : 'json', sure: true }
}

/** Headers that programs write, not people. */
const machineHeaders = new Set([
  'message-id',
  'mime-version',
  'received',
  'return-path',
  'delivered-to',
  'dkim-signature',
  'content-transfer-encoding',
  'x-mailer',
  'content-type',
])

function lookAtMail(text: string): TextLook | undefined {
  const isBox = /^From \S[^\r\n]{0,200}\d{4}[^\r\n]*\r?\n[!-9;-~]+:/.test(text)
  if (isBox) return { format: 'mbox', sure: true }
  const names = headerNames(text)
  if (!names.has('from') && !names.has('subject')) return undefined
  if ([...names].some((name) => machineHeaders.has(name))) return { format: 'email', sure: true }
  const isLetter =
    names.has('from') && names.has('date') && (names.has('to') || names.has('subject'))
  return isLetter ? { format: 'email', sure: false } : undefined
}

/** Names of the headers a text begins with, in lower case; none when any line before the gap is no header. */
function headerNames(text: string): Set<string> {
  const names = new Set<string>()
  for (const line of text.split(/\r?\n/, 400)) {
    if (line.trim() === '') return names
    if (/^[ \t]/.test(line) && names.size > 0) continue
    const name = /^([A-Za-z][A-Za-z0-9-]{0,60}):/.exec(line)?.[1]
    if (!name) return new Set()
    names.add(name.toLowerCase())
  }
  return names
}

/** A first row that names a text and something else of an article, and a second row. */
function lookAtTable(text: string): TextLook | undefined {
  const [header = '', second = ''] = text.split(/\r?\n/, 2)
  if (header.length > 2000) return undefined
  for (const delimiter of [',', '\t', ';', '|']) {
    const names = header
      .split(delimiter)
      .map((name) => foldName(name.replace(/^["\s]+|["\s]+$/g, '')))
    const has = (field: RecordField) =>
      fieldNames[field].some((name) => names.includes(foldName(name)))
    const isTable =
      names.length > 1 && has('text') && (has('title') || has('date') || has('url') || has('id'))
    if (isTable && second.includes(delimiter)) return { format: 'csv', sure: true }
  }
  return undefined
}

function lookAtMarkdown(text: string): TextLook | undefined {
  const hasFrontMatter = /^---[ \t]*\r?\n[\w-]+:.*\r?\n/.test(text)
  const marks = text.match(/^(?:#{1,6} \S|```)|\]\(https?:\/\//gm)?.length ?? 0
  return hasFrontMatter || marks >= 2 ? { format: 'markdown', sure: false } : undefined
}
