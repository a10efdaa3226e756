import { html, raw } from 'hono/html'
import type { Citation } from '../answer/answer.ts'
import { ellipses } from '../answer/ellipses.ts'
import { type Conversation, citationAddress, webAddress } from './conversation.ts'
import { type Note, type OutlinedAnswer, type OutlinedQuote, outline } from './outline.ts'
import { type ExportWords, exportWords, readableDate, sourceParts, sourceTitle } from './words.ts'

type Markup = ReturnType<typeof html>

const style = `
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, "Noto Serif", "Songti TC", "Songti SC", serif; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.25rem; }
figure { margin: 1.25rem 0; break-inside: avoid; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid; white-space: pre-line; }
figcaption { padding-left: calc(1rem + 3px); font-size: 0.9rem; }
.nearest blockquote { border-left-style: dashed; }
section.notes, .saved { font-size: 0.9rem; }
.notes li { margin-bottom: 0.75rem; overflow-wrap: anywhere; }
code { font-size: 0.8rem; }
kbd, samp, .notes cite { font: inherit; }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } a { color: inherit; } }
`

/**
 * A conversation as one HTML file that needs nothing else: no script, nothing loaded. Quotes are
 * `<blockquote cite>` and refer to footnotes that lead back. Everything from outside is text; what was
 * typed is `<kbd>`, our own words are `<samp>`: no quotation marks in them quote an article.
 */
export function toHtml(conversation: Conversation): string {
  const { title, language, date } = conversation
  const words = exportWords(language)
  const { answers, notes } = outline(conversation)
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} · Footnote</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1><kbd>${title}</kbd></h1>
<p class="saved">${words.savedOn(readableDate(date, language))}</p>
${answers.map((answer) => answerSection(answer, conversation, words))}
</main>
${notes.length === 0 ? '' : notesSection(notes, conversation, words)}
</body>
</html>
`
  // Only with promises inside is it one itself.
  return String(page)
}

function answerSection(
  { question, understoodAs, pieces, refusals }: OutlinedAnswer,
  conversation: Conversation,
  words: ExportWords,
): Markup {
  return html`<section>
<h2><kbd>${question}</kbd></h2>
${understoodAs ? html`<p>${words.understoodAs} <kbd>${understoodAs}</kbd></p>\n` : ''}${pieces.map(
  (piece) =>
    piece.type === 'text'
      ? html`<p><samp>${piece.by ? words.byModel(piece.text) : piece.text}</samp></p>\n`
      : figure(piece, conversation, false),
)}${refusals.map(
  ({ about, message, isCorrection, unknownTerms, quotes }) =>
    html`${
      about === null ? html`<p><strong>${words.notHere}</strong> <samp>${message}</samp></p>\n` : ''
    }${unknownTerms.length > 0 ? html`<p><samp>${words.unknownTerms(unknownTerms)}</samp></p>\n` : ''}${
      quotes.length > 0 && !isCorrection
        ? html`<p><samp>${about === null ? words.nearest : words.nearestTo(about)}</samp></p>\n`
        : ''
    }${quotes.map((quote) => figure(quote, conversation, !isCorrection))}`,
)}</section>
`
}

function figure(
  { text, citation, note, occurrence }: OutlinedQuote,
  { origin, language }: Conversation,
  isNearest: boolean,
): Markup {
  const address = citationAddress(citation, origin)
  const { before, after } = ellipses(citation)
  const tag = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(citation.language) ? citation.language : 'und'
  const [title = '', ...known] = sourceParts(citation, language)
  return html`<figure${isNearest ? raw(' class="nearest"') : ''}>
<blockquote cite="${address}" lang="${tag === 'und' ? '' : tag}">${before}${text}${after}</blockquote>
<figcaption>— <cite>${title}</cite>${known.map((part) => html`, <samp>${part}</samp>`)}<sup><a id="${referenceId(note, occurrence)}" href="#note-${note}">[${note}]</a></sup></figcaption>
</figure>
`
}

function referenceId(note: number, occurrence: number): string {
  return occurrence === 0 ? `quote-${note}` : `quote-${note}-${occurrence + 1}`
}

function notesSection(
  notes: readonly Note[],
  { origin, language }: Conversation,
  words: ExportWords,
): Markup {
  return html`<section class="notes">
<h2>${words.sources}</h2>
<ol>
${notes.map(({ number, citation, references }) => {
  const address = citationAddress(citation, origin)
  const original = webAddress(citation.url)
  const headings = citation.heading_path.join(' › ')
  return html`<li id="note-${number}"><cite>${sourceParts(citation, language).join(', ')}</cite>. ${
    headings ? html`<cite>${headings}</cite>. ` : ''
  }${words.exactPlace} <a href="${address}">${address}</a> ${
    original ? html`${words.original} <a href="${original}">${original}</a> ` : ''
  }${copies(citation, origin, language, words)}${words.revision} <code>${citation.revision}</code>${Array.from(
    { length: references },
    (_, at) =>
      html` <a href="#${referenceId(number, at)}" aria-label="${words.backTo(number)}">↩</a>`,
  )}</li>
`
})}</ol>
</section>`
}

function copies(
  { also_in: others = [] }: Citation,
  origin: string,
  language: Conversation['language'],
  words: ExportWords,
): Markup | string {
  if (others.length === 0) return ''
  return html`${words.alsoIn} ${others.map(({ title, citation_id: id, source_id }, at) => {
    const name = sourceTitle({ title, title_origin: 'file' }, language)
    return html`${at > 0 ? '; ' : ''}<a href="${citationAddress({ id, source_id }, origin)}"><cite>${name}</cite></a>`
  })}. `
}
