import { backPointers, correction, functionWords, isName } from './back-pointers.ts'
import { lacksTopic } from './lacks-topic.ts'

/** Openings that go on with what was asked before. */
const continuation =
  /^(what about|how about|what else|who else|where else|anything else|anyone else|(can you )?tell me more(?! (about|on) (?!it\b|this\b|that\b|them\b|these\b|those\b))|more about (it|this|that)|go on)\b/i

/** "And" or "but" before a whole question of its own says little; before a stub it goes on. */
const conjunction = /^(and|but)\b/i

/** "How can I create one?", "are there cheaper ones?": one of what was spoken of. */
const oneOfThem =
  /\b(?:ones|(?:create|get|need|have|buy|use|find|make|choose|apply for|a|an|the) (?:\p{L}+ )?one)\s*[?.!]*$/iu

/** Questions that are nothing but an interjection: "why?", "how so?", "since when?". */
const interjection =
  /^(why( not)?|how( so| come| much| many| long)?|since when|until when|when|where|who|really|such as|like what|for example|in what way)\s*[?!.]*$/i

/** Words that point at something said before, whatever else the question holds. */
const pointer =
  /\b(the (former|latter|second one|first one|third one|last one|other one|others)|which one|how (much|many|long|far|big) (is|are|was|were) (that|this)|(does|did|would) (that|this) mean|that one|this one|these ones|those ones|(do|does|did|done|doing) (so|that|this)(?=\s*(?:[?.!,]|$))|at that time|back then|after that|before that|besides that|other than (that|this|it))\b/i

/** "那深圳呢？", "还有呢？": a few characters; a longer question behind them names its own subject. */
const chineseContinuation = /^(那|那么|那麼|还有|還有|而且|至于|至於).{0,9}[？?。]?$/
const chinesePointer =
  /^.{0,3}(?<!其)[他她它]|^.{0,3}(这|這|那)(个|個|些|里|裡|儿|兒|边|邊|项|項|份|位|次|家|座|种|種)|其中|(谁|誰|在哪里|在哪裡)(这样|這樣|这么|這麼)?(说|說)的?[？?]?$/
const chineseStub =
  /^.{1,10}呢[？?]?$|^(为什么|為什麼|为何|為何|什么时候|什麼時候|何时|何時|怎么办|怎麼辦|多少|谁|誰|在哪里|在哪裡|(请)?(再)?(多|详细|詳細)(说|說|讲|講)(一点|一點|一些|说|說)?)[？?。！]?$/

/**
 * True when a question cannot be read alone: it goes on from the one before ("and in 2024?"), or
 * points at something that nothing in it names. A pronoun whose noun stands in the same question
 * ("which city spends 6 % of its GDP") is none of that. English and Chinese.
 */
export function leansOnHistory(question: string): boolean {
  const text = question.trim()
  if (continuation.test(text) || interjection.test(text) || pointsBySaying(text)) return true
  if (/\p{Script=Han}/u.test(text)) {
    return chineseContinuation.test(text) || chinesePointer.test(text) || chineseStub.test(text)
  }
  if (conjunction.test(text) && !isWholeQuestion(text)) return true
  if (correction.test(text) || oneOfThem.test(text)) return true
  return backPointers(text).length > 0 || isStub(text) || lacksTopic(text)
}

/** Explicit words for what was said before, such as "the former": any question may hold them. */
export function pointsBySaying(question: string): boolean {
  return pointer.test(question)
}

/** "And which cities are in the Greater Bay Area?": a question word, a name, and more than a few words. */
function isWholeQuestion(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const asks = /^(and|but),? (who|what|which|when|where|why|how|is|are|was|were|do|does|did)\b/i
  return asks.test(text) && words.length >= 6 && words.some(isName)
}

/** A few words with hardly a thing among them: "in which year?", "to Shenzhen?". */
function isStub(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? []
  const naming = words.filter((word) => !functionWords.has(word.toLowerCase()))
  const opens = functionWords.has(words[0]?.toLowerCase() ?? '')
  const whole = /^(who|what|where|how) (is|are|was|were)\b|^(is|are|was|were) there\b/i
  return words.length <= 4 && naming.length <= 1 && opens && !whole.test(text)
}
