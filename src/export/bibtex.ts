import type { Conversation } from './conversation.ts'
import { type CslDate, type CslItem, cslItems } from './csl.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * The articles that a conversation quotes as BibTeX, in UTF-8: `@misc`, which BibTeX and BibLaTeX both
 * know. An article's facts do not tell a newspaper from a ministry, so no kind is claimed.
 */
export function toBibtex(conversation: Conversation): string {
  return cslItems(conversation).map(entry).join('\n')
}

function entry(item: CslItem): string {
  const [year, month, day] = partsOf(item.issued)
  const fields: Readonly<Record<string, string | undefined>> = {
    // Doubled braces keep the title's capitals.
    title: `{${escapeLatex(item.title)}}`,
    key: escapeLatex(item.title),
    howpublished: item.publisher && escapeLatex(item.publisher),
    year: year === undefined ? undefined : String(year),
    date: year === undefined ? undefined : isoDate([year, month, day]),
    url: item.URL && escapeUrl(item.URL),
    urldate: isoDate(partsOf(item.accessed)),
    note: escapeLatex(item.note),
  }
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value ? [`  ${name.padEnd(12)} = {${value}},`] : [],
  )
  // A month is a name that styles know, not a text.
  if (month !== undefined) lines.push(`  ${'month'.padEnd(12)} = ${months[month - 1]},`)
  return `@misc{${item.id.replace(/[^\w-]/g, '')},\n${lines.join('\n')}\n}\n`
}

function partsOf(date: CslDate | undefined): readonly (number | undefined)[] {
  if (!date || 'raw' in date) return []
  const [year, month, day] = date['date-parts'][0] ?? []
  return month !== undefined && (month < 1 || month > 12) ? [year] : [year, month, day]
}

function isoDate(parts: readonly (number | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0'))
    .join('-')
}

/** BibTeX counts braces even behind a backslash, so none is written but in pairs. */
const latex: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
}

function escapeLatex(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\{}$&#%_~^<>|"]/g, (character) => latex[character] ?? '')
}

/** An address is taken as it stands; only what BibTeX itself reads is written another way. */
function escapeUrl(url: string): string {
  return url.replace(/[{}\\]/g, encodeURIComponent)
}
