import { findBareDate } from './find-date.ts'

export type MetadataKind = 'published' | 'updated' | 'source' | 'author' | 'editor' | 'url'

/** One statement of a line that says where an article comes from. */
export interface MetadataItem {
  readonly kind: MetadataKind
  /** As shown; for dates `YYYY-MM-DD`. */
  readonly value: string
}

/** Longer lines are running text. In UTF-16 units. */
const longestLine = 200

const labels: readonly { readonly kind: MetadataKind; readonly pattern: RegExp }[] = [
  {
    kind: 'updated',
    pattern:
      /^(?:(?:last )?(?:updated|modified|revised)|page last updated|review date|(?:最后|最後|最近)?(?:更新|修改)(?:时间|時間|日期|于|於)?)(?:\s+(?:on|at))?\s*[:：]?\s*/i,
  },
  {
    kind: 'published',
    pattern:
      /^(?:(?:first )?published|publish(?:ed|ing)? date|publication date|posted|issued|ends\/|released?|release date|date(?: of issue)?|(?:发布|發布|發佈|发表|發表|刊登|出版)(?:时间|時間|日期|于|於)?|日期|时间|時間)(?:\s+(?:on|at))?\s*[:：]?\s*/i,
  },
  {
    kind: 'source',
    pattern:
      /^(?:source|from|(?:文章|信息|新闻|消息|稿件|資料)?[来來]源|稿源|出[处處])\s*[:：]\s*/i,
  },
  {
    kind: 'author',
    pattern:
      /^(?:(?:author|authors|writer|reporter|byline|written by|reported by|story by)\s*[:：]|(?:written|reported|reporting|story) by\s|(?:作者|[记記]者|撰文|文字?|通[讯訊][员員])\s*[:：])\s*/i,
  },
  {
    kind: 'editor',
    pattern:
      /^(?:(?:editor|edited by|editing by|web editor|责任编辑|責任編輯|编辑|編輯|责编|責編|校对|校對|审核|審核|监制|監製|值班[编編][辑輯])\s*[:：]|(?:edited|editing) by\s)\s*/i,
  },
  {
    kind: 'url',
    pattern:
      /^(?:url|link|permalink|original(?: (?:link|url|article))?|source|原文(?:链接|連結|地址)?|[链鏈]接|網址|网址)\s*[:：]\s*(?=https?:\/\/)/i,
  },
]

/** How often a page was read, or how long that takes: it stands among the statements and is none. */
const counter =
  /^(?:(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論)(?:量|数|數|次数|次數)?\s*[:：]?\s*[\d,.]+\s*次?|\d[\d,.]*\s*(?:[- ]?min(?:ute)?s?(?: read)?|comments?|views?|shares?|次(?:阅读|浏览|閱讀|瀏覽)))$/i

/**
 * What a line says about its article, or undefined when any part of it is something else. Parts
 * stand between bars, wide spaces, or before the next label: `2024-05-01 | Source: Harbour Post`.
 */
export function readMetadataLine(line: string): MetadataItem[] | undefined {
  if (line.length > longestLine) return undefined
  const items = partsOf(line).map(({ text }) => readPart(text))
  return items.length > 0 && items.every((item) => item !== undefined) ? items : undefined
}

/** Where, after a bar, the rest of a line is metadata: in `A title | Updated: 2024-05-01`, the bar. */
export function metadataTail(line: string): number | undefined {
  for (const { index } of line.length > longestLine ? [] : line.matchAll(/\s*[|｜]/g)) {
    if (index > 0 && readMetadataLine(line.slice(index).replace(/^\s*[|｜]/, ''))) return index
  }
  return undefined
}

function partsOf(line: string): { text: string }[] {
  const border =
    /\s*[|｜\t]\s*|;\s+(?=(?:edit|report|writ)ing by)|[\s\u3000]{2,}|\u3000|\s+(?=(?:(?:文章|信息)?[来來]源|作者|[记記]者|责任编辑|責任編輯|编辑|編輯|发布时间|发布日期|發佈時間|更新时间|阅读|閱讀|浏览|瀏覽|source|updated|published|by line|editor|author)\s*[:：])/i
  return line
    .split(border)
    .map((text) => ({ text: text.replace(/^[\s([【（]+|[\s)\]】）]+$/g, '') }))
    .filter(({ text }) => text !== '' && !counter.test(text))
}

function readPart(text: string): MetadataItem | undefined {
  const bare = findBareDate(text)
  if (bare) return { kind: 'published', value: bare }
  if (/^https?:\/\/\S+$/.test(text)) return { kind: 'url', value: text }
  for (const { kind, pattern } of labels.toReversed()) {
    const label = pattern.exec(text)?.[0]
    const value = label === undefined ? '' : text.slice(label.length).trim()
    if (label === undefined || value === '') continue
    if (kind !== 'published' && kind !== 'updated') return named(kind, value)
    const date = findBareDate(value)
    if (date) return { kind, value: date }
  }
  return /^\d{1,2}:\d{2}(?::\d{2})?$/.test(text) ? undefined : byline(text)
}

const nameWord = /^(?:\p{Lu}[\p{L}.'’-]*|and|&|in|for|of|de|van|von|der|bin|al)$/u

function named(kind: MetadataKind, value: string): MetadataItem | undefined {
  const isSentence = value.length > 80 || /[.!?。！？]\s+\S|[。！？]$/.test(value)
  return isSentence ? undefined : { kind, value }
}

/** `By Ann Lee`, `By ANN LEE and Bo Chan in Hong Kong`: names only, no sentence. */
function byline(text: string): MetadataItem | undefined {
  const value = /^by[:\s]\s*(\S.{0,78})$/i.exec(text)?.[1]
  const words = value?.split(/[\s,]+/).filter(Boolean) ?? []
  const areNames = words.every((word) => nameWord.test(word)) && /^\p{Lu}/u.test(value ?? '')
  return value && areNames ? { kind: 'author', value } : undefined
}
