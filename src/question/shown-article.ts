import { functionWords } from './back-pointers.ts'
import { collectionQuestion } from './collection-question.ts'
import type { Exchange } from './history.ts'

/** "And robotics?", "what about the tram?": another subject, of a few words. */
const other =
  /^(?:(?:and|or|ok(?:ay)?|so)\b,?\s*)?(?:what about|how about|and)\s+((?:the |an? )?[^\s?!]+(?: [^\s?!]+){0,4}?)[\s?.!]*$/i
const pronoun = /\b(?:it|this|that)\b(?=['’]s\b|\s|[?.!]*$)/i

/**
 * What goes on from a question about the collection: "who wrote it?" asks about the article that was
 * shown, "and robotics?" the same of another subject. Undefined for all else.
 */
export function articleShown(question: string, exchanges: readonly Exchange[]): string | undefined {
  const earlier = exchanges.at(-1)?.question ?? ''
  const asked = collectionQuestion(earlier)
  if (!asked) return undefined
  const pointed = question.replace(pronoun, 'this article')
  if (pointed !== question && collectionQuestion(pointed)?.pointsAtOne) return pointed
  const subject = other.exec(question)?.[1]
  if (!subject || asked.subject === undefined) return undefined
  const isNamed = !functionWords.has(subject.split(' ')[0]?.toLowerCase() ?? '')
  const place = earlier.lastIndexOf(asked.subject)
  if (place < 0 || !(isNamed || /^the /i.test(subject))) return undefined
  return earlier.slice(0, place) + subject + earlier.slice(place + asked.subject.length)
}
