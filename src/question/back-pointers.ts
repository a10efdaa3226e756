/** A word of a question that stands for something said before. Offsets in UTF-16 units. */
export interface BackPointer {
  readonly start: number
  readonly end: number
  /** Lower case. */
  readonly word: string
  readonly stands: 'thing' | 'things' | 'person' | 'place'
  /** "its price", "his plan". */
  readonly isPossessive: boolean
}

/** "There" as a place; the existential "is there" and "there are" are taken out first. */
const existentialThere =
  /\b(is|are|was|were|be|been|will|would|has|have|does|do|did|can|could|might|may)(n['’]?t)? there\b|\bthere(['’]s|( \w+ly)? (is|are|was|were|will|would|has|have|be|been|seems?)(n['’]?t)?)\b/gi

/** "It" and "that" which stand for nothing named: "how long does it take to", "is it true that". */
const emptyWords = new RegExp(
  [
    '(does|did|will|would|can) it (snow|rain|make sense|get (dark|cold|hot|light)|take(?=\\s+\\p{L})|(cost|mean|matter|help) (to|for|if|when|that|before|until))',
    "(is|was|are|were)(n['’]?t)? it (not )?(true|possible|impossible|legal|illegal|allowed|safe|necessary|important|better|best|worth|known|said|determined|decided|raining|snowing|hard|easy|difficult)( (that|whether|if|to))",
    "it(['’]s| is| was) (not )?(true|possible|impossible|legal|illegal|allowed|safe|necessary|important|better|best|worth|known|said|hard|easy|difficult)( (that|whether|if|to))",
    '(is|was|are|were) it \\p{L}+(ed|en|wn) (how|when|that|if|whether|who|what|which|why|where)',
    'it (came|comes) to',
    'this (last |past )?(year|month|week|season|morning|evening|time|century|decade|day|summer|winter|spring|autumn)',
    'it (seems?|appears?|looks? like|makes? sense)',
    '(that|this|it) means?',
    'how (much|many|long|far|big) (is|are|was|were) (that|this)',
    "(that|this|it)(['’]s| is| was) (all|enough|right|correct|okay|fine)",
    '(is|was) (that|this|it) (all|enough|right|correct|okay|fine)',
    '(say|says|said|saying|think|thinks|thought|know|knows|known|claims?|claimed|believes?|believed|argues?|argued|shows?|showed|told|stated|noted)( before)? that(?=\\s+\\p{L})',
  ]
    .map((words) => `\\b${words}\\b`)
    .join('|'),
  'giu',
)

/** "I meant the night ferry": what was asked before, with this in it. */
export const correction =
  /^(?:(?:no|oh|oops|sorry|ok(?:ay)?|yes|well|actually|and|but)\b[,.!]?\s*)*(?:i (?:actually |just )?(?:meant?|was (?:asking|talking) about|am (?:asking|talking) about|refer(?:red)? to|am referring to|was referring to)|i['’]m (?:asking|talking) about|i['’]m referring to)\s+/i

/** Words that name nothing: a pronoun behind only these has nothing in the question to stand for. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'a about after all am an and any anyone are around as at be been before being but by can could did do does ' +
    'doing during else ever exactly far for from had has have how in into is just like long many may might more ' +
    'most much must no not now of off often old on only or out over please really shall should since so soon still ' +
    'than the then through to too under until up very was were what when where which who whom whose why will with ' +
    'within without would yes you your me tell say said think know big large high old happen happens happened also ' +
    'change changed cost kind type'
  ).split(' '),
)

const thing = new Set(['it', 'they', 'them', 'this', 'that', 'these', 'those'])
const person = new Set(['he', 'she', 'him', 'her', 'himself', 'herself'])
const possessive = new Set(['its', 'their', 'his', 'theirs', 'hers'])
const several = new Set(['they', 'them', 'their', 'theirs', 'these', 'those'])

/** Words behind which "its" or "his" belongs to something said before: "what is its price". */
const linking = new Set(['and', 'but', 'is', 'are', 'was', 'were', 'about', 'do', 'does', 'did'])

/** A clause of its own may hold the noun that a later pronoun stands for. */
const clause =
  /[,;:]|\b(that|which|who|whom|whose|when|where|after|before|if|because|while|since)\b/i

/**
 * The pronouns of an English question that nothing in it names. A pronoun whose noun stands in the
 * same question ("which city spends 6 % of its GDP") is none of them.
 */
export function backPointers(question: string): BackPointer[] {
  // Blanked out, not taken out: places must stay.
  const blank = (text: string) => ' '.repeat(text.length)
  const text = question.replace(existentialThere, blank).replace(emptyWords, blank)
  const matches = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)]
  const words = matches.map(([word]) => word)
  const hasName = words.some(isName)
  // Typed without capitals, a name looks like any other word: then only a pronoun at the start tells.
  const hasCapitals = /\p{Lu}/u.test(text)
  const isShort = words.length <= 9 && !hasName && !clause.test(words.slice(1).join(' '))
  const seen = new Set<string>()
  return matches.flatMap(({ 0: word, index }, at) => {
    const before = words.slice(0, at)
    const lower = word.toLowerCase().replace(/['’](s|re|ll|d|ve)$/, '')
    const stands = standsFor(lower)
    if (!stands) return []
    const isFirstThing = before.every((other) => functionWords.has(other.toLowerCase()))
    const isLinked = linking.has(before.at(-1)?.toLowerCase() ?? '')
    // "When did he finish it?": between the two there is only a verb.
    const isObject =
      before.some((other) => standsFor(other.toLowerCase())) &&
      before
        .slice(0, -1)
        .every((other) => functionWords.has(other.toLowerCase()) || standsFor(other.toLowerCase()))
    const points =
      // What the first one stands for, the second one does, too.
      (seen.has(stands) && !/^(this|that)$/.test(lower)) ||
      (lower === 'there'
        ? true
        : thing.has(lower)
          ? isFirstThing ||
            ((isShort || isObject) && (lower === 'it' || lower === 'them')) ||
            (/^(this|these|those)$/.test(lower) &&
              !before.some(isName) &&
              !clause.test(words.slice(1).join(' ')))
          : person.has(lower)
            ? isFirstThing || (hasCapitals && !before.some(isName) && !before.includes('and'))
            : isFirstThing && isLinked)
    if (!points) return []
    seen.add(stands)
    const end = index + lower.length
    const ownsNext = lower === 'her' && /^ \p{Ll}/u.test(question.slice(end)) && !isAtEnd(words, at)
    const isPossessive = possessive.has(lower) || ownsNext
    return [{ start: index, end, word: lower, stands, isPossessive }]
  })
}

function standsFor(word: string): BackPointer['stands'] | undefined {
  if (word === 'there') return 'place'
  if (person.has(word) || word === 'his' || word === 'hers') return 'person'
  if (several.has(word)) return 'things'
  return thing.has(word) || possessive.has(word) ? 'thing' : undefined
}

function isAtEnd(words: readonly string[], at: number): boolean {
  return functionWords.has(words[at + 1]?.toLowerCase() ?? '')
}

/** Capitalised behind the first word, or with a number in it: something is named. */
export function isName(word: string, at: number): boolean {
  return (at > 0 && /^\p{Lu}/u.test(word) && word !== 'I') || /\d/.test(word)
}
