import type { LexicalIndex } from '../store/lexical-index.ts'
import type { PassageAlignment } from './align-passages.ts'
import { alignment } from './align-words.ts'
import { passageTerms, sentenceTerms } from './article-words.ts'
import type { Evidence } from './evidence.ts'

/** What the passages of the best sentences lack of a question's words. Each reads by itself. */
export interface WordSupport {
  /** Root mean square, by weight, of how far the passage stays from each word, 0 to 1 or so. */
  readonly distance: number
  /** The word the passage supports least, by its weight among the others: 0 all there, 1 not at all. */
  readonly weakestWord: number
  /** The same for words that it does not use: how far its nearest token is, 0 to 1. */
  readonly farthestWord: number
  /** Weight of the words that are neither in the best sentence nor near one of its tokens. */
  readonly missingWeight: number
}

/** Cosine similarities between which a token goes from saying nothing of a word to meaning it. */
const unlike = 0.72
const alike = 0.92

/** A token that means the same is worth almost as much as the word itself. */
const worthOfMeaning = 0.9

/** Brings the missing weight to the size of the other features. */
const weightScale = 5

/** Of a question without a word of weight nothing is known. */
const unknown: WordSupport = {
  distance: 0.3,
  weakestWord: 0.5,
  farthestWord: 0.1,
  missingWeight: 0,
}

/**
 * Holds the words of a question, in the form that the passages come nearest to, against the passages
 * of the sentences: what any of them supports is supported.
 * @param evidence the sentences that the answer stands on, best first, not empty
 */
export function wordSupport(
  lexical: LexicalIndex,
  evidence: readonly Evidence[],
  alignments: ReadonlyMap<string, PassageAlignment>,
): WordSupport {
  const forms = alignedForms(evidence, alignments)
  const near = forms.map((words) => alignment(words, ({ nearest }) => nearest) ?? -1)
  const words = forms[near.indexOf(Math.max(...near))] ?? []
  const total = words.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return unknown
  const heaviest = Math.max(...words.map(({ weight }) => weight))
  const inPassages = evidence.map((item) => passageTerms(lexical, item.ranked))
  const inSentences = evidence.map((item) => sentenceTerms(lexical, item))
  const support = { distance: 0, weakestWord: 0, farthestWord: 0, missingWeight: 0 }
  for (const { word, weight, nearest, inSentence } of words) {
    const terms = lexical.terms(word)
    const isIn = (held: readonly ReadonlySet<string>[]) =>
      held.some((some) => terms.some((term) => some.has(term)))
    const share = weight / heaviest
    const lack = isIn(inPassages) ? 0 : 1 - worthOfMeaning * meaning(nearest)
    support.distance += (weight / total) * (1 - nearest) ** 2
    support.weakestWord = Math.max(support.weakestWord, share * lack)
    if (lack > 0) support.farthestWord = Math.max(support.farthestWord, share * (1 - nearest))
    if (!isIn(inSentences)) {
      support.missingWeight += weight * Math.min(1, (1 - inSentence) / (alike - unlike))
    }
  }
  support.distance = Math.sqrt(support.distance)
  support.missingWeight /= weightScale
  return support
}

/** How far a token means a word, 0 to 1. */
function meaning(similarity: number): number {
  return Math.min(1, Math.max(0, (similarity - unlike) / (alike - unlike)))
}

interface SupportedWord {
  readonly word: string
  readonly weight: number
  /** Best cosine similarity with a token of any of the passages, and of any of the sentences. */
  readonly nearest: number
  readonly inSentence: number
}

function alignedForms(
  evidence: readonly Evidence[],
  alignments: ReadonlyMap<string, PassageAlignment>,
): SupportedWord[][] {
  const read = evidence.flatMap((item) => {
    const forms = alignments.get(item.ranked.passage.id)
    return forms ? [{ forms, position: item.position }] : []
  })
  return (read[0]?.forms ?? []).map((words, form) =>
    words.map(({ word, weight }, at) => {
      const same = read.flatMap(({ forms, position }) => {
        const found = forms[form]?.[at]
        return found
          ? [{ nearest: found.nearest, inSentence: found.inSentences[position] ?? -1 }]
          : []
      })
      return {
        word,
        weight,
        nearest: Math.max(...same.map(({ nearest }) => nearest)),
        inSentence: Math.max(...same.map(({ inSentence }) => inSentence)),
      }
    }),
  )
}
