import { type BlockView, columns, isOpen, type Mark, type Rule, whole } from '../block-view.ts'

/** A paragraph wider than this is no caption, but may have one's credit at its end. In columns. */
const widestCaption = 420
const widestLabelled = 300

/** A credit in brackets at the end of a line: `[Photo/Agency]`, `(Photo by Ann Lee)`, `（图：甲社）`. */
const credit =
  /[[(（【〔]\s*(?:(?:file |stock |screen ?)?(?:photos?|pictures?|images?|pics?|photographs?|illustrations?|graphics?|screenshot)\b|(?:资料|資料|网络|網絡|官方)?[图圖](?:片|源|文)?(?:\s*[:：/／]|[来來]源|[由為为])|(?:资料|資料)[图圖]片?|摄影|攝影|[^()（）[\]]{1,40}(?:供图|供圖|[摄攝](?:影)?\s*[\])）】〕]))[^\])）】〕\n]{0,80}[\])）】〕]?\s*$/i

/** Lines that begin as captions do. */
const opening =
  /^(?:(?:file |stock )?(?:photos?|pictures?|images?|photographs?|illustrations?)(?: (?:credits?|courtesy(?: of)?|source|caption))?\s*[:：]|photo(?:graph)?s? (?:by|courtesy of|credit)\s|captions?\s*[:：]|[图圖]片?(?:[来來]源)?\s*[:：]|[图圖](?:为|為)|上[图圖][:：为為]|▲|△|摄影\s*[:：]|攝影\s*[:：])/i

/** Lines that end with a photographer: `甲社记者 张三 摄`. */
const photographer = /(?:^|[\s。，,（(])[^。！？!?]{1,30}[摄攝](?:影)?\s*[)）]?$/

/** A credit without brackets behind a short text: `The weir at noon. Photo: Ann Lee`. */
const bareCredit =
  /(?<=[.!?。！？]["”’」』]?\s{0,3})(?:photos?|photographs?|pictures?|images?|illustrations?|graphics?|图|圖|图片|圖片|摄影|攝影)(?:\s+(?:by|credit|courtesy(?: of)?))?\s*[:：]\s*[\p{Lu}\p{Script=Han}][^.!?。！？]{1,60}$/iu

/** Captions and credits of pictures. */
export const caption: Rule = (views) =>
  views.flatMap((view) => (isOpen(view) ? captionOf(view) : []))

function captionOf(view: BlockView): Mark[] {
  const { text } = view
  const isShort = columns(text.slice(0, widestCaption + 1)) <= widestCaption
  const isLabelled = opening.test(text) && columns(text.slice(0, 301)) <= widestLabelled
  const isCaptionLine = isLabelled || (columns(text) < 160 && photographer.test(text))
  const isCredited = isShort && bareCredit.test(text) && sentencesIn(text) <= 2
  if (isShort && (isCaptionLine || isCredited)) return [whole(view, 'caption')]
  const from = Math.max(0, text.length - 200)
  const place = text.slice(from).search(credit)
  if (place < 0) return []
  if (isShort && sentencesIn(text.slice(0, from + place)) <= 2) return [whole(view, 'caption')]
  if (!view.isExact) return []
  return [{ start: view.start + from + place, end: view.end, role: 'caption' }]
}

function sentencesIn(text: string): number {
  return text.match(/[.!?](?=\s|["”’])|[。！？]/g)?.length ?? 0
}
