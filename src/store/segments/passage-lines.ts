import type { Article } from '../../article/article.ts'
import { type Passage, passageId } from '../../passage/passage.ts'
import { checkSentences, wrong } from '../index-contents.ts'

/** The passages of one article: what follows from its text and from the ranges is left out. */
export interface PassageLine {
  readonly sourceId: string
  /** Each path of headings once. */
  readonly headings: readonly (readonly string[])[]
  /** Start, end, tokens, place of the headings; then start and end of each sentence. */
  readonly passages: readonly (readonly number[])[]
}

/** @param passages in order, those of an article together */
export function toPassageLines(passages: readonly Passage[]): PassageLine[] {
  const lines: PassageLine[] = []
  for (let start = 0, end = 0; start < passages.length; start = end) {
    const sourceId = passages[start]?.sourceId
    while (passages[end]?.sourceId === sourceId && end < passages.length) end++
    lines.push(toLine(passages.slice(start, end)))
  }
  return lines
}

function toLine(passages: readonly Passage[]): PassageLine {
  const places = new Map<string, number>()
  const headings: (readonly string[])[] = []
  const rows = passages.map(({ id, revision, start, end, tokens, headingPath, sentences }) => {
    if (id !== passageId(revision, { start, end })) throw wrong(`${id} is no passage's id.`)
    const key = JSON.stringify(headingPath)
    const place = places.get(key) ?? headings.length
    if (place === headings.length) {
      places.set(key, place)
      headings.push(headingPath)
    }
    return [start, end, tokens, place, ...sentences.flatMap((range) => [range.start, range.end])]
  })
  return { sourceId: passages[0]?.sourceId ?? '', headings, passages: rows }
}

/**
 * The passages of a line, of the article that it names.
 * @throws FootnoteError `index_corrupt` where one is not within the article's text
 */
export function fromPassageLine({ headings, passages }: PassageLine, article: Article): Passage[] {
  const { id: sourceId, revision, text } = article
  return passages.map((row) => {
    const [start = 0, end = 0, tokens = 0, place = 0] = row
    const sentences: { start: number; end: number }[] = []
    for (let at = 4; at < row.length; at += 2) {
      sentences.push({ start: row[at] as number, end: row[at + 1] as number })
    }
    const headingPath = headings[place] ?? []
    const id = passageId(revision, { start, end })
    if (!(start < end && end <= text.length)) throw wrong(`${id} is not within its article.`)
    const range = { start, end, text: text.slice(start, end) }
    const passage = { id, sourceId, revision, ...range, headingPath, sentences, tokens }
    checkSentences(passage)
    return passage
  })
}
