/** What of an article a record's fields may hold. */
export type RecordField =
  | 'text'
  | 'title'
  | 'author'
  | 'date'
  | 'publisher'
  | 'url'
  | 'language'
  | 'id'

/**
 * Names that records give these fields, compared without case, spaces, `_` and `-`; the first that a
 * record has and that is not empty is taken.
 */
export const fieldNames: Readonly<Record<RecordField, readonly string[]>> = {
  text: [
    'text',
    'body',
    'content',
    'articleBody',
    'fullText',
    'bodyText',
    'contentHtml',
    'html',
    'contentText',
    'articleText',
    'markdown',
    'story',
    '正文',
    '内容',
    '內容',
    '全文',
  ],
  title: ['title', 'headline', 'name', 'subject', '标题', '標題'],
  author: ['author', 'authors', 'byline', 'creator', 'writer', 'by', '作者', '记者', '記者'],
  date: [
    'date',
    'publishedAt',
    'datePublished',
    'published',
    'publishDate',
    'publicationDate',
    'publishedDate',
    'pubDate',
    'firstPublished',
    'created',
    'createdAt',
    'dateCreated',
    'updated',
    'updatedAt',
    'dateModified',
    'timestamp',
    '日期',
    '发布时间',
    '發佈時間',
    '发布日期',
    '时间',
  ],
  publisher: [
    'publisher',
    'source',
    'site',
    'siteName',
    'publication',
    'newspaper',
    'outlet',
    '来源',
    '來源',
    '媒体',
    '媒體',
  ],
  url: [
    'url',
    'link',
    'permalink',
    'canonicalUrl',
    'sourceUrl',
    'webUrl',
    'href',
    'mainEntityOfPage',
    '链接',
    '連結',
    '网址',
    '網址',
  ],
  language: ['language', 'lang', 'inLanguage', 'locale', '语言', '語言'],
  id: ['id', '_id', 'guid', 'uuid', 'articleId', 'identifier', '@id', '编号', '編號'],
}

/** Names that `--fields` may map: the fields, and `items`, where in a JSON file its list of records is. */
export const mappableNames = [...Object.keys(fieldNames), 'items'] as (RecordField | 'items')[]

/** A field's name as it is compared. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
}
