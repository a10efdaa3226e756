import { type Exchange, shownQuotes } from './history.ts'
import type { Replaced } from './replace-pronouns.ts'

/** Most of a quote that is repeated in a question, in characters. */
const longestRepeated = 80

/** What opens and closes a stub that only gives the new part: "那深圳呢？". */
const stub = /^(?:那么|那麼|那|还有|還有|而且|至于|至於)?(?:在|到|去)?(.{1,9}?)(?:的)?呢[？?。]?$/u
const said =
  /^(是)?(谁|誰|在哪里|在哪裡|什么时候|什麼時候|何时|何時)(是)?(这样|這樣|这么|這麼)?(说|說)的?[？?]?$/
const year = /(?:19|20)\d\d年?/u

/** Where the subject of a question ends: a verb, an adverb, or what is asked for. */
const subjectEnd =
  /是|有|在|于|於|的|将|將|可以|为|為|何|什么|甚麼|什麼|哪|谁|誰|多少|几|幾|怎|如何|吗|嗎|呢|占|佔|包括|提供|举行|舉行|计划|計劃|开始|開始|说|說|[？?，,。！!]/u

/** Words that point at a person or a thing said before, the longer ones first. */
const pronoun =
  /(?<!其)[他她它](?:们|們)?|(?:这|這|那)(?:里|裡|儿|兒|边|邊)|(?:这|這|那)(?:个|個|些|项|項|份|位|次|家|座|种|種)(?:计划|計劃|项目|項目|活动|活動|城市|地方|公司|协议|協議|政策|人|会议|會議|(?=是|有|的|在|什|甚|何|会|會|多|怎|呢|？|\?|$))|^其中/u

/** Opening words of a question that are not yet its subject. */
const questionOpening =
  /^(?:请问|請問|谁是|誰是|什么是|甚麼是|什麼是|为什么|為什麼|为何|為何|关于|關於|在|那么|那麼|那)/u

/**
 * The Chinese question made readable alone: the quote it points at, the earlier question with its
 * year or its subject replaced ("那深圳呢？"), or its pronoun replaced by the earlier subject.
 * Undefined when none fits.
 */
export function resolveChinese(
  question: string,
  exchanges: readonly Exchange[],
): Replaced | undefined {
  const last = exchanges.at(-1)
  if (!last) return undefined
  const [quote] = shownQuotes(last.reply)
  if (said.test(question) && quote) {
    const characters = [...quote.trim()]
    const start = characters.slice(0, longestRepeated).join('')
    const cut =
      characters.length <= longestRepeated ? start : `${start.replace(/[^\p{L}\p{N}]+$/u, '')}…`
    return {
      text: question.replace(/(这样|這樣|这么|這麼)?(说|說)/u, `说「${cut}」`),
      center: last.center,
    }
  }
  const subject = last.center ?? subjectOf(last.question)
  const given = stub.exec(question)?.[1]
  if (given && !pronoun.test(given) && !/^(那|还有|還有|然后|然後|而且)$/.test(given)) {
    if (year.test(given)) return replaced(last.question, year.exec(last.question)?.[0], given)
    return replaced(last.question, subject, given)
  }
  const pointer = pronoun.exec(question)
  if (!pointer || !subject || question.includes(subject)) return undefined
  const inside = pointer[0] === '其中' ? `${subject}中` : subject
  const text =
    question.slice(0, pointer.index) + inside + question.slice(pointer.index + pointer[0].length)
  return { text, center: subject }
}

function replaced(earlier: string, part: string | undefined, given: string): Replaced | undefined {
  if (!part) return undefined
  const same = given.endsWith('年') || !part.endsWith('年') ? given : `${given}年`
  return { text: earlier.replace(part, () => same), center: same }
}

/** The name or noun that a question starts from: "前海有多少家企业？" is about 前海. */
function subjectOf(question: string): string | undefined {
  const titled = /[《「“]([^》」”]{1,30})[》」”]/u.exec(question)?.[1]
  if (titled) return titled
  const body = question.replace(questionOpening, '').replace(new RegExp(`^${year.source}`, 'u'), '')
  const end = body.search(subjectEnd)
  const subject = (end < 0 ? body : body.slice(0, end)).trim()
  return /^[^当當对對如怎哪谁誰由从從].{1,11}$/u.test(subject) ? subject : undefined
}
