/** What a question asks for; it decides how many quotes an answer takes and what they must hold. */
export type QuestionKind =
  | 'number'
  | 'date'
  | 'person'
  | 'place'
  | 'reason'
  | 'list'
  | 'comparison'
  | 'yes-no'
  | 'other'

const number =
  /\b(how (many|much|big|large|long|far|old|high|tall|wide|often|fast|deep)|what (percentage|proportion|share|number|amount)|number of)\b|多少|几个|幾個|多大|多長|多长|第几|第幾|多久/i
const date =
  /\b(when|what (year|years|date|day|month)|which (year|month|day)|since when|what time|how late|how early)\b|何时|何時|什么时候|甚麼時候|什麼時候|哪一年|哪年|几点|幾點/i
const person = /\b(who|whom|whose)\b|谁|誰|哪位/i
const place =
  /\b(where|which (city|country|place|town|port)|what (city|country|place))\b|哪里|哪裡|何处|何處|在哪/i
const reason = /\b(why|what (caused|reason|reasons)|how come)\b|为什么|為什麼|為何|为何/i
const comparison =
  /\b(compare|comparison|compared (with|to)|versus|vs\.?|differs?|differences?|change[ds]? (between|from|over)|how (has|have|did) .{0,80}\b(change|evolve|develop|grow|move)d?|between .{1,60}\band\b.{1,60}\beditions?|across the articles|(the|these) (sources|articles) (say|report|tell|give)|both on .{1,80} and on|each (say|describe|put))\b|,? and (what|who|when|where|why|how|which)\b|比较|比較|区别|區別|相比/i
const list =
  /^(please )?(list|name)\b|\b((list|name|give|tell me|what are|what were) all|what are|what were|which .{0,40}s\b (did|do|does|have|has|were|are|was)|what .{0,30}(measures|steps|proposals|figures|roles|sectors|areas|initiatives|reasons|events|benefits|challenges|advantages))\b|哪些|列出/i
const yesNo =
  /^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b|[吗嗎][？?]?$|有没有|有沒有|是不是|是否/i

/**
 * Tells what kind of thing is asked for, by the question's own words (English and Chinese).
 * Comparisons and lists come first: "how many … each" is still several quotes, and so is a question
 * with another one behind "and".
 */
export function questionKind(question: string): QuestionKind {
  const text = question.trim()
  if (comparison.test(text)) return 'comparison'
  if (list.test(text)) return 'list'
  if (reason.test(text)) return 'reason'
  if (number.test(text)) return 'number'
  if (date.test(text)) return 'date'
  if (person.test(text)) return 'person'
  if (place.test(text)) return 'place'
  if (yesNo.test(text)) return 'yes-no'
  return 'other'
}
