import { distance } from 'fastest-levenshtein'
import {
  agreement,
  contentTerms,
  type PremiseCase,
  type PremiseConflict,
  type ReadWord,
  readWords,
  sharedTerms,
} from './premise-words.ts'

/** Neighbouring capitalised words: "Hong Kong", "Starry Lee". */
interface Name {
  /** Places of its first and last word. */
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly terms: ReadonlySet<string>
}

/** Verbs by which somebody puts something forward: who is named beside one is its source. */
const speechTerms = contentTerms(
  readWords(
    'say says said add added note noted argue argued stress stressed urge urged explain explained tell told state ' +
      'remark warn write wrote believe propose suggest call outline emphasize emphasise highlight cite endorse vow ' +
      'pledge recommend advocate announce claim describe mention give gave express discover invent found write paint ' +
      'compose design direct lead represent',
  ),
)

const directions = new Set(['to', 'into', 'towards', 'toward', 'in', 'from', 'over'])
const places = new Set(['in', 'at', 'on', 'to', 'from', 'for', 'of', 'by', 'with', 'near'])

/** Names of the question whose place in the sentence another name takes. */
export function nameConflicts(premiseCase: PremiseCase): PremiseConflict[] {
  const asked = names(premiseCase.asked)
  const said = names(premiseCase.said)
  return [
    ...swappedNames(premiseCase, asked, said),
    ...modifierConflicts(premiseCase, asked, said),
    ...speakerConflicts(premiseCase, asked, said),
    ...placeConflicts(premiseCase, asked, said),
  ]
}

function names(words: readonly ReadWord[]): Name[] {
  const found: Name[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (!words[at]?.isName) continue
    const from = at
    while (words[at + 1]?.isName && (words[at + 1]?.start ?? 0) - (words[at]?.end ?? 0) === 1)
      at += 1
    const run = words.slice(from, at + 1)
    const start = run[0]?.start ?? 0
    found.push({ from, to: at, start, end: run.at(-1)?.end ?? start, terms: contentTerms(run) })
  }
  return found
}

/** The telling word right behind a name, "residents" in "Macao residents" and "Macao's residents". */
function headOf(words: readonly ReadWord[], name: Name): string | undefined {
  const next = words[name.to + 1]
  const last = words[name.to]
  if (!next || !last || next.isName || next.start - last.end !== 1) return undefined
  return next.term || undefined
}

function isApart(left: Name, right: Name): boolean {
  if (sharedTerms(left.terms, right.terms) > 0 || isMisspelt(left, right)) return false
  return !isShortFor(left, right) && !isShortFor(right, left)
}

/** "Zeria" for "Zeira": two letters in five differ at most. */
function isMisspelt(left: Name, right: Name): boolean {
  const [one, other] = [[...left.terms].join(' '), [...right.terms].join(' ')]
  return distance(one, other) <= Math.max(one.length, other.length) * 0.4
}

/** "GBA" and "Greater Bay Area": capitals that are first letters say nothing of their own. */
function isShortFor(short: Name, long: Name): boolean {
  const [only = ''] = short.terms
  if (short.terms.size !== 1) return false
  const initials = [...long.terms].map((term) => term[0]).join('')
  return initials.length > 1 && (initials === only || only.startsWith(initials))
}

/** A does to B what the sentence says B does to A. */
function swappedNames(premiseCase: PremiseCase, asked: readonly Name[], said: readonly Name[]) {
  return asked.flatMap((doer) => {
    const head = headOf(premiseCase.asked, doer)
    if (!head) return []
    const aim = asked.find((name) => name !== doer && isAfter(premiseCase.asked, name, directions))
    if (!aim || !isApart(doer, aim)) return []
    const saidDoer = said.find(
      (name) => headOf(premiseCase.said, name) === head && sharedTerms(aim.terms, name.terms) === 1,
    )
    const saidAim = said.find(
      (name) =>
        isAfter(premiseCase.said, name, directions) && sharedTerms(doer.terms, name.terms) > 0,
    )
    const isKept = said.some(
      (name) => headOf(premiseCase.said, name) === head && sharedTerms(doer.terms, name.terms) > 0,
    )
    if (!saidDoer || !saidAim || saidDoer === saidAim || isKept) return []
    const strength = 0.4 + 0.6 * agreement(premiseCase, [])
    return [make(premiseCase, 'direction', doer, saidDoer, strength)]
  })
}

