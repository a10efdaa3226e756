/** Chinese words and the English ones that do the same work in a question. */
const words: readonly (readonly [english: string, chinese: string])[] = [
  ['how many', '多少 几 幾 几个 幾個 多少个 多少個 有多少 有几 有幾 有几个 有幾個 共有多少'],
  ['how much', '多少钱 多少錢'],
  ['how large', '多大 有多大'],
  ['how long', '多久 多长 多長 多长时间 多長時間 多少时间 多少時間 有多长 有多長 有多久'],
  ['how high', '多高 有多高'],
  ['how far', '多远 多遠 有多远 有多遠'],
  ['how fast', '多快 有多快'],
  ['how often', '多常 多久一次'],
  ['what percentage', '百分之几 百分之幾 百分之多少 多大比例 多少比例'],
  [
    'which',
    '第几 第幾 第几名 第幾名 第几位 第幾位 哪 哪个 哪個 哪种 哪種 哪家 哪座 哪项 哪項 哪一 哪一个 哪一個 哪一种 哪一種 哪一项 哪一項',
  ],
  ['which', '哪些 有哪些'],
  ['who', '谁 誰 哪位 何人 什么人 什麼人 甚麼人 是谁 是誰'],
  ['what', '什么 什麼 甚麼 甚么 何 啥 哪样 哪樣 何种 何種 是什么 是什麼'],
  ['when', '何时 何時 什么时候 什麼時候 甚麼時候 什么时间 什麼時間 几时 幾時 何日'],
  ['which year', '哪年 哪一年 何年 几几年 什么年份'],
  ['which month', '几月 幾月 哪个月 哪個月'],
  ['where', '哪里 哪裡 哪裏 哪儿 哪兒 何处 何處 何地 什么地方 什麼地方 甚麼地方'],
  ['why', '为什么 為什麼 為甚麼 为何 為何 何以 为啥'],
  ['how', '怎样 怎樣 怎么 怎麼 如何 怎么样 怎麼樣 怎'],
  ['not', '不 没 沒 没有 沒有 未 未能 并非 並非 不是'],
  ['is', '是 乃'],
  ['in', '在 于 於'],
  ['and', '和 与 與 及 以及 跟 同'],
  ['or', '或 或者 还是 還是'],
  ['from', '从 從 自'],
  ['to', '到 至 往 向'],
  ['by', '由 被'],
  ['for', '为 為 为了 為了 给 給'],
  ['about', '关于 關於 有关 有關 对于 對於'],
  ['more than', '超过 超過 多于 多於 逾'],
  ['this', '这 這 这个 這個 此 该 該'],
  ['that', '那 那个 那個'],
  ['it', '它'],
  ['he', '他'],
  ['she', '她'],
  ['they', '他们 他們 她们 她們 它们 它們'],
  [
    '',
    '的 之 了 着 著 过 過 地 得 吗 嗎 呢 吧 啊 呀 嘛 所 把 将 將 对 對 有 曾 曾经 曾經 已 已经 已經 请问 請問 请 請 您 你 我 个 個 来 來 而 则 則 也 都 就 又 还 還 即 其 其中 是否 有没有 有沒有 是不是 被称为 之间 之間 中的 上的 里 裡 裏 共 总共 總共 一共 一个 一個 会 會 能 可以 等 时 時 中 上 下 内 內 当 當 以 使 让 讓 并 並',
  ],
]

const english = new Map(
  words.flatMap(([translation, chinese]) =>
    chinese.split(' ').map((word) => [word, translation] as const),
  ),
)

/**
 * What stands in English for a Chinese word of grammar or asking; empty for one that English has no
 * word for, undefined for words that name something.
 */
export function grammarWord(word: string): string | undefined {
  return english.get(word)
}
