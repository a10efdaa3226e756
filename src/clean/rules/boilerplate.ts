import { type BlockView, columns, isOpen, type Mark, type Rule, whole } from '../block-view.ts'

/** Wider lines are paragraphs; only a sentence at their end may be boilerplate. In columns. */
const widestLine = 320

/** Whole lines, by how they begin or what all of them are. */
const lines: readonly RegExp[] = [
  /^(?:copyright\s*)?(?:©|\(c\)(?=\s*(?:\d{4}|copyright|\p{Lu})))/iu,
  /^copyright(?:\s*[:：]|\s+(?:notice|by\b|\(c\)|©|\d{4}))/i,
  /\ball rights reserved\b[.\s©]*(?:\d{4})?\s*$/i,
  /^(?:版权所有|版權所有|著作权|著作權|版权声明|版權聲明|免责声明|免責聲明|特别声明|特別聲明|转载声明|轉載聲明)(?:\s*[:：©]|\s*$|\s+\S|，)/,
  /^.{0,60}(?:版权所有|版權所有|保留所有权利|保留所有權利)[。.\s©\d]*$/,
  /(?:未经|未經).{0,40}(?:不得|严禁|嚴禁|请勿|請勿).{0,40}(?:转载|轉載|复制|複製|使用|引用)/,
  /^(?:\S{1,2}ICP[备備證证]|\S{1,3}公网安备|网站标识码)/,
  /^(?:presented|powered|brought to you|sponsored) by:?\s+[\p{Lu}\d][^.!?]{1,80}\.?$/iu,
  /^(?:we|this (?:web)?site|our (?:web)?site)\b.{0,30}\buses? cookies\b/i,
  /^(?:by (?:continuing|using)|if you continue)\b.{0,80}\b(?:cookies|terms|privacy policy)\b/i,
  /^(?:accept|reject|manage)(?: all)? cookies?(?: settings| preferences)?$/i,
  /^(?:subscribe|sign up)\b.{0,60}\b(?:newsletters?|updates|alerts|inbox|today|now|channel|free)\b/i,
  /^(?:follow|like|join|find) us (?:on|at)\b.{0,100}$/i,
  /^(?:download|get) (?:our|the) (?:\S+ ){0,3}apps?\b.{0,80}$/i,
  /^(?:terms (?:of|and) \w+|privacy policy|cookie policy|disclaimer|accessibility|sitemap|site map)(?:\s*[|·•]\s*.{1,80})?$/i,
  /^(?:扫描?|掃描?|长按|長按|微信扫).{0,20}(?:二维码|二維碼|关注|關注|下载|下載)/,
  /^(?:欢迎|歡迎|敬请|請|请)?(?:关注|關注|订阅|訂閱|下载|下載)(?:我们|我們|本报|本報|本站|.{0,12}(?:微信|公众号|公眾號|客户端|客戶端|APP|频道|頻道)).{0,30}$/i,
  /^(?:网站地图|網站地圖|隐私政策|隱私政策|私隐政策|私隱政策|使用条款|使用條款|关于我们|關於我們)(?:\s*[|｜·]\s*.{1,60})?$/,
]

/** Sentences that say whose views an article holds not: whole lines, or the last of a paragraph. */
const disclaimers: readonly RegExp[] = [
  /\b(?:views?|opinions?|contents?|positions?)\b.{0,140}\b(?:do|does|may) not\b.{0,30}\b(?:reflect|represent)\b/i,
  /\b(?:views?|opinions?)\b[^.]{0,80}\bare (?:solely |entirely |purely )?(?:his|her|their|those of (?:the|its) authors?|the author['’]?s?)\b(?: own)?/i,
  /(?:本文|文章|以上|文中|此文|内容|內容|言论|言論|观点|觀點).{0,30}(?:不代表|仅代表|僅代表|只代表|纯属|純屬).{0,30}(?:观点|觀點|立场|立場|意见|意見|看法|本网|本站|本報|本报|个人|個人)/,
]

/** Legal and house lines: copyright, disclaimers, presenters, cookie and subscription notices. */
export const boilerplate: Rule = (views) =>
  views.flatMap((view) => {
    if (!isOpen(view)) return []
    const isLine = columns(view.text.slice(0, widestLine + 1)) <= widestLine
    if (isLine && lines.some((pattern) => pattern.test(view.text))) {
      return [whole(view, 'boilerplate')]
    }
    return disclaimerOf(view)
  })

/** The sentence at a block's end, or all of it when it is nothing else. */
function disclaimerOf(view: BlockView): Mark[] {
  const from = Math.max(0, view.text.length - widestLine)
  const tail = view.text.slice(from)
  const matches = disclaimers.flatMap((pattern) => pattern.exec(tail) ?? [])
  if (matches.length === 0) return []
  const place = Math.min(
    ...disclaimers.map((pattern) => tail.search(pattern)).filter((at) => at >= 0),
  )
  const before = /^[\s\S]*(?:[.!?]["”’)]*\s+|[。！？][”』」）]*\s*)/.exec(tail.slice(0, place))
  const start = from + (before?.[0].length ?? 0)
  // Cut off at the front of the tail, the sentence is longer than any disclaimer.
  if (start === from && from > 0) return []
  if (start === 0) return [whole(view, 'boilerplate')]
  return view.isExact ? [{ start: view.start + start, end: view.end, role: 'boilerplate' }] : []
}