/** "Macao residents" where the sentence counts "Hong Kong residents". */
function modifierConflicts(
  premiseCase: PremiseCase,
  asked: readonly Name[],
  said: readonly Name[],
) {
  return asked.flatMap((name) => {
    const head = headOf(premiseCase.asked, name)
    if (!head || isHeld(premiseCase, name)) return []
    const other = said.find(
      (found) => headOf(premiseCase.said, found) === head && isApart(name, found),
    )
    if (!other || isAsked(asked, other)) return []
    return [make(premiseCase, 'name', name, other, 0.7 * rest(premiseCase, name))]
  })
}

/** "What did A propose" where the sentence says that B proposed it. */
function speakerConflicts(premiseCase: PremiseCase, asked: readonly Name[], said: readonly Name[]) {
  const wanted = asked.find((name) => speaks(premiseCase.asked, name))
  if (!wanted || isHeld(premiseCase, wanted)) return []
  const speaker = said.find((name) => name.to > name.from && speaks(premiseCase.said, name))
  if (!speaker || !isApart(wanted, speaker) || isAsked(asked, speaker)) return []
  return [make(premiseCase, 'name', wanted, speaker, 0.85 * rest(premiseCase, wanted))]
}

/** "In Foshan" where the sentence has only "in Nansha". */
function placeConflicts(premiseCase: PremiseCase, asked: readonly Name[], said: readonly Name[]) {
  return asked.flatMap((name) => {
    const preposition = before(premiseCase.asked, name)
    if (!preposition || !places.has(preposition) || isHeld(premiseCase, name)) return []
    const other = said.find(
      (found) => before(premiseCase.said, found) === preposition && isApart(name, found),
    )
    if (!other || isAsked(asked, other)) return []
    const governor = premiseCase.asked[name.from - 2]?.term
    const isGoverned = governor && premiseCase.said[other.from - 2]?.term === governor
    return [
      make(premiseCase, 'name', name, other, (isGoverned ? 0.8 : 0.5) * rest(premiseCase, name)),
    ]
  })
}

/** A verb of saying right behind the name, behind an apposition, or before it after "did". */
function speaks(words: readonly ReadWord[], name: Name): boolean {
  const behind = words.slice(name.to + 1, name.to + 4)
  return behind.some(({ term, isName }) => !isName && speechTerms.has(term))
}

function isAfter(words: readonly ReadWord[], name: Name, set: ReadonlySet<string>): boolean {
  return set.has(before(words, name) ?? '')
}

function before(words: readonly ReadWord[], name: Name): string | undefined {
  return words[name.from - 1]?.text.toLowerCase()
}

/** Any word of a name is enough: articles shorten names as they go on. */
function isHeld({ said }: PremiseCase, name: Name): boolean {
  return sharedTerms(name.terms, contentTerms(said)) > 0
}

function isAsked(asked: readonly Name[], found: Name): boolean {
  return asked.some((name) => sharedTerms(found.terms, name.terms) > 0)
}

function rest(premiseCase: PremiseCase, name: Name): number {
  const places = Array.from({ length: name.to - name.from + 1 }, (_, at) => name.from + at)
  return agreement(premiseCase, places)
}

function make(
  { question, sentence }: PremiseCase,
  kind: 'name' | 'direction',
  asked: Name,
  found: Name,
  strength: number,
): PremiseConflict {
  return {
    kind,
    asked: question.slice(asked.start, asked.end),
    found: sentence.slice(found.start, found.end),
    foundStart: found.start,
    foundEnd: found.end,
    strength: Math.min(1, strength),
  }
}
