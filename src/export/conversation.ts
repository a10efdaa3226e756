import type { Answer, Citation } from '../answer/answer.ts'

/** What an export reads of an answer; one that a browser kept may be older than the rest of its fields. */
export type ExportedAnswer = Pick<
  Answer,
  'question' | 'resolved_question' | 'language' | 'content' | 'citations' | 'refusal'
> &
  Partial<Pick<Answer, 'parts'>>

export type ExportLanguage = 'en' | 'zh-Hant' | 'zh-Hans'

/** Questions and answers to be written down. */
export interface Conversation {
  readonly title: string
  /** Oldest first. */
  readonly answers: readonly ExportedAnswer[]
  /** Where the page is, such as `http://127.0.0.1:3000`: links lead there. */
  readonly origin: string
  /** The day it is written down, `YYYY-MM-DD`; the day its sources were read. */
  readonly date: string
  /** Of the words around the quotes. */
  readonly language: ExportLanguage
}

/** Where a quote stands, marked in its whole text: the same address as the page's own links. */
export function citationAddress(
  { id, source_id: source }: Pick<Citation, 'id' | 'source_id'>,
  origin: string,
): string {
  const name = encodeURIComponent(id)
  return `${new URL(origin).origin}/sources/${encodeURIComponent(source)}?citation=${name}#${name}`
}

/** A web address as a browser would write it; null for anything else in an article's metadata. */
export function webAddress(url: string | null): string | null {
  if (url === null || !/^https?:\/\/[^\s]+$/i.test(url)) return null
  try {
    return new URL(url).href.replace(/[{}|\\^`<>"]/g, encodeURIComponent)
  } catch {
    return null
  }
}
