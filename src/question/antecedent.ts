import type { BackPointer } from './back-pointers.ts'
import { type Exchange, shownQuotes } from './history.ts'
import { isRelational, type NounPhrase, nounPhrases, wholePhrases } from './noun-phrases.ts'

/** How far back a pronoun may reach, in exchanges. */
const furthest = 4

type Wanted = BackPointer['stands'] | 'any'

/**
 * What a pronoun stands for: the likeliest phrase of the nearest earlier question that has one; for a
 * person or a place also of the quotes shown. As it would be written in a question ("the Gull Island
 * ferry"). Earlier questions must be resolved already, so that a chain of follow-ups keeps its
 * subject; what the one before was about is likely still meant (Grosz, Joshi and Weinstein 1995,
 * "Centering"). With `any`, what the earlier question is about.
 * @param isLoose false: never "they" for one thing
 */
export function antecedent(
  wanted: Wanted,
  exchanges: readonly Exchange[],
  question: string,
  isLoose = true,
): NounPhrase | undefined {
  const named = question.toLowerCase()
  const isNew = (phrase: NounPhrase) => !named.includes(phrase.text.toLowerCase())
  const near = exchanges.slice(-furthest).reverse()
  // In number, too, first; then whatever there is: people write "it" of a company and of companies.
  for (const isStrict of isLoose ? [true, false] : [true]) {
    for (const { question: earlier, reply, center } of near) {
      const asked = wholePhrases(earlier).filter(isNew)
      const shown = () => namesShown(reply).filter(isNew)
      const found =
        wanted === 'person'
          ? (personIn(asked) ?? personIn(shown()) ?? (isStrict ? undefined : actorIn(asked)))
          : wanted === 'place'
            ? (placeIn(asked) ?? placeIn(shown()))
            : likeliest(
                wanted === 'thing' ? asked.filter(isNoPerson) : asked,
                isStrict ? wanted : 'any',
                center,
              )
      if (found) return found
    }
  }
  return undefined
}

/** The fullest phrase said before with this noun: "the experiment" was "the Stanford experiment". */
export function sameNoun(
  head: string,
  exchanges: readonly Exchange[],
  question: string,
): NounPhrase | undefined {
  const named = question.toLowerCase()
  for (const { question: earlier, reply } of exchanges.slice(-furthest).reverse()) {
    const quotes = shownQuotes(reply).slice(0, 3)
    const fuller = [earlier, ...quotes]
      .flatMap(nounPhrases)
      .find(
        (phrase) =>
          phrase.head === head &&
          phrase.words.length > 1 &&
          !phrase.isAskedFor &&
          !named.includes(phrase.text.toLowerCase()),
      )
    if (fuller) return fuller
  }
  return undefined
}

/** With the article it takes in the middle of a question. */
export function asWritten({ determiner, text }: NounPhrase): string {
  return /^(the|a|an|this|that)$/.test(determiner) ? `the ${text}` : text
}

/** What a question is about: names before things, the one it starts from before the later ones. */
function likeliest(
  phrases: readonly NounPhrase[],
  wanted: Wanted,
  center: string | undefined,
): NounPhrase | undefined {
  const things = phrases.filter((phrase) => isThing(phrase) && agrees(phrase, wanted))
  const scored = things.map((phrase, at) => ({
    phrase,
    score:
      (phrase.kind === 'name' ? 5 : isRelational(phrase.head) ? 0 : 3) +
      (center !== undefined && center === phrase.text ? 3 : 0) -
      (phrase.isAskedFor ? 1.5 : 0) -
      (isSetting(phrase) ? 2 : 0) -
      (phrase.entity === 'person' && phrase.gender ? 5 : 0) -
      0.4 * at,
  }))
  const best = scored.sort((left, right) => right.score - left.score)[0]
  return best && best.score >= (wanted === 'any' ? 0.5 : 1) ? best.phrase : undefined
}

const nobody = /^(someone|somebody|anyone|anybody|everyone|one|something|anything|people|sudden)$/

function isThing({ kind, head }: NounPhrase): boolean {
  return (kind === 'name' || kind === 'thing') && !nobody.test(head)
}

/** "It" and "that" never stand for Ilse Varga. */
function isNoPerson({ entity, gender }: NounPhrase): boolean {
  return entity !== 'person' || gender === undefined
}

function agrees({ kind, isPlural }: NounPhrase, wanted: Wanted): boolean {
  if (kind === 'name' && !isPlural) return true
  return wanted === 'thing' ? !isPlural : wanted === 'things' ? isPlural : true
}

/** "In Port Ellery": where something is, hardly ever what it is about. */
function isSetting({ entity, preposition }: NounPhrase): boolean {
  return entity === 'place' && /^(in|at|near|from|around)$/.test(preposition)
}

function personIn(phrases: readonly NounPhrase[]): NounPhrase | undefined {
  const names = phrases.filter(
    ({ kind, entity }) => kind === 'name' && (entity === undefined || entity === 'person'),
  )
  return (
    names.find(({ entity, gender }) => entity === 'person' && gender !== undefined) ??
    names.find(({ entity }) => entity === 'person') ??
    names.find(({ gender, words }) => gender !== undefined || words.length > 1)
  )
}

/** "The mayor": someone who acts, where no name is at hand. */
function actorIn(phrases: readonly NounPhrase[]): NounPhrase | undefined {
  return phrases.find(
    ({ words, isPlural, entity }) => !isPlural && !entity && words.some(({ isActor }) => isActor),
  )
}

function placeIn(phrases: readonly NounPhrase[]): NounPhrase | undefined {
  const names = phrases.filter(({ kind, entity }) => kind === 'name' && entity !== 'person')
  const located = /^(in|at|to|near|from|around|of)$/
  return (
    names.find(({ entity }) => entity === 'place') ??
    names.find(({ preposition }) => located.test(preposition)) ??
    names[0] ??
    phrases.find(({ kind, preposition }) => kind === 'thing' && located.test(preposition))
  )
}

/** Names in the quotes that an answer showed; in its own words where it showed none. */
function namesShown(reply: string): NounPhrase[] {
  const quotes = shownQuotes(reply)
  // Questions that were only offered ("- Who is …?") have not been asked.
  const said = reply.replace(/^- .*\?$/gm, '')
  const texts = quotes.length > 0 ? quotes.slice(0, 3) : [said.slice(0, 400)]
  return texts.flatMap(nounPhrases).filter(({ kind }) => kind === 'name')
}
