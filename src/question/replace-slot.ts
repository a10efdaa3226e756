import { correction } from './back-pointers.ts'
import type { Exchange } from './history.ts'
import { isRelational, type NounPhrase, nounPhrases } from './noun-phrases.ts'

/** Openings after which only the new part of a question is given. */
const opening =
  /^(?:(?:and|but|so|ok(?:ay)?|then|or)\b,?\s*)*(?:(?:what|how) about\b|what if it(?:['’]s| is)\b)?\s*/i

/** Small words before the new part that tell which slot it fills: "and in Shenzhen?". */
const slotPreposition =
  /^(in|at|for|on|by|to|from|with|of|during|near|after|before|since|until)\s+/i

/**
 * "And in Shenzhen?", "what about 2024?": the earlier question with the fitting part replaced, where
 * it has a part of the same kind (year, number, place, person, other name, or the same noun).
 * Undefined when the question is no such stub or nothing fits.
 */
export function replaceSlot(question: string, exchanges: readonly Exchange[]): string | undefined {
  const rest = question.replace(correction, '').replace(opening, '')
  const isStub = rest.length < question.length || slotPreposition.test(question)
  if (!isStub || rest === '') return undefined
  const bare = rest.replace(/[?!.\s]+$/, '')
  const preposition = slotPreposition.exec(bare)?.[1]?.toLowerCase() ?? ''
  const given = preposition ? bare.slice(preposition.length).trim() : bare
  const wanted = phraseThroughout(given)
  const earlier = exchanges.at(-1)?.question
  if (!wanted || !earlier) return undefined
  if (wanted.kind === 'year') {
    const year = [...earlier.matchAll(/\b(1[5-9]|20)\d\d\b/g)].at(-1)
    if (year) return earlier.slice(0, year.index) + given + earlier.slice(year.index + 4)
  }
  const phrases = nounPhrases(earlier)
  const slot =
    fittingSlot(phrases, wanted, preposition) ??
    (/^(and|or)\b/i.test(question) && !/ about\b/i.test(question)
      ? onlyThing(phrases, wanted)
      : undefined)
  if (slot)
    return withoutArticle(earlier.slice(0, slot.start), wanted) + given + earlier.slice(slot.end)
  return withPreposition(earlier, wanted, preposition, given)
}

/** The one phrase that the whole text is, besides an article before it. */
function phraseThroughout(text: string): NounPhrase | undefined {
  const [first, second] = nounPhrases(`about ${text}`)
  if (!first || second) return undefined
  const around = `about ${text}`
  const before = around.slice('about '.length, first.start).trim()
  const behind = around.slice(first.end).trim()
  return behind === '' && /^(the|an?|other|this)?$/i.test(before) ? first : undefined
}

function fittingSlot(
  phrases: readonly NounPhrase[],
  wanted: NounPhrase,
  preposition: string,
): NounPhrase | undefined {
  const alike = phrases.filter((phrase) => isAlike(phrase, wanted))
  const isSame = (phrase: NounPhrase) => preposition !== '' && phrase.preposition === preposition
  const known = alike.filter(({ entity }) => entity !== undefined && entity === wanted.entity)
  // "In the world", then "in the UK": one place gives way to the other, named or not.
  const isPlace = /^(in|at|near)$/.test(preposition) && wanted.entity === 'place'
  const where = isPlace
    ? phrases.findLast((phrase) => isSame(phrase) && isSpoken(phrase))
    : undefined
  const best = known.findLast(isSame) ?? where ?? alike.findLast(isSame) ?? known.at(-1)
  if (best) return best
  // With a preposition of its own, only a part behind the same one gives way.
  return preposition === '' ? alike.at(-1) : undefined
}

/** "How long is the tunnel?", "and the bridge?": where there is only one that it can be. */
function onlyThing(phrases: readonly NounPhrase[], wanted: NounPhrase): NounPhrase | undefined {
  const things = phrases.filter(({ kind, determiner }) => kind === 'thing' && determiner === 'the')
  const [only, other] = things.filter(({ head }) => !isRelational(head))
  return wanted.kind === 'thing' && wanted.determiner === 'the' && !other ? only : undefined
}

const isSpoken = ({ kind }: NounPhrase) => kind === 'name' || kind === 'thing'

function isAlike(phrase: NounPhrase, wanted: NounPhrase): boolean {
  if (phrase.kind !== wanted.kind) return false
  if (wanted.kind === 'thing') return phrase.head === wanted.head || isCounterpart(phrase, wanted)
  if (wanted.kind !== 'name') return true
  return (
    phrase.entity === wanted.entity || phrase.entity === undefined || wanted.entity === undefined
  )
}

/** "Do we pay the First Lady?", "and Ilse?": a name takes no article, and none is needed twice. */
function withoutArticle(before: string, { kind, determiner }: NounPhrase): string {
  const hasOwn = /^(the|an?)$/.test(determiner)
  return hasOwn || kind === 'name' ? before.replace(/\b(the|an?) $/i, '') : before
}

/** "Big dogs" and "small ones", "imports" and "exports": alike in form and in the last letters. */
function isCounterpart(phrase: NounPhrase, wanted: NounPhrase): boolean {
  return wanted.head.length > 5 && phrase.head.slice(-5) === wanted.head.slice(-5)
}

function withPreposition(
  earlier: string,
  { kind }: NounPhrase,
  preposition: string,
  given: string,
): string | undefined {
  const before = preposition || (kind === 'year' ? 'in' : '')
  return before ? `${earlier.replace(/[?!.\s]+$/, '')} ${before} ${given}?` : undefined
}
