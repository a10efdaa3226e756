import { grammarWord } from './chinese-grammar.ts'
import type { GlossDictionary } from './gloss-dictionary.ts'
import type { Segment } from './segment-chinese.ts'

/** A surname and a given name of two characters, as most Chinese names are. */
const nameLength = 3

/**
 * Joins three single characters that stand alone in a row and begin with a surname: a person's name,
 * which word by word would only be noise (黃錦輝 "yellow brocade splendor").
 */
export function joinNames(segments: readonly Segment[], dictionary: GlossDictionary): Segment[] {
  const isSingle = (segment: Segment | undefined): boolean =>
    segment?.text.length === 1 && !segment.forms && grammarWord(segment.text) === undefined
  const joined: Segment[] = []
  for (let at = 0; at < segments.length; at += 1) {
    const parts = segments.slice(at, at + nameLength)
    const [first] = parts
    if (!first) break
    const isRun = parts.length === nameLength && parts.every(isSingle)
    const isAlone = !isSingle(segments[at - 1]) && !isSingle(segments[at + nameLength])
    if (isRun && isAlone && isSurname(dictionary, first.text)) {
      joined.push({ text: parts.map(({ text }) => text).join(''), name: 'chinese' })
      at += nameLength - 1
    } else {
      joined.push(first)
    }
  }
  return joined
}

function isSurname(dictionary: GlossDictionary, character: string): boolean {
  const senses = dictionary.entries(character).flatMap((entry) => entry.senses)
  return senses.some((sense) => sense.startsWith('surname '))
}
