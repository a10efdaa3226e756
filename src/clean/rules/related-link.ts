import {
  type BlockView,
  columns,
  endsSentence,
  isOpen,
  isProse,
  type Rule,
  whole,
} from '../block-view.ts'

/** In columns. */
const widestLink = 260

const names =
  "read more|also read|read also|read next|see also|watch also|also watch|also see|more to read|further reading|related(?: (?:stories|articles|news|links?|topics|coverage|reading|posts|content|reports?|items))?|more (?:on|from|stories|news|articles|headlines|coverage)|recommended(?: (?:reading|stories|for you|articles))?|you (?:may|might) (?:also )?(?:like|be interested in)|don['’]t miss|must[- ]read|editors?['’]?s? picks?|most (?:read|popular|viewed)|trending(?: now)?|top stories|latest (?:news|stories|headlines)|in (?:other|related) news|up next|what to read next"
const chineseNames =
  '(?:相关|相關|延伸|推荐|推薦|扩展|擴展|更多|热门|熱門|精彩)(?:阅读|閱讀|新闻|新聞|报道|報道|報導|链接|連結|文章|推荐|推薦|资讯|資訊|内容|內容|专题|專題)|猜你喜欢|猜你喜歡|大家都在看|其他人也在看|另见|另見'

/** A label and what it points to, on one line. */
const labelled = new RegExp(
  `^(?:[▶►>»*•-]\\s*)?(?:(?:${names})\\s*(?:[:：|»>]|[-–—]\\s)|(?:${chineseNames})\\s*[:：|丨｜])\\s*\\S`,
  'i',
)
/** A label alone: what follows it are the links. */
const header = new RegExp(`^(?:[▶►>»*•#-]\\s*)?(?:${names}|${chineseNames})\\s*[:：»>]*$`, 'i')
/** `Read more about the bridge`, `Click here for more`: no label, no sentence. */
const pointer = /^(?:read (?:more|the full (?:story|article))|click here)\b.{0,100}$/i

/** Links to other stories: labelled lines, lists under a label, headlines behind the last paragraph. */
export const relatedLink: Rule = (views) => {
  const found = new Set<BlockView>()
  views.forEach((view, index) => {
    if (!isOpen(view) || columns(view.text.slice(0, widestLink + 1)) > widestLink) return
    if (
      (labelled.test(view.text) && !goesOnAsText(view.text)) ||
      (pointer.test(view.text) && !endsSentence(view.text))
    )
      found.add(view)
    if (header.test(view.text)) {
      const links = linksFrom(views, index + 1)
      if (links.length > 0 || index === views.length - 1)
        for (const link of [view, ...links]) found.add(link)
    }
  })
  for (const view of closingHeadlines(views, found)) found.add(view)
  return [...found].map((view) => whole(view, 'related-link'))
}

/** `Related: the word has a second sense.` is no headline: small letter first, full stop last. */
function goesOnAsText(text: string): boolean {
  return /^[^:：|»>]*[:：|»>–—-]\s*\p{Ll}/u.test(text) && endsSentence(text)
}

/** The headlines that follow a label, up to the first prose or heading. */
function linksFrom(views: readonly BlockView[], from: number): BlockView[] {
  const links: BlockView[] = []
  for (const view of views.slice(from, from + 30)) {
    if (view.role !== 'content' || !isHeadline(view)) break
    links.push(view)
  }
  return links
}

/**
 * The list of headlines a page ends with. A list the text leads up to (a colon, a heading) is part of
 * the article, and so is one that nothing but the end of the file follows.
 */
function closingHeadlines(views: readonly BlockView[], found: ReadonlySet<BlockView>): BlockView[] {
  const isNoise = (view: BlockView) => !isOpen(view) || found.has(view)
  const last = views.findLastIndex((view) => !isNoise(view))
  let start = last + 1
  while (start > 0 && isListedHeadline(views[start - 1] as BlockView)) start -= 1
  const run = views.slice(start, last + 1)
  const before = views[start - 1]
  if (run.length < 2 || !before || /[:：]$/.test(before.text) || before.role === 'heading')
    return []
  const onlyLinks = run.every(({ isOnlyLinks }) => isOnlyLinks)
  return onlyLinks || isNoise(before) || views.length > last + 1 ? run : []
}

function isListedHeadline(view: BlockView): boolean {
  return view.role === 'content' && (view.isListItem || view.isOnlyLinks) && isHeadline(view)
}

function isHeadline(view: BlockView): boolean {
  const width = columns(view.text.slice(0, 240))
  if (isProse(view) || width > 180 || width < 8) return false
  return view.isOnlyLinks || !/[.。;；]["”’』」]?$/.test(view.text)
}
