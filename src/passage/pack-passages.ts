import type { Article } from '../article/article.ts'
import { type CountedRange, countSections, divideOverlong } from './count-sections.ts'
import { type Passage, passageId } from './passage.ts'

/** Sizes are tokens of the embedder, special tokens not counted. */
export interface PackOptions {
  /** Tokens of each text, in order; several calls for an article, each with many texts. */
  readonly countTokens: (texts: readonly string[]) => Promise<number[]>
  /** What no passage ever exceeds. */
  readonly maxTokens: number
  /** A paragraph over this is split near evenly at sentence borders. Default `maxTokens`. */
  readonly targetTokens?: number
  /** Neighbouring paragraphs of one section are joined while they stay below this. Default 60. */
  readonly joinBelowTokens?: number
}

/**
 * The passages of a cleaned article: runs of whole sentences of one section, each a slice of the
 * canonical text, in order and disjoint. A passage is one paragraph; short ones are joined, long ones
 * split. Headings and noise are in none; every sentence of content is in exactly one.
 */
export async function packPassages(article: Article, options: PackOptions): Promise<Passage[]> {
  const maxTokens = options.maxTokens
  const target = Math.max(1, Math.min(options.targetTokens ?? maxTokens, maxTokens))
  const joinBelow = Math.min(options.joinBelowTokens ?? 60, target)
  const sections = await countSections(article, options.countTokens, target)
  const runs = sections.flatMap(({ headingPath, paragraphs }) => {
    const pieces = paragraphs.flatMap((paragraph) => splitEvenly(paragraph, target))
    return joinShort(pieces, joinBelow).map((sentences) => ({ headingPath, sentences }))
  })
  return makePassages(article, runs, options.countTokens, maxTokens)
}

interface Run {
  readonly headingPath: readonly string[]
  readonly sentences: readonly CountedRange[]
}

function sum(sentences: readonly CountedRange[]): number {
  return sentences.reduce((total, { tokens }) => total + tokens, 0)
}

/** Cuts a paragraph over `target` into as few pieces as fit, each near the average. */
function splitEvenly(paragraph: readonly CountedRange[], target: number): CountedRange[][] {
  let rest = sum(paragraph)
  const pieces: CountedRange[][] = [[]]
  let size = 0
  let goal = rest / Math.ceil(rest / target)
  for (const sentence of paragraph) {
    const over = size + sentence.tokens
    const nearer = over - goal < goal - size
    if (size > 0 && (over > target || !nearer)) {
      rest -= size
      goal = rest / Math.ceil(rest / target)
      pieces.push([])
      size = 0
    }
    pieces.at(-1)?.push(sentence)
    size += sentence.tokens
  }
  return pieces
}

/** Joins neighbours that are both short, until they are short no more. */
function joinShort(pieces: readonly CountedRange[][], joinBelow: number): CountedRange[][] {
  const joined: CountedRange[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const piece of pieces) {
    const tokens = sum(piece)
    if (size < joinBelow && tokens < joinBelow) {
      joined.at(-1)?.push(...piece)
      size += tokens
    } else {
      joined.push([...piece])
      size = tokens
    }
  }
  return joined
}

/** Counts each whole run as it will be embedded, and halves what is over the limit after all. */
async function makePassages(
  article: Article,
  runs: readonly Run[],
  countTokens: PackOptions['countTokens'],
  maxTokens: number,
): Promise<Passage[]> {
  const passages: Passage[] = []
  let waiting = runs
  while (waiting.length > 0) {
    const made = waiting.map((run) => passageOf(article, run))
    const counts = await countTokens(made.map(({ text }) => text))
    const over: Run[] = []
    made.forEach((passage, index) => {
      const tokens = counts[index] as number
      const run = waiting[index] as Run
      if (tokens > maxTokens) over.push(...halves(article, run))
      else passages.push({ ...passage, tokens })
    })
    waiting = over
  }
  return passages.sort((a, b) => a.start - b.start)
}

function passageOf(article: Article, { headingPath, sentences }: Run): Omit<Passage, 'tokens'> {
  const start = sentences[0]?.start ?? 0
  const end = sentences.at(-1)?.end ?? 0
  return {
    id: passageId(article.revision, { start, end }),
    sourceId: article.id,
    revision: article.revision,
    start,
    end,
    text: article.text.slice(start, end),
    headingPath,
    sentences: sentences.map((sentence) => ({ start: sentence.start, end: sentence.end })),
  }
}

function halves(article: Article, { headingPath, sentences }: Run): Run[] {
  const parts = sentences.length > 1 ? sentences : divideOverlong(article.text, sentences)
  const middle = Math.ceil(parts.length / 2)
  return [parts.slice(0, middle), parts.slice(middle)]
    .filter((part) => part.length > 0)
    .map((part) => ({ headingPath, sentences: part }))
}
