import type { SmallTalk } from '../question/small-talk.ts'

type Replies = Readonly<Record<SmallTalk, (articles: number) => string>>

const about = (count: number) =>
  count === 1 ? 'the one article here' : `the ${count} articles here`

const english: Replies = {
  hello: (count) => `Hello. Ask about ${about(count)}: every answer is made of exact quotes.`,
  thanks: () => 'You are welcome.',
  goodbye: () => 'Goodbye.',
  abilities: (count) =>
    `Ask in your own words about what is in ${about(count)}: the answer is made of exact quotes, each ` +
    'with its place, and what the articles do not say is not answered. You can also ask which ' +
    'articles mention a name, what there is on a subject, what is the latest, or who wrote an article.',
  identity: (count) =>
    `This is Footnote, a program that answers from ${about(count)} by quoting them. ` +
    'No sentence of an answer is made up by a language model.',
}

const traditionalChinese: Replies = {
  hello: (count) => `你好。請就這裡的${count}篇文章提問：所有答案均為原文引述。`,
  thanks: () => '不客氣。',
  goodbye: () => '再見。',
  abilities: (count) =>
    `請就這裡的${count}篇文章自由提問：答案均為原文引述並附出處，文章沒有提及的不會回答。` +
    '也可以問哪些文章提到某個名字、有什麼關於某個題目的文章、最新的文章，或某篇文章的作者。',
  identity: (count) =>
    `這是 Footnote，一個引述這裡${count}篇文章來回答問題的程式，答案中沒有由語言模型編寫的句子。`,
}

const simplifiedChinese: Replies = {
  hello: (count) => `你好。请就这里的${count}篇文章提问：所有答案均为原文引述。`,
  thanks: () => '不客气。',
  goodbye: () => '再见。',
  abilities: (count) =>
    `请就这里的${count}篇文章自由提问：答案均为原文引述并附出处，文章没有提及的不会回答。` +
    '也可以问哪些文章提到某个名字、有什么关于某个题目的文章、最新的文章，或某篇文章的作者。',
  identity: (count) =>
    `这是 Footnote，一个引述这里${count}篇文章来回答问题的程序，答案中没有由语言模型编写的句子。`,
}

const intros: Readonly<Record<string, string>> = {
  'zh-Hant': '例如：',
  'zh-Hans': '例如：',
}

/** The fixed reply to small talk in a language, English for one that has none. */
export function smallTalkReply(talk: SmallTalk, language: string, articles: number): string {
  const replies =
    language === 'zh-Hant'
      ? traditionalChinese
      : language === 'zh-Hans'
        ? simplifiedChinese
        : english
  return replies[talk](articles)
}

/** Sample questions under such a reply, one a line. */
export function sampleLines(language: string, samples: readonly string[]): string {
  return [intros[language] ?? 'For example:', ...samples.map((sample) => `- ${sample}`)].join('\n')
}
