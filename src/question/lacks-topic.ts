import { isRelational, nounPhrases } from './noun-phrases.ts'

/** Questions that may want a topic put behind them: "what are the symptoms?", "any awards?". */
const openQuestion =
  /^(?:(?:and|so|but|ok(?:ay)?|then)\b,?\s*)*(?:(?:what|who)(?:['’]s| is| are| was| were)\b|(?:how many|what|which)\b.*\bthere\b|(?:is|are|was|were) there\b|any\b|(?:tell me about|describe|list|name|explain)\b)/i

/** Adjectives that tell nothing of the subject. */
const judging =
  /^(main|key|major|important|common|possible|popular|different|new|other|best|biggest|largest|typical|good|modern|current|first|last|latest|next|most|general|basic|specific|practical|potential|recent|real|famous|interesting|critical|essential|two|three|four|five)$/

/** A complement of its own: "the symptoms of anaemia", "a ferry to Gull Island". */
const complement =
  /\b(of|in|for|about|on|with|at|from|to|between|against|by|as|than)\s+\p{L}|\b(that|which|who)\b(?!['’]s| is| are| was| were)/iu

/**
 * True for a short question that reads whole but says of nothing: "what are the main symptoms?". All
 * its nouns want another one, and none is given.
 */
export function lacksTopic(question: string): boolean {
  const words = question.match(/[\p{L}\p{N}]+/gu) ?? []
  const behind = question.replace(/^\s*tell me about/i, '')
  if (words.length > 9 || !openQuestion.test(question) || complement.test(behind)) return false
  const phrases = nounPhrases(question)
  return (
    phrases.length > 0 &&
    phrases.every(
      ({ kind, head, words: own }) =>
        kind === 'thing' &&
        isRelational(head) &&
        own.slice(0, -1).every(({ lower }) => judging.test(lower)),
    )
  )
}
