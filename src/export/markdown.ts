import type { Citation } from '../answer/answer.ts'
import { ellipses } from '../answer/ellipses.ts'
import { type Conversation, citationAddress, webAddress } from './conversation.ts'
import { type Note, type OutlinedAnswer, type OutlinedQuote, outline } from './outline.ts'
import { type ExportWords, exportWords, readableDate, sourceParts, sourceTitle } from './words.ts'

/** UTF-16 units of a line under a quote at most: longer ones are not read as who said it. */
const longestAttribution = 240

/**
 * A conversation as Markdown (CommonMark, with the footnotes of GitHub and Pandoc). Every quote is a
 * block quotation, its source in the line under it, and the footnote links its exact place; the whole
 * is what `npm run verify` reads.
 */
export function toMarkdown(conversation: Conversation): string {
  const { title, language, date } = conversation
  const words = exportWords(language)
  const { answers, notes } = outline(conversation)
  const blocks = [
    `# ${line(title)}`,
    line(words.savedOn(readableDate(date, language))),
    ...answers.flatMap((answer) => answerBlocks(answer, conversation, words)),
    notes.map((note) => noteLine(note, conversation, words)).join('\n'),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function answerBlocks(
  { question, understoodAs, pieces, refusals }: OutlinedAnswer,
  conversation: Conversation,
  words: ExportWords,
): string[] {
  const quotes = (list: readonly OutlinedQuote[]) =>
    list.map((quote) => quoteBlock(quote, conversation))
  return [
    `## ${line(question)}`,
    ...(understoodAs ? [`${line(words.understoodAs)} ${line(understoodAs)}`] : []),
    ...pieces.map((piece) =>
      piece.type === 'quote'
        ? quoteBlock(piece, conversation)
        : paragraph(piece.by ? words.byModel(piece.text) : piece.text),
    ),
    ...refusals.flatMap((refusal) => [
      ...(refusal.about === null ? [`**${line(words.notHere)}** ${line(refusal.message)}`] : []),
      ...(refusal.unknownTerms.length > 0 ? [line(words.unknownTerms(refusal.unknownTerms))] : []),
      ...(refusal.quotes.length > 0 && !refusal.isCorrection
        ? [line(refusal.about === null ? words.nearest : words.nearestTo(refusal.about))]
        : []),
      ...quotes(refusal.quotes),
    ]),
  ]
}

function quoteBlock({ text, citation, note }: OutlinedQuote, { language }: Conversation): string {
  const { before, after } = ellipses(citation)
  const lines = `${before}${text}${after}`.split(/\r\n|[\r\n\u2028\u2029]/u)
  const quoted = lines.map((each) => (each.trim() === '' ? '>' : `> ${escapeLine(each.trim())}`))
  const all = sourceParts(citation, language).map(line).join(', ')
  const short = all.length > longestAttribution ? cut(sourceTitle(citation, language)) : all
  return [...quoted, '>', `> — ${short}[^${note}]`].join('\n')
}

function cut(title: string): string {
  return `${line([...title].slice(0, 40).join(''))} …`
}

function noteLine(
  { number, citation }: Note,
  { origin, language }: Conversation,
  words: ExportWords,
) {
  const original = webAddress(citation.url)
  return [
    `[^${number}]: ${sourceParts(citation, language).map(line).join(', ')}.`,
    ...(citation.heading_path.length > 0
      ? [`${citation.heading_path.map(line).join(' › ')}.`]
      : []),
    `${line(words.exactPlace)} <${citationAddress(citation, origin)}>`,
    ...(original ? [`${line(words.original)} <${original}>`] : []),
    ...copies(citation, origin, words),
    `${line(words.revision)} \`${citation.revision.replace(/[^\w:]/g, '')}\``,
  ].join(' ')
}

function copies({ also_in: others = [] }: Citation, origin: string, words: ExportWords): string[] {
  if (others.length === 0) return []
  const named = others.map(({ title, citation_id: id, source_id }) => {
    return `${line(title)} <${citationAddress({ id, source_id }, origin)}>`
  })
  return [`${line(words.alsoIn)} ${named.join('; ')}.`]
}

/** Words that are no quotation, in one line. */
function line(text: string): string {
  return withoutMarks(escapeLine(text.replace(/\s+/gu, ' ').trim()))
}

function paragraph(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .map((each) => line(each))
    .join('\n')
}

/** Nothing in a line of text acts as Markdown or HTML (CommonMark 0.31, 2.4; GFM; Pandoc). */
function escapeLine(text: string): string {
  return text
    .replace(/[\\`*_[<>~|&$^@#]/g, '\\$&')
    .replace(/:(?=[\w+-]+:|\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^(\s*)([+=:-])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2')
}

const marks: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '“': '&ldquo;',
  '”': '&rdquo;',
  '‘': '&lsquo;',
  '„': '&bdquo;',
  '«': '&laquo;',
  '»': '&raquo;',
  '‹': '&lsaquo;',
  '›': '&rsaquo;',
}

/** Quotation marks in a question or a title by their names: who verifies the file is to look at the quotes. */
function withoutMarks(text: string): string {
  return text.replace(
    /["“”‘„‚‟«»‹›「」『』＂]|(?<![\p{L}\p{N}])'/gu,
    (mark) => marks[mark] ?? `&#${mark.codePointAt(0)};`,
  )
}
