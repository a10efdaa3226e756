import type { TaggedWord } from './tag-words.ts'

const finiteAuxiliaries = new Set(
  "is are was were am has have had do does did will would can could may might must shall should 's 're 've 'd 'll ’s ’re ’ve ’d ’ll".split(
    ' ',
  ),
)
/** Past forms that no participle shares. */
const pastForms = new Set(
  `arose ate awoke became began blew bore broke came chose did drank drew drove fell flew forgave forgot froze gave
grew knew lay overcame oversaw overtook ran rang rode rose sang sank saw shook shrank spoke sprang stole swam swore threw took tore undertook
underwent went withdrew woke wore wrote`.split(/\s+/),
)
const modals = new Set('will would can could may might must shall should do does did to'.split(' '))
const objectTags = new Set(['DET', 'PRON', 'PROPN', 'NOUN', 'ADJ', 'NUM', 'SCONJ'])
/** Participles that stand right behind their noun more often than past forms do. */
const reducing = new Set(
  'named called known titled entitled labeled labelled based located situated held made given taken used involved related associated born set written published designed built'.split(
    ' ',
  ),
)
/** Pronouns that can only be subjects, or nearly. */
export const subjectPronouns: ReadonlySet<string> = new Set('i you he she it we they'.split(' '))

/** Whether a word is a verb that has a subject: no participle, infinitive or gerund. In doubt no. */
export function isFiniteVerb(words: readonly TaggedWord[], at: number): boolean {
  const { word, tag } = words[at] as TaggedWord
  const before = wordBefore(words, at)
  if (before && modals.has(before.word) && !finiteAuxiliaries.has(word)) return false
  if (before?.word === 'to') return false
  if (finiteAuxiliaries.has(word)) {
    const isPossessive = /^['’]s$/.test(word) && tag === 'PART'
    return !isPossessive && (tag === 'AUX' || tag === 'VERB')
  }
  if (pastForms.has(word)) return tag === 'VERB' || tag === 'AUX'
  if (tag !== 'VERB' || word.endsWith('ing')) return false
  if (word.endsWith('s') && !word.endsWith('ss'))
    return isNominal(before) || before?.tag === 'PUNCT'
  const next = words[at + 1]
  if (before?.tag === 'AUX') return false
  const isSubject = before !== undefined && subjectPronouns.has(before.word)
  if (isSubject || before?.word === 'who') return true
  if (!isNominal(before) && before?.tag !== 'PUNCT' && before?.tag !== 'CCONJ') return false
  if (/(ed|t|d|en|n)$/.test(word)) {
    // A participle behind a noun takes no object: "the dam built by …", but "the king built the dam".
    const hasObject = next !== undefined && objectTags.has(next.tag)
    return hasObject || (next?.tag === 'ADP' && next.word !== 'by' && !reducing.has(word))
  }
  return before?.tag === 'NOUN' && before.word.endsWith('s')
}

function wordBefore(words: readonly TaggedWord[], at: number): TaggedWord | undefined {
  let place = at - 1
  while (words[place]?.tag === 'ADV') place -= 1
  return words[place]
}

/** Whether a word can be a subject. */
export function isNominal(word: TaggedWord | undefined): boolean {
  return word !== undefined && ['NOUN', 'PROPN', 'PRON', 'NUM'].includes(word.tag)
}
