import type { Article } from '../article/article.ts'
import type { TokenEmbedder, TokenVectors } from '../embed/embedder.ts'
import { nextTurn } from '../next-turn.ts'
import { embeddingText } from '../passage/embedding-text.ts'
import type { Passage } from '../passage/passage.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import { type AlignedWord, alignWords, weighWords } from './align-words.ts'
import { locateTokens } from './locate-tokens.ts'
import { passageTokens } from './passage-tokens.ts'

/** For each form of the question its words held against a passage and its sentences. */
export type PassageAlignment = readonly (readonly AlignedWord[])[]

/**
 * Holds each form of the question against each passage, its title before it.
 * @param weightOf inverse document frequency of a word, 0 for words that do not count
 * @returns by passage id
 */
export async function alignPassages(
  embedder: TokenEmbedder,
  questions: readonly TokenVectors[],
  passages: readonly RankedPassage[],
  weightOf: (word: string) => number,
): Promise<ReadonlyMap<string, PassageAlignment>> {
  const read = await passageTokens(embedder, passages)
  const forms = questions.map((tokens) => ({ tokens, words: weighWords(tokens.tokens, weightOf) }))
  const alignments = new Map<string, PassageAlignment>()
  for (const [at, ranked] of passages.entries()) {
    await nextTurn()
    const { id, sentences } = ranked.passage
    const text = read[at] ?? { tokens: [], vectors: new Float32Array() }
    const sentenceOf = sentencesOfTokens(ranked, text.tokens)
    const aligned = forms.map(({ tokens, words }) =>
      alignWords(words, tokens, text, sentenceOf, sentences.length),
    )
    alignments.set(id, aligned)
  }
  return alignments
}

/** A passage is asked about again and again, and its tokens are always the same. */
const knownPlaces = new WeakMap<Passage, { article: Article; sentenceOf: Int16Array }>()

function sentencesOfTokens(ranked: RankedPassage, tokens: readonly string[]): Int16Array {
  const { article, passage } = ranked
  const known = knownPlaces.get(passage)
  if (known?.article === article && known.sentenceOf.length === tokens.length) {
    return known.sentenceOf
  }
  const sentenceOf = findSentences(ranked, tokens)
  knownPlaces.set(passage, { article, sentenceOf })
  return sentenceOf
}

function findSentences({ article, passage }: RankedPassage, tokens: readonly string[]): Int16Array {
  const text = embeddingText(article, [], passage.text)
  const shift = passage.start - (text.length - passage.text.length)
  const sentenceOf = new Int16Array(tokens.length).fill(-1)
  let sentence = 0
  for (const [token, start] of locateTokens(text, tokens).entries()) {
    const place = start + shift
    while (place >= (passage.sentences[sentence]?.end ?? Number.POSITIVE_INFINITY)) sentence += 1
    if (place >= (passage.sentences[sentence]?.start ?? Number.POSITIVE_INFINITY)) {
      sentenceOf[token] = sentence
    }
  }
  return sentenceOf
}
