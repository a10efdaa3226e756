import type { MadeQuestion } from './candidate.ts'

/** Family names that most people bear, in both scripts. */
const families =
  '王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾肖蕭萧田董袁潘于蔣蒋蔡余杜葉叶程蘇苏魏呂吕丁任沈姚盧卢姜崔鍾钟譚谭陸陆汪范金石廖賈贾夏韋韦傅方白鄒邹孟熊秦邱江尹薛閻阎段雷侯龍龙史陶黎賀贺顧顾毛郝龔龚邵萬万錢钱嚴严賴赖洪武莫孔湯汤霍溫温莊庄關关'
const offices =
  '市長|市长|主席|部長|部长|局長|局长|行政長官|行政长官|議員|议员|教授|秘書長|秘书长|主任|總理|总理|書記|书记|會長|会长|院長|院长|校長|校长|司長|司长|署長|署长|總裁|总裁|經理|经理|發言人|发言人|主編|主编'

const speaker = new RegExp(
  `(?:${offices})(?<person>[${families}][\\p{Script=Han}]{1,2}?)(?:日前|昨日|今日|在會上|在会上)?(?<verb>表示|指出|強調|强调|認為|认为|建議|建议|呼籲|呼吁|提出|說|说)`,
  'u',
)

/** A number before a measure word and what is counted. */
const counted =
  /(?<bound>超過|超过|逾|近|約|约|共|至少)?(?<number>(?:\d[\d,.]*|[二三四五六七八九十百千兩两]+)(?:萬|万|億|亿|千)?)(?:多|餘|余)?(?<measure>[家個个名艘項项座所人間间條条輛辆戶户位支宗部份隻只套架])/u
const fullDate = /(?<lead>[於于在])?(?:1[89]|20)\d\d年\d{1,2}月\d{1,2}日/u
const yearOnly = /(?<lead>[於于在])?(?:1[89]|20)\d\d年(?!\d)/u

/** What begins so, or holds it, points at what a question by itself does not have. */
const leaning =
  /^(?:其|該|该|此|這|这|他|她|它|並|并|而|但|也|亦|又|還|还|同時|同时|當中|当中|首|另|據|据)/u
const pronoun = /[他她它]|這些|这些|上述|該|该/u

/** Clauses are cut at these; a clause that is a question must not be longer, in characters. */
const clauseEnd = /[，。；！？：、]/u
const longestClause = 40
const shortestClause = 8

/** Questions that one Chinese sentence answers: what is asked for is put in its own place. */
export function chineseQuestions(sentence: string): MadeQuestion[] {
  const text = sentence.trim()
  const said = speaker.exec(text)?.groups
  const what = isSimplified(text) ? '什么' : '什麼'
  const questions = text.split(clauseEnd).flatMap((clause, at) => clauseQuestions(clause, at))
  return said?.person && said.verb
    ? [...questions, { question: `${said.person}${said.verb}${what}？`, kind: 'speech' }]
    : questions
}

function clauseQuestions(clause: string, at: number): MadeQuestion[] {
  // Behind a comma a clause has left its subject before it.
  if (at > 0 || clause.length > longestClause || clause.length < shortestClause) return []
  if (leaning.test(clause) || pronoun.test(clause)) return []
  const number = counted.exec(clause)
  if (number && number.index > 1) {
    const measure = number.groups?.measure ?? ''
    return [{ question: `${replaced(clause, number, `多少${measure}`)}？`, kind: 'number' }]
  }
  for (const [pattern, asked] of [
    [fullDate, '哪一天'],
    [yearOnly, '哪一年'],
  ] as const) {
    const date = pattern.exec(clause)
    if (!date || date.index === 0) continue
    return [
      {
        question: `${replaced(clause, date, `${date.groups?.lead ?? ''}${asked}`)}？`,
        kind: 'date',
      },
    ]
  }
  return []
}

function replaced(text: string, { index, 0: found }: RegExpExecArray, by: string): string {
  return text.slice(0, index) + by + text.slice(index + found.length)
}

/** Characters that differ between the scripts and that hardly a paragraph does without. */
const simplified = /[们这国对时会来为说发关务区经业东广动现实]/gu
const traditional = /[們這國對時會來為說發關務區經業東廣動現實]/gu

/** Whether Chinese is written in simplified characters; traditional where both write it alike. */
export function isSimplified(text: string): boolean {
  return (text.match(simplified) ?? []).length > (text.match(traditional) ?? []).length
}
