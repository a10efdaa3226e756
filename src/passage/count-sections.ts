import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import { divideLongSentence } from './divide-long-sentence.ts'
import type { TextRange } from './passage.ts'
import { sectionsOf } from './sections.ts'
import { splitSentences } from './split-sentences.ts'

/** A sentence, or a part of one too long, with its tokens. */
export interface CountedRange extends TextRange {
  readonly tokens: number
}

/** A section with the sentences of each of its paragraphs. */
export interface CountedSection {
  readonly headingPath: readonly string[]
  readonly paragraphs: readonly (readonly CountedRange[])[]
}

type CountTokens = (texts: readonly string[]) => Promise<number[]>

/** Sections, paragraphs and sentences of an article, no sentence over `limit` tokens. */
export async function countSections(
  article: Article,
  countTokens: CountTokens,
  limit: number,
): Promise<CountedSection[]> {
  const { text, language } = article
  const sections = sectionsOf(article).map(({ headingPath, blocks }) => ({
    headingPath,
    paragraphs: blocks.map((block) => splitSentences(text, block, language)),
  }))
  const sentences = sections.flatMap(({ paragraphs }) => paragraphs.flat())
  const parts = await fittingParts(text, sentences, countTokens, limit)
  return sections.map(({ headingPath, paragraphs }) => ({
    headingPath,
    paragraphs: paragraphs
      .map((paragraph) => paragraph.flatMap((sentence) => parts.get(sentence) ?? []))
      .filter((paragraph) => paragraph.length > 0),
  }))
}

/** Cuts a single range into two; used when a sentence turns out too long only as a whole passage. */
export function divideOverlong(text: string, sentences: readonly CountedRange[]): CountedRange[] {
  return sentences.flatMap((sentence) => {
    const parts = divideLongSentence(text, sentence, 2)
    if (parts.length > 1) return parts.map((part) => ({ ...part, tokens: sentence.tokens / 2 }))
    throw tooLong(text, sentence)
  })
}

/** Each sentence with the counted parts it comes to: itself, where it fits. */
async function fittingParts(
  text: string,
  sentences: readonly TextRange[],
  countTokens: CountTokens,
  limit: number,
): Promise<Map<TextRange, CountedRange[]>> {
  const parts = new Map<TextRange, CountedRange[]>(sentences.map((sentence) => [sentence, []]))
  let waiting = sentences.map((sentence) => ({ sentence, part: sentence }))
  while (waiting.length > 0) {
    const counts = await countTokens(waiting.map(({ part }) => text.slice(part.start, part.end)))
    const over: typeof waiting = []
    waiting.forEach(({ sentence, part }, index) => {
      const tokens = counts[index] as number
      if (tokens <= limit) {
        parts.get(sentence)?.push({ start: part.start, end: part.end, tokens })
        return
      }
      const pieces = divideLongSentence(text, part, Math.ceil((tokens / limit) * 1.1))
      if (pieces.length < 2) throw tooLong(text, part)
      over.push(...pieces.map((piece) => ({ sentence, part: piece })))
    })
    waiting = over
  }
  for (const list of parts.values()) list.sort((a, b) => a.start - b.start)
  return parts
}

function tooLong(text: string, { start, end }: TextRange): FootnoteError {
  const message = `${JSON.stringify(text.slice(start, Math.min(end, start + 40)))} at ${start} has more tokens than the embedding model reads and cannot be divided.`
  return new FootnoteError('embedding_failed', message, {
    nextStep: 'Use a model with a higher limit.',
  })
}
