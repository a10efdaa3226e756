import { toBibtex } from './bibtex.ts'
import type { Conversation } from './conversation.ts'
import { toCslJson } from './csl.ts'
import { toHtml } from './html.ts'
import { toMarkdown } from './markdown.ts'

/** The exports that are written from a conversation alone; a bundle needs the texts as well. */
export const exportFormats = ['markdown', 'html', 'bibtex', 'csl-json'] as const
export type ExportFormat = (typeof exportFormats)[number] | 'bundle'

interface FileKind {
  readonly extension: string
  readonly contentType: string
}

export const fileKinds: Readonly<Record<ExportFormat, FileKind>> = {
  markdown: { extension: 'md', contentType: 'text/markdown; charset=utf-8' },
  html: { extension: 'html', contentType: 'text/html; charset=utf-8' },
  bibtex: { extension: 'bib', contentType: 'application/x-bibtex; charset=utf-8' },
  'csl-json': { extension: 'json', contentType: 'application/vnd.citationstyles.csl+json' },
  bundle: { extension: 'bundle.json', contentType: 'application/json' },
}

const writers: Readonly<Record<(typeof exportFormats)[number], (from: Conversation) => string>> = {
  markdown: toMarkdown,
  html: toHtml,
  bibtex: toBibtex,
  'csl-json': toCslJson,
}

export function writeExport(
  format: (typeof exportFormats)[number],
  conversation: Conversation,
): string {
  return writers[format](conversation)
}

/** A name that any system takes, made of the title: letters of every script, and hyphens. */
export function exportFileName(title: string, format: ExportFormat): string {
  const stem = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
  const short = [...stem].slice(0, 60).join('').replace(/-+$/, '')
  return `${short || 'conversation'}.${fileKinds[format].extension}`
}
