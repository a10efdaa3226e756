import type { TaggedWord } from './tag-words.ts'
import { opensClause, type TaggedSentence } from './tagged-sentence.ts'
import type { ClauseRelation } from './tail-cuts.ts'

/** A place where a sentence can begin late: `at` is the first word that is kept. */
export interface HeadCut {
  readonly at: number
  readonly relation: ClauseRelation
}

const additions = /^(?:in addition to|along with|as well as|besides|together with)\b/i
const openingParticiple = /(?:ing|ed|en|own|ought|aught|uilt|orn)$/
/** Words that open a phrase which may hold for every clause of the sentence. */
const openers =
  /^(?:when|while|after|before|as|since|if|once|during|by|in|on|at|from|with|for|under|according)$/
const openerTags = new Set(['ADP', 'SCONJ', 'ADV', 'VERB', 'NUM', 'CCONJ'])
const subjectTags = new Set(['DET', 'PROPN', 'NOUN', 'NUM', 'ADJ'])

/** Where the beginning of a sentence may be left out with the clause behind it still whole. */
export function headCuts({ text, words, enclosed }: TaggedSentence): HeadCut[] {
  const cuts: HeadCut[] = []
  const isLoose = hasLooseOpening(text, words)
  const [first] = words
  const holdsForAll = !first || openerTags.has(first.tag) || openers.test(first.word)
  for (const [at, { word }] of words.entries()) {
    if (enclosed[at] || (word !== ';' && word !== ',')) continue
    const isAnd = word === ',' && words[at + 1]?.word === 'and'
    const kept = isAnd ? at + 2 : at + 1
    if (!subjectTags.has(words[kept]?.tag ?? '') || !opensClause(words, kept)) continue
    if (word === ';' || isAnd) {
      if (!holdsForAll) cuts.push({ at: kept, relation: 'coordinate' })
    } else if (isLoose) cuts.push({ at: kept, relation: 'relative' })
  }
  return cuts
}

/** Whether a sentence opens with words on its subject, or beside it, that can be left out. */
function hasLooseOpening(text: string, words: readonly TaggedWord[]): boolean {
  const [first] = words
  return additions.test(text) || (first?.tag === 'VERB' && openingParticiple.test(first.word))
}
