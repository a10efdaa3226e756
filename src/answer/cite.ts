import type { Article } from '../article/article.ts'
import { pagesOf } from '../article/page-of.ts'
import { FootnoteError } from '../errors.ts'
import { citationId, type TextRange } from '../passage/passage.ts'
import type { Citation } from './answer.ts'
import { byteOffset, splitsCharacter } from './byte-offset.ts'
import { cutSentences } from './cut-sentences.ts'

/** Most UTF-16 units of text given on either side of a quote. */
const contextLength = 64

/** One revision of an article: what was known of it, and its canonical text. */
export interface CitedSource {
  readonly article: Omit<Article, 'text'>
  readonly text: string
}

export interface CitationDetails {
  /** 1 for the first citation of an answer. */
  readonly number: number
  /**
   * The evidence's fused score, 0 to about 1.5: comparable within one question, not between two. It
   * is 1 where a citation is looked up by its id.
   */
  readonly score: number
  readonly headingPath: readonly string[]
  /** Where the quote stands in the answer, in UTF-16 units; absent outside an answer. */
  readonly answerStart?: number
  readonly answerEnd?: number
}

/** Whether a range holds at least one character of the text and cuts none in half. */
export function isQuotable(text: string, range: TextRange): boolean {
  const { start, end } = range
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return false
  if (start < 0 || start >= end || end > text.length) return false
  return !splitsCharacter(text, start) && !splitsCharacter(text, end)
}

/**
 * The address and the words of a range of one revision, as the API gives them. The words are cut
 * from `text` here and nowhere else. `verification.status` says what the caller made sure of: that
 * `text` is the stored text of `article.revision`.
 *
 * @throws FootnoteError `internal` for a range that is empty, outside the text or cuts a character
 */
export function citeRange(
  source: CitedSource,
  range: TextRange,
  details: CitationDetails,
): Citation {
  const { article, text } = source
  const { start, end } = range
  if (!isQuotable(text, range)) {
    throw new FootnoteError(
      'internal',
      `The range ${start}-${end} cannot be cited: ${article.path} (${article.revision}) has ` +
        `${text.length} characters.`,
      { nextStep: 'Ingest the corpus again; the index and its revisions do not fit together.' },
    )
  }
  const id = citationId(article.revision, range)
  const quote = text.slice(start, end)
  return {
    id,
    number: details.number,
    type: 'char_location',
    quote,
    cited_text: quote,
    source_id: article.id,
    source_path: article.path,
    source_entry: article.entry ?? null,
    title: article.title,
    title_origin: article.titleOrigin,
    publisher: article.publisher,
    published_at: article.publishedAt,
    url: article.url,
    language: article.language,
    revision: article.revision,
    start,
    end,
    start_char_index: start,
    end_char_index: end,
    byte_start: byteOffset(article.revision, text, start),
    byte_end: byteOffset(article.revision, text, end),
    offset_unit: 'utf16',
    ...pagesOf(article.pages, range),
    answer_start: details.answerStart ?? null,
    answer_end: details.answerEnd ?? null,
    prefix: textBefore(text, start, contextLength),
    suffix: textAfter(text, end, contextLength),
    heading_path: [...details.headingPath],
    ...cutSentences(article, text, range),
    score: details.score,
    verification: { status: 'exact' },
    links: {
      self: `/v1/citations/${id}`,
      reader: `/sources/${article.id}?citation=${id}#${id}`,
    },
  }
}

/** Up to `length` units before `offset`, one fewer rather than half a character. */
export function textBefore(text: string, offset: number, length: number): string {
  const from = Math.max(0, offset - length)
  return text.slice(splitsCharacter(text, from) ? from + 1 : from, offset)
}

/** Up to `length` units from `offset` on, one fewer rather than half a character. */
export function textAfter(text: string, offset: number, length: number): string {
  const to = Math.min(text.length, offset + length)
  return text.slice(offset, splitsCharacter(text, to) ? to - 1 : to)
}
