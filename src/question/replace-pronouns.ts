import { antecedent, asWritten, sameNoun } from './antecedent.ts'
import { type BackPointer, backPointers } from './back-pointers.ts'
import type { Exchange } from './history.ts'
import { nounPhrases } from './noun-phrases.ts'

/** A question made readable, and what it is about. */
export interface Replaced {
  readonly text: string
  readonly center: string | undefined
}

/**
 * The question with its pronouns replaced by what they stand for; undefined when none of them points
 * back or nothing is found for the first one.
 */
export function replacePronouns(
  question: string,
  exchanges: readonly Exchange[],
): Replaced | undefined {
  const found = new Map<BackPointer['stands'], string>()
  let center: string | undefined
  let text = ''
  let from = 0
  const pointers = backPointers(question)
  // "When did they finish it?": the two do not stand for the same.
  const isLoose = new Set(pointers.map(({ stands }) => stands)).size < 2
  for (const pointer of pointers) {
    // Said once, it can be read everywhere: "how old was Ilse Varga when she retired?"
    if (found.has(pointer.stands)) continue
    const noun = nounBehind(question, pointer)
    const phrase = noun
      ? (sameNoun(noun, exchanges, question) ?? nameFor(noun, exchanges, question))
      : antecedent(pointer.stands, exchanges, [question, ...found.values()].join(' '), isLoose)
    if (!phrase) continue
    const written = asWritten(phrase)
    found.set(pointer.stands, written)
    center ??= phrase.text
    text += question.slice(from, pointer.start) + inPlaceOf(pointer, written, question)
    from = pointer.end
    // "this experiment" is replaced with its noun, "this series" keeps it: "The Office series".
    if (noun && phrase.head === noun) from = question.indexOf(noun, from) + noun.length
  }
  return from === 0 ? undefined : { text: text + question.slice(from), center }
}

/** "This series": a name that the noun is likely of, since both stand in one exchange. */
function nameFor(noun: string, exchanges: readonly Exchange[], question: string) {
  const single = noun.replace(/s$/, '')
  const said = exchanges.filter(({ question: earlier, reply }) =>
    `${earlier} ${reply}`.toLowerCase().includes(single),
  )
  const phrase = antecedent('thing', said, question)
  return phrase?.kind === 'name' && phrase.entity !== 'person' ? phrase : undefined
}

function inPlaceOf({ word, isPossessive, start }: BackPointer, found: string, question: string) {
  const before = question.slice(0, start)
  const phrase = before.trim() === '' ? found.replace(/^the /, 'The ') : found
  if (isPossessive) return `${phrase}${/s$/i.test(phrase) ? '’' : '’s'}`
  if (word !== 'there') return phrase
  if (/\b(from|to|in|near|around|out|over|up|down)\s*$/i.test(before)) return phrase
  const isGoing =
    /\b(go|get|travel|sail|fly|drive|move|moved|went|come|came|send|sent|export\w*)\b/i
  return isGoing.test(before) ? `to ${phrase}` : `in ${phrase}`
}

/** The noun of "this series" or "those clinics", lower case. */
function nounBehind(question: string, { word, end }: BackPointer): string | undefined {
  if (!/^(this|that|these|those)$/.test(word)) return undefined
  const phrase = nounPhrases(question).find(({ start }) => start >= end)
  return phrase && question.slice(end, phrase.start).trim() === '' ? phrase.head : undefined
}
