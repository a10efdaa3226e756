import { isFiniteVerb, isNominal, subjectPronouns } from './finite-verb.ts'
import type { TaggedWord } from './tag-words.ts'

/** Words behind which the next finite verb belongs to a clause of its own. */
const relatives = new Set(
  'who whom whose which what when where while whilst because although though if unless whether how why whenever wherever whereas once lest'.split(
    ' ',
  ),
)
/** The same, or a preposition: it says nothing of a verb behind the next comma. */
const maybeRelatives = new Set('as since after before until till than like for'.split(' '))

/**
 * Whether the words hold a clause that stands: a subject and a finite verb that no "who", "which",
 * "because" or the like before it claims for a clause of its own. In doubt it says no.
 */
export function hasMainClause(words: readonly TaggedWord[]): boolean {
  let main = 0
  let claimed = 0
  let maybeClaimed = 0
  let hasSubject = false
  let inVerb = false
  for (const [at, word] of words.entries()) {
    const previous = words[at - 1]
    if (word.tag === 'PUNCT') {
      if (/^[,;:—–-]/.test(word.word)) maybeClaimed = 0
      inVerb = false
      continue
    }
    if (isFiniteVerb(words, at)) {
      if (!inVerb) {
        if (maybeClaimed > 0) maybeClaimed -= 1
        else if (claimed > 0) claimed -= 1
        else if (hasSubject && previous?.tag !== 'CCONJ') main += 1
      }
      inVerb = true
      continue
    }
    inVerb = inVerb && ['AUX', 'VERB', 'ADV', 'PART'].includes(word.tag)
    if (relatives.has(word.word) || isClauseThat(words, at)) claimed += 1
    else if (maybeRelatives.has(word.word) && word.tag !== 'ADV') maybeClaimed = 1
    // "the book he wrote": a subject right behind a noun begins a relative clause.
    else if (
      subjectPronouns.has(word.word) &&
      (previous?.tag === 'NOUN' || previous?.tag === 'PROPN')
    )
      claimed += 1
    if (isNominal(word) || word.tag === 'DET') hasSubject = true
  }
  return main > 0 && claimed === 0
}

/** "that" as a conjunction or a relative, not as in "that year". */
function isClauseThat(words: readonly TaggedWord[], at: number): boolean {
  if (words[at]?.word !== 'that') return false
  const next = words[at + 1]
  const before = words[at - 1]
  if (before?.tag === 'ADP' && words[at]?.tag !== 'SCONJ') return false
  return (
    words[at]?.tag === 'SCONJ' || isNominal(before) || (next !== undefined && next.tag !== 'NOUN')
  )
}
