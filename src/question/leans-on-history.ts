/** Openings that go on with what was asked before. */
const continuation =
  /^(what about|how about|what else|who else|where else|anything else|anyone else|tell me more|more about (it|this|that)|go on)\b/i

/** "And" or "but" before a whole question of its own says little; before a stub it goes on. */
const conjunction = /^(and|but)\b/i

/** Questions that are nothing but an interjection: "why?", "how so?", "since when?". */
const interjection =
  /^(why( not)?|how( so| come| much| many| long)?|since when|until when|when|where|who|really|such as|like what|for example|in what way)\s*[?!.]*$/i

/** Words that point at something said before, whatever else the question holds. */
const pointer =
  /\b(the (former|latter|second one|first one|third one|last one|other one|others)|which one|that one|this one|these ones|those ones|(do|does|did|done|doing) (so|that|this)(?=\s*(?:[?.!,]|$))|at that time|back then|after that|before that|besides that|other than (that|this|it))\b/i

/** "There" as a place; the existential "is there" and "there are" are taken out first. */
const existentialThere =
  /\b(is|are|was|were|be|been|will|would|has|have|does|do|did|can|could|might|may) there\b|\bthere (is|are|was|were|will|would|has|have|be|been)\b/gi

/** "It" that stands for nothing ("how long does it take to", "is it true that"), and "said that". */
const emptyWords =
  /\b(does|did|will|would|can) it (take|cost|mean|matter|help|snow|rain|get (dark|cold|hot|light))\b|\b(is|was|are|were) it (true|possible|legal|illegal|allowed|safe|necessary|important|better|worth|known|said|determined|decided|raining|snowing)\b( (that|whether|if)\b)?|\b(say|says|said|saying|think|thinks|thought|know|knows|known|claims?|claimed|believes?|believed|argues?|argued|shows?|showed|told|stated|noted) that\b/gi

/** Words that name nothing: a pronoun behind only these has nothing in the question to stand for. */
const functionWords = new Set(
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

/** Words behind which "its" or "his" belongs to something said before: "what is its price". */
const linking = new Set(['is', 'are', 'was', 'were', 'about', 'do', 'does', 'did'])

/** A clause of its own may hold the noun that a later pronoun stands for. */
const clause =
  /[,;:]|\b(that|which|who|whom|whose|when|where|after|before|if|because|while|since)\b/i

const chineseContinuation = /^(那|那么|那麼|还有|還有|而且)/
const chinesePointer =
  /^.{0,3}(?<!其)[他她它]|^.{0,3}(这|這|那)(个|個|些|里|裡|儿|项|項|份|位)|其中/
const chineseStub = /^.{1,8}呢[？?]?$/

/**
 * True when a question cannot be read alone: it goes on from the one before ("and in 2024?"), or
 * points at something that nothing in it names. A pronoun whose noun stands in the same question
 * ("which city spends 6 % of its GDP") is none of that. English and Chinese.
 */
export function leansOnHistory(question: string): boolean {
  const text = question.trim()
  if (continuation.test(text) || interjection.test(text) || pointer.test(text)) return true
  if (/\p{Script=Han}/u.test(text)) {
    return chineseContinuation.test(text) || chinesePointer.test(text) || chineseStub.test(text)
  }
  if (conjunction.test(text) && !isWholeQuestion(text)) return true
  const plain = text.replace(existentialThere, ' ').replace(emptyWords, ' ')
  return /\bthere\b/i.test(plain) || pointsBack(plain) || isStub(text)
}

function pointsBack(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const hasName = words.some(isName)
  // Typed without capitals, a name looks like any other word: then only a pronoun at the start tells.
  const hasCapitals = /\p{Lu}/u.test(text)
  const isShort = words.length <= 9 && !hasName && !clause.test(words.slice(1).join(' '))
  return words.some((word, at) => {
    const before = words.slice(0, at)
    const lower = word.toLowerCase()
    const isFirstThing = before.every((other) => functionWords.has(other.toLowerCase()))
    if (thing.has(lower)) return isFirstThing || (isShort && (lower === 'it' || lower === 'them'))
    if (person.has(lower)) return hasCapitals ? !before.some(isName) : isFirstThing
    const isLinked = linking.has(before.at(-1)?.toLowerCase() ?? '')
    return possessive.has(lower) && isFirstThing && isLinked
  })
}

/** "And which cities are in the Greater Bay Area?": a question word, a name, and more than a few words. */
function isWholeQuestion(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const asks = /^(and|but),? (who|what|which|when|where|why|how|is|are|was|were|do|does|did)\b/i
  return asks.test(text) && words.length >= 6 && words.some(isName)
}

/** Capitalised behind the first word, or with a number in it: something is named. */
function isName(word: string, at: number): boolean {
  return (at > 0 && /^\p{Lu}/u.test(word) && word !== 'I') || /\d/.test(word)
}

/** A few words with hardly a thing among them: "in which year?", "to Shenzhen?". */
function isStub(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? []
  const naming = words.filter((word) => !functionWords.has(word.toLowerCase()))
  const opens = functionWords.has(words[0]?.toLowerCase() ?? '')
  const whole = /^(who|what|where|how) (is|are|was|were)\b|^(is|are|was|were) there\b/i
  return words.length <= 4 && naming.length <= 1 && opens && !whole.test(text)
}
