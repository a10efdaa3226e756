import { type BlockView, columns, isOpen, type Rule, whole } from '../block-view.ts'

/** In columns. */
const widestLine = 200

/** What buttons and menus say; a line of nothing else is one. */
const controls = new Set(
  `home menu search share print email e-mail save like tweet pin facebook twitter x linkedin whatsapp
  wechat weibo instagram youtube telegram reddit rss login logout log in out sign up register subscribe
  skip to main content back top next previous prev page older newer first last font size large medium
  small a a- a+ + - text toggle navigation close open comments comment copy link languages language
  english chinese simplified traditional en eng sc tc 简 繁 英 简体 繁體 繁体 简体中文 繁體中文 中文 首页
  首頁 主页 主頁 返回 顶部 頂部 打印 列印 分享 分享到 分享至 收藏 关闭 關閉 关闭窗口 字号 字體 字体 字號 大 中 小 微信
  微博 朋友圈 登录 登入 注册 註冊 搜索 搜尋 上一页 下一页 上一頁 下一頁 上一篇 下一篇 末页 尾页 更多 more`
    .split(/\s+/)
    .filter(Boolean),
)

/** One of these among the parts of a bar-separated line makes it a menu. */
const menuWord =
  /^(?:home|about(?: us)?|contact(?: us)?|log ?in|sign (?:in|up)|subscribe|search|site ?map|privacy(?: policy)?|help|faqs?|首页|首頁|主页|主頁|登录|登入|注册|联系我们|聯絡我們|关于我们|關於我們|网站地图)$/i

/** What a breadcrumb trail begins with, and the label before it. */
const crumbStart = /^(?:home|homepage|main|index|start|首页|首頁|主页|主頁)\s*(?:[>»›＞/→]|::)/i
const crumbLabel =
  /^(?:you are here|(?:当前|當前|您(?:的|现在的|現在的)?|现在|現在|所在)位置)\s*[:：]/i

/** Lines about the page: shares, comments, tags, neighbours, advertisements, rules and end marks. */
const pageLines: readonly RegExp[] = [
  /^(?:share|save|print|e-?mail|bookmark|listen to|like) this(?: (?:article|story|page|post|on))?\b.{0,40}$/i,
  /^(?:\d+ )?comments?(?:\s*\(\d+\))?$|^(?:leave a|post a|view all) (?:reply|comments?)$/i,
  /^(?:tags?|keywords|filed under|categories|标签|標籤|关键词|关键字|關鍵詞|關鍵字)\s*[:：]/i,
  /^[上下]一?(?:篇|条|條|则|則|頁|页)\s*[:：]|^(?:previous|next) (?:article|story|post)\b/i,
  /^(?:(?:story|article) continues below )?advertisements?$|^sponsored(?: content)?$|^[广廣]告$/i,
  /^(?:[（(]\s*完\s*[)）]|完|ends?|n{4}|-\s?30\s?-)$/i,
  /^[*＊=_~#·•—–+.-]{3,}$/,
]

/** Breadcrumbs, menus, search and share bars, pagers. */
export const navigation: Rule = (views) =>
  views
    .filter((view) => isOpen(view) && columns(view.text.slice(0, widestLine + 1)) <= widestLine)
    .filter((view) => isPageLine(view) || isBar(view) || isWay(view.text))
    .map((view) => whole(view, 'navigation'))

function isPageLine({ role, text }: BlockView): boolean {
  return role === 'content' && pageLines.some((pattern) => pattern.test(text))
}

function isWay(text: string): boolean {
  return isBreadcrumb(text) || isMenu(text) || isPager(text)
}

function isBreadcrumb(text: string): boolean {
  const parts = text.split(/\s*(?:[>»›＞→]|::)\s*/)
  if (parts.some((part) => columns(part) > 60 || /[.!?。！？]\s|[。！？]$/.test(part))) return false
  if (crumbStart.test(text) || crumbLabel.test(text)) return true
  const words = parts.every((part) => /^\p{L}[\p{L}\s&,'’/-]*$/u.test(part))
  return parts.length > 2 && words && / [>»›＞] |[＞›»]/.test(text)
}

function isMenu(text: string): boolean {
  const parts = text.split(/\s*[|｜·•\t]\s*/).filter(Boolean)
  const known = parts.filter((part) => menuWord.test(part)).length
  const isSplit = parts.length > 2 && parts.every((part) => columns(part) < 30)
  // One such word may begin a page's own name: `Home | County Court | Directions`.
  return isSplit && known > (parts.length > 4 ? 0 : 1)
}

/** `1 2 3 4 5`, `< 1 2 3 … 9 >`, `Page 2 of 7`, `第1页 共5页`. */
function isPager(text: string): boolean {
  if (/^(?:page\s+)?\d+\s*(?:of|\/)\s*\d+(?:\s*pages?)?$/i.test(text)) return /page/i.test(text)
  if (/^[第共]\s*\d+\s*[页頁](?:[\s,，/]*[第共]\s*\d+\s*[页頁])?$/.test(text)) return true
  const bare = text.replace(
    /[<>«»‹›[\](){}|.…]|\b(?:prev(?:ious)?|next|first|last|page)\b|[上下]一[页頁]|[首末尾][页頁]/gi,
    ' ',
  )
  if (!/^[\d\s]+$/.test(bare)) return false
  const numbers = bare.trim().split(/\s+/).map(Number)
  const rising = numbers.every(
    (number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1,
  )
  return numbers.length > 2 && numbers[0] === 1 && (rising || bare.length < text.length)
}

/** A line of nothing but controls: `Share Print Email`, `字号：大 中 小`. */
function isBar({ text, role, level }: BlockView): boolean {
  if (role === 'heading' && level !== undefined) return false
  const words = text
    .toLowerCase()
    .split(/[\s|/｜:：,，、·•[\]()（）【】]+/)
    .filter(Boolean)
  const known = words.length > 0 && words.length <= 16 && words.every((word) => controls.has(word))
  return known && /\p{L}{2}|[\u2E80-\u9FFF]|[+-]/u.test(text)
}
