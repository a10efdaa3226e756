import type { Citation } from '../answer/answer.ts'
import { phrasesFor } from '../answer/phrases.ts'
import type { ExportLanguage } from './conversation.ts'

/** Every word of an export that is neither asked nor quoted. */
export interface ExportWords {
  readonly conversation: string
  readonly savedOn: (date: string) => string
  readonly understoodAs: string
  readonly notHere: string
  readonly nearest: string
  readonly nearestTo: (question: string) => string
  readonly unknownTerms: (terms: readonly string[]) => string
  readonly sources: string
  /** Before a title that was made of the first sentence. */
  readonly begins: (title: string) => string
  readonly page: (first: number, last: number | null) => string
  readonly exactPlace: string
  readonly original: string
  readonly revision: string
  readonly alsoIn: string
  readonly backTo: (number: number) => string
  readonly quoted: (ids: string) => string
  readonly byModel: (text: string) => string
}

const english: ExportWords = {
  conversation: 'Conversation',
  savedOn: (date) => `Quotes from articles, by Footnote. Saved on ${date}.`,
  understoodAs: 'Understood as:',
  notHere: 'Not in these articles.',
  nearest: 'Nearest passages, not an answer:',
  nearestTo: (question) => `Nearest to the following, not an answer: ${question}`,
  unknownTerms: (terms) => `No article mentions: ${terms.join(', ')}.`,
  sources: 'Sources',
  begins: (title) => `Untitled, begins: ${title}`,
  page: (first, last) => (last === null ? `p. ${first}` : `pp. ${first}–${last}`),
  exactPlace: 'Exact place:',
  original: 'Original:',
  revision: 'Text:',
  alsoIn: 'Also in:',
  backTo: (number) => `Back to quote ${number}`,
  quoted: (ids) => `Quoted: ${ids}`,
  byModel: phrasesFor('en').byModel,
}

const traditionalChinese: ExportWords = {
  conversation: '對話',
  savedOn: (date) => `由 Footnote 從文章中引用原文。儲存日期：${date}。`,
  understoodAs: '理解為：',
  notHere: '這些文章中沒有答案。',
  nearest: '最接近的段落，並非答案：',
  nearestTo: (question) => `與以下問題最接近的段落，並非答案：${question}`,
  unknownTerms: (terms) => `沒有文章提及：${terms.join('、')}。`,
  sources: '資料來源',
  begins: (title) => `無題，開頭為：${title}`,
  page: (first, last) => (last === null ? `第 ${first} 頁` : `第 ${first}–${last} 頁`),
  exactPlace: '原文位置：',
  original: '原網址：',
  revision: '文本：',
  alsoIn: '亦見於：',
  backTo: (number) => `返回引文 ${number}`,
  quoted: (ids) => `引文：${ids}`,
  byModel: phrasesFor('zh-Hant').byModel,
}

const simplifiedChinese: ExportWords = {
  conversation: '对话',
  savedOn: (date) => `由 Footnote 从文章中引用原文。保存日期：${date}。`,
  understoodAs: '理解为：',
  notHere: '这些文章中没有答案。',
  nearest: '最接近的段落，并非答案：',
  nearestTo: (question) => `与以下问题最接近的段落，并非答案：${question}`,
  unknownTerms: (terms) => `没有文章提到：${terms.join('、')}。`,
  sources: '资料来源',
  begins: (title) => `无题，开头为：${title}`,
  page: (first, last) => (last === null ? `第 ${first} 页` : `第 ${first}–${last} 页`),
  exactPlace: '原文位置：',
  original: '原网址：',
  revision: '文本：',
  alsoIn: '另见于：',
  backTo: (number) => `返回引文 ${number}`,
  quoted: (ids) => `引文：${ids}`,
  byModel: phrasesFor('zh-Hans').byModel,
}

export function exportWords(language: ExportLanguage): ExportWords {
  if (language === 'zh-Hant') return traditionalChinese
  if (language === 'zh-Hans') return simplifiedChinese
  return english
}

const locales = { en: 'en-GB', 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN' } as const

/** `2023-03-21` as `21 March 2023` or `2023年3月21日`; anything else as it stands. */
export function readableDate(date: string, language: ExportLanguage): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time)) return date
  const parts = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locales[language], parts).format(time)
}

/** The title; one that was made of the first words is told as such. */
export function sourceTitle(
  { title, title_origin: origin }: Pick<Citation, 'title' | 'title_origin'>,
  language: ExportLanguage,
): string {
  const plain = title.replace(/\s+/gu, ' ').trim()
  return origin === 'first-sentence' ? exportWords(language).begins(plain) : plain
}

/** Title, publisher, date and page, as far as they are known. */
export function sourceParts(citation: Citation, language: ExportLanguage): string[] {
  const { publisher, published_at: date, page, page_end: last } = citation
  return [
    sourceTitle(citation, language),
    publisher?.replace(/\s+/gu, ' ').trim(),
    date ? readableDate(date, language) : undefined,
    typeof page === 'number' ? exportWords(language).page(page, last ?? null) : undefined,
  ].filter((part): part is string => part !== undefined && part !== '')
}
