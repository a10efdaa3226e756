/** Every word of an answer about the collection that is not quoted, in one language. */
export interface CollectionPhrases {
  /** Over a list of articles; `undated` of the `count` show no date. */
  readonly articles: (count: number, undated: number) => string
  readonly mentioning: (subject: string, count: number, undated: number) => string
  /** Over the newest, or oldest, articles. `undated` show no date and are not among them. */
  readonly newest: (undated: number) => string
  readonly oldest: (undated: number) => string
  readonly noneDated: string
  readonly beginning: (count: number) => string
  readonly dates: (count: number) => string
  readonly authors: (count: number) => string
  readonly publishers: (count: number) => string
  /** Under a list that is cut. */
  readonly more: (count: number) => string
  readonly notMentioned: (subject: string) => string
  /** For what an article, or none of several, shows. */
  readonly noDate: (title: string | undefined) => string
  readonly noAuthor: (title: string | undefined) => string
  readonly noPublisher: (title: string | undefined) => string
}

const english: CollectionPhrases = {
  articles: (count, undated) =>
    `${count === 1 ? 'There is one article' : `There are ${count} articles`}${englishOrder(count, undated)}:`,
  mentioning: (subject, count, undated) =>
    `${count === 1 ? 'One article mentions' : `${count} articles mention`} “${subject}”${englishOrder(count, undated)}:`,
  newest: (undated) => `The newest by date${englishUndated(undated)}:`,
  oldest: (undated) => `The oldest by date${englishUndated(undated)}:`,
  noneDated: 'No article shows its date, so their order says nothing:',
  beginning: (count) =>
    count === 1 ? 'The article begins:' : 'Several articles may be meant; they begin:',
  dates: (count) =>
    count === 1 ? 'What the article shows of its date:' : 'What the articles show of their dates:',
  authors: (count) =>
    count === 1
      ? 'What the article shows of its author:'
      : 'What the articles show of their authors:',
  publishers: (count) =>
    count === 1
      ? 'What the article shows of its publisher:'
      : 'What the articles show of their publishers:',
  more: (count) => `And ${count} more.`,
  notMentioned: (subject) => `No article mentions “${subject}”.`,
  noDate: (title) =>
    title ? `“${title}” shows no date of its own.` : 'No article shows its date.',
  noAuthor: (title) =>
    title ? `“${title}” does not say who wrote it.` : 'No article says who wrote it.',
  noPublisher: (title) =>
    title ? `“${title}” does not name its publisher.` : 'No article names its publisher.',
}

function englishOrder(count: number, undated: number): string {
  if (count === 1) return ''
  if (undated === count) return ', none of which shows its date'
  if (undated === 0) return ', newest first'
  return `, newest first; ${undated} of them ${undated === 1 ? 'shows' : 'show'} no date`
}

function englishUndated(undated: number): string {
  if (undated === 0) return ''
  return `; ${undated === 1 ? 'one more shows' : `${undated} more show`} no date`
}

const traditionalChinese: CollectionPhrases = {
  articles: (count, undated) => `共有${count}篇文章${chineseOrder(count, undated, true)}：`,
  mentioning: (subject, count, undated) =>
    `${count}篇文章提到「${subject}」${chineseOrder(count, undated, true)}：`,
  newest: (undated) => `按日期最新的文章${undated > 0 ? `；另有${undated}篇沒有日期` : ''}：`,
  oldest: (undated) => `按日期最早的文章${undated > 0 ? `；另有${undated}篇沒有日期` : ''}：`,
  noneDated: '沒有文章標明日期，次序並不代表先後：',
  beginning: (count) => (count === 1 ? '文章開頭：' : '可能是以下文章，開頭分別是：'),
  dates: () => '文章所示的日期：',
  authors: () => '文章所示的作者：',
  publishers: () => '文章所示的發布者：',
  more: (count) => `另有${count}篇。`,
  notMentioned: (subject) => `沒有文章提到「${subject}」。`,
  noDate: (title) => (title ? `《${title}》沒有標明日期。` : '沒有文章標明日期。'),
  noAuthor: (title) => (title ? `《${title}》沒有標明作者。` : '沒有文章標明作者。'),
  noPublisher: (title) => (title ? `《${title}》沒有標明發布者。` : '沒有文章標明發布者。'),
}

const simplifiedChinese: CollectionPhrases = {
  articles: (count, undated) => `共有${count}篇文章${chineseOrder(count, undated, false)}：`,
  mentioning: (subject, count, undated) =>
    `${count}篇文章提到“${subject}”${chineseOrder(count, undated, false)}：`,
  newest: (undated) => `按日期最新的文章${undated > 0 ? `；另有${undated}篇没有日期` : ''}：`,
  oldest: (undated) => `按日期最早的文章${undated > 0 ? `；另有${undated}篇没有日期` : ''}：`,
  noneDated: '没有文章标明日期，次序并不代表先后：',
  beginning: (count) => (count === 1 ? '文章开头：' : '可能是以下文章，开头分别是：'),
  dates: () => '文章所示的日期：',
  authors: () => '文章所示的作者：',
  publishers: () => '文章所示的发布者：',
  more: (count) => `另有${count}篇。`,
  notMentioned: (subject) => `没有文章提到“${subject}”。`,
  noDate: (title) => (title ? `《${title}》没有标明日期。` : '没有文章标明日期。'),
  noAuthor: (title) => (title ? `《${title}》没有标明作者。` : '没有文章标明作者。'),
  noPublisher: (title) => (title ? `《${title}》没有标明发布者。` : '没有文章标明发布者。'),
}

function chineseOrder(count: number, undated: number, traditional: boolean): string {
  if (count === 1) return ''
  const none = traditional ? '沒有' : '没有'
  if (undated === count) return `，均${none}日期`
  const newest = `，由新到${traditional ? '舊' : '旧'}`
  return undated === 0 ? newest : `${newest}；其中${undated}篇${none}日期`
}

/** The framing words for a language; English for one that has none. */
export function collectionPhrasesFor(language: string): CollectionPhrases {
  if (language === 'zh-Hant') return traditionalChinese
  if (language === 'zh-Hans') return simplifiedChinese
  return english
}
