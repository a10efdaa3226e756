/** What is said to a chatbot that asks nothing of the articles. */
export type SmallTalk = 'hello' | 'thanks' | 'goodbye' | 'abilities' | 'identity'

/** Longer lines say something. In UTF-16 units. */
const longestLine = 80

const listener = '(?: (?:there|again|everyone|everybody|all|you|footnote|bot|chatbot))*'
const hello = `(?:hello|hallo|hi|hiya|hey|howdy|greetings|good (?:day|morning|afternoon|evening))${listener}`
const wellBeing =
  "(?:how are you(?: (?:doing|today))*|how(?:'s| is) it going|how do you do|nice to meet you|what'?s up)"
const thanks =
  '(?:(?:ok|okay|great|perfect|cool|nice|wonderful|excellent|good|alright) )?' +
  '(?:thank you|thanks|many thanks|thank u|thx|cheers|much appreciated|i appreciate it)' +
  '(?: (?:so much|very much|a lot|a bunch|again|for (?:your|the) (?:help|answers?|information)|for (?:that|this|helping(?: me)?)|you|footnote|anyway))*'
const goodbye = `(?:good ?bye|bye|bye ?bye|see you(?: later| soon| tomorrow| then)?|farewell|good night|have a (?:nice|good|great) (?:day|evening|weekend))${listener}`

const patterns: readonly (readonly [SmallTalk, RegExp])[] = [
  ['hello', new RegExp(`^(?:${hello}|(?:${hello} )?${wellBeing})$`)],
  [
    'hello',
    /^(?:你好|您好|妳好|大家好|哈[囉喽啰]|嗨|早上好|早安|早晨|午安|下午好|晚上好)[啊呀吗嗎]?$/,
  ],
  ['thanks', new RegExp(`^${thanks}(?: ${goodbye})?$`)],
  [
    'thanks',
    /^(?:非常|十分|好的?)?(?:谢谢|謝謝|多谢|多謝|感谢|感謝|唔該|谢了|謝了)(?:你|您|你们|你們|大家)?(?:的(?:帮助|幫助|回答))?[了啊啦]?$/,
  ],
  ['goodbye', new RegExp(`^${goodbye}$`)],
  ['goodbye', /^(?:再见|再見|拜拜|晚安|下次见|下次見)[了啊啦]?$/],
  [
    'abilities',
    /^(?:what (?:can|do) you do(?: for (?:me|us))?|what can (?:i|we|one) ask(?: (?:you|here|about))*|what (?:(?:kinds?|sorts?) of )?(?:questions|things) can (?:i|we|you) (?:ask|answer)(?: (?:you|here|about))*|what (?:else )?can you (?:help (?:me|us) with|answer|tell me)|how can you help(?: me| us)?|can you help(?: me| us)?|how (?:do|does) (?:you|this) work|how (?:do|can|should) i use (?:you|this)|help(?: me)?)$/,
  ],
  [
    'abilities',
    /^(?:你|您)?(?:能|可以|会|會)(?:帮我|幫我|为我|為我)?(?:做|干|幹|回答)(?:些|点|點)?(?:什么|什麼|甚麼|啥|哪些事|哪些问题|哪些問題)(?:事|问题|問題)?$|^(?:我)?(?:可以|能)(?:问|問)(?:你)?(?:些)?(?:什么|什麼|甚麼|啥)(?:问题|問題)?$|^(?:你)?有(?:什么|什麼|甚麼|哪些)功能$|^(?:怎么|怎麼|如何)(?:用|使用)(?:你|这个|這個)?$|^(?:帮助|幫助|帮帮我|幫幫我)$/,
  ],
  [
    'identity',
    /^(?:(?:who|what) are you|what(?:'s| is) your name|are you (?:a |an )?(?:bot|human|person|robot|machine|ai|llm|chatbot|real|language model|chatgpt)(?: or (?:a |an )?(?:bot|human|person|robot|machine|ai))?|who (?:made|built|created) you)$/,
  ],
  [
    'identity',
    /^(?:你|您)(?:是)?(?:谁|誰|什么|什麼|甚麼)$|^(?:你|您)叫(?:什么|什麼|甚麼)(?:名字)?$|^(?:你|您)是(?:不是)?(?:一?[个個])?(?:机器人|機器人|人|真人|人工智能|AI)(?:吗|嗎)?$/i,
  ],
]

/**
 * What kind of small talk a line is, or undefined for everything else. The whole line must be small
 * talk: "hello, where is the exhibition?" asks something. English and Chinese.
 */
export function smallTalk(line: string): SmallTalk | undefined {
  if (line.length > longestLine) return undefined
  const words = line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim()
  const han = /\p{Script=Han}/u.test(words) ? words.replaceAll(' ', '') : words
  return patterns.find(([, pattern]) => pattern.test(han))?.[0]
}
