import type { RefusalReason } from '../evidence/refuse.ts'

/** A value as its quote has it. */
export interface DifferingValue {
  readonly text: string
  readonly date: string | null
  readonly number: number
}

/** Every word of an answer that is not quoted, in one language. */
export interface Phrases {
  /** Before the quotes of one article. */
  readonly from: (title: string, date: string | null) => string
  /** The same where a quote says "last month": the article's own date beside it, nothing worked out. */
  readonly fromDated: (title: string, date: string | null) => string
  readonly refusals: Readonly<Record<RefusalReason, string>>
  /** Over the quotes of one part of a question; `seen` are quotes that stand above already. */
  readonly part: (question: string, seen: readonly number[]) => string
  /** In place of the quotes of a part that is not answered. */
  readonly partNotHere: (question: string, message: string) => string
  /** What the question supposes, and what an article says instead; both as they are written there. */
  readonly premise: (asked: string, found: string) => string
  /** Values that differ, each with its date and the number of its quote. */
  readonly differ: (values: readonly DifferingValue[], isOneArticle: boolean) => string
  readonly unknownTerms: (words: readonly string[]) => string
  /** Before words of a language model, where nothing but the words tells them from ours. */
  readonly byModel: (words: string) => string
  /** Under an answer that a language model was to choose the quotes of, and did not. */
  readonly withoutModel: (reason: string) => string
  /** What was searched for when a question was put into the language of the articles. */
  readonly searchedFor: (gloss: string) => string
  /** Over a refusal. */
  readonly notHere: string
  /** Over what comes nearest to an answer. */
  readonly nearest: string
}

const numbers = (list: readonly number[]): string => list.map((number) => `[${number}]`).join(', ')

const english: Phrases = {
  from: (title, date) => `From “${title}”${date ? ` (${date})` : ''}:`,
  fromDated: (title, date) =>
    `From “${title}” (${date ? `article dated ${date}` : 'the article shows no date'}):`,
  refusals: {
    no_match: 'Nothing in these articles matches the question.',
    low_confidence:
      'These articles touch on the subject, but no sentence in them answers the question.',
    out_of_scope: 'These articles are not about this.',
    not_a_question: 'There are no words here to look for. Ask in a sentence or a few keywords.',
    language_not_covered:
      'None of these articles is in the language of the question. Ask in the language of the articles.',
    no_source_matches_filters: 'No article passes the filters that were set.',
    false_premise: 'These articles say otherwise.',
  },
  part: (question, seen) => `On “${question}”${seen.length > 0 ? `, see ${numbers(seen)}` : ''}:`,
  partNotHere: (question, message) => `Not in these articles: “${question}” ${message}`,
  premise: (asked, found) => `The question says “${asked}”; these articles say “${found}”.`,
  differ: (values, isOneArticle) =>
    `${isOneArticle ? 'The article gives different values' : 'The articles differ'}: ${values
      .map(({ text, date, number }) => `“${text}”${date ? ` (${date})` : ''} [${number}]`)
      .join(' / ')}`,
  unknownTerms: (words) => `No article uses: ${words.join(', ')}.`,
  byModel: (words) => `[language model, not quoted] ${words}`,
  withoutModel: (reason) => `Answered without the language model (${reason}).`,
  searchedFor: (gloss) => `Searched for, word by word: ${gloss}`,
  notHere: 'Not in these articles.',
  nearest: 'Nearest, but not an answer:',
}

const traditionalChinese: Phrases = {
  from: (title, date) => `出自《${title}》${date ? `（${date}）` : ''}：`,
  fromDated: (title, date) =>
    `出自《${title}》（${date ? `文章日期：${date}` : '文章沒有日期'}）：`,
  refusals: {
    no_match: '這些文章中沒有與問題相符的內容。',
    low_confidence: '這些文章談及相關題目，但沒有任何句子能回答這個問題。',
    out_of_scope: '這些文章並非關於此事。',
    not_a_question: '問題中沒有可供查找的字詞。請輸入一句話或幾個關鍵詞。',
    language_not_covered: '沒有文章使用這個問題的語言。請用文章的語言提問。',
    no_source_matches_filters: '沒有文章符合所選的篩選條件。',
    false_premise: '這些文章的說法與此不同。',
  },
  part: (question, seen) => `關於「${question}」${seen.length > 0 ? `，見${numbers(seen)}` : ''}：`,
  partNotHere: (question, message) => `這些文章中沒有答案：「${question}」${message}`,
  premise: (asked, found) => `問題說的是「${asked}」，這些文章說的是「${found}」。`,
  differ: (values, isOneArticle) =>
    `${isOneArticle ? '文章給出不同的數字' : '文章的說法不一'}：${values
      .map(({ text, date, number }) => `「${text}」${date ? `（${date}）` : ''}[${number}]`)
      .join(' / ')}`,
  unknownTerms: (words) => `沒有文章用過：${words.join('、')}。`,
  byModel: (words) => `〔語言模型的話，並非引文〕${words}`,
  withoutModel: (reason) => `此答案沒有使用語言模型（${reason}）。`,
  searchedFor: (gloss) => `文章為英文，逐詞查找：${gloss}`,
  notHere: '這些文章中沒有答案。',
  nearest: '最接近的內容（並非答案）：',
}

const simplifiedChinese: Phrases = {
  from: (title, date) => `出自《${title}》${date ? `（${date}）` : ''}：`,
  fromDated: (title, date) =>
    `出自《${title}》（${date ? `文章日期：${date}` : '文章没有日期'}）：`,
  refusals: {
    no_match: '这些文章中没有与问题相符的内容。',
    low_confidence: '这些文章谈及相关题目，但没有任何句子能回答这个问题。',
    out_of_scope: '这些文章并非关于此事。',
    not_a_question: '问题中没有可供查找的字词。请输入一句话或几个关键词。',
    language_not_covered: '没有文章使用这个问题的语言。请用文章的语言提问。',
    no_source_matches_filters: '没有文章符合所选的筛选条件。',
    false_premise: '这些文章的说法与此不同。',
  },
  part: (question, seen) => `关于“${question}”${seen.length > 0 ? `，见${numbers(seen)}` : ''}：`,
  partNotHere: (question, message) => `这些文章中没有答案：“${question}”${message}`,
  premise: (asked, found) => `问题说的是“${asked}”，这些文章说的是“${found}”。`,
  differ: (values, isOneArticle) =>
    `${isOneArticle ? '文章给出不同的数字' : '文章的说法不一'}：${values
      .map(({ text, date, number }) => `“${text}”${date ? `（${date}）` : ''}[${number}]`)
      .join(' / ')}`,
  unknownTerms: (words) => `没有文章用过：${words.join('、')}。`,
  byModel: (words) => `〔语言模型的话，并非引文〕${words}`,
  withoutModel: (reason) => `此答案没有使用语言模型（${reason}）。`,
  searchedFor: (gloss) => `文章为英文，逐词查找：${gloss}`,
  notHere: '这些文章中没有答案。',
  nearest: '最接近的内容（并非答案）：',
}

/** The framing words for a language; English for one that has none. */
export function phrasesFor(language: string): Phrases {
  if (language === 'zh-Hant') return traditionalChinese
  if (language === 'zh-Hans') return simplifiedChinese
  return english
}
