import { metadataTail, readMetadataLine } from '../../article/metadata-line.ts'
import {
  type BlockView,
  columns,
  isOpen,
  type Mark,
  proseBounds,
  type Rule,
  whole,
} from '../block-view.ts'

/** A header has no more blocks than this beside menus, nor a footer. */
const longestHeader = 15
const longestFooter = 40

/** `（责任编辑：张三）`, `(Source: Agency)`, `(Editor: Ann Lee)` behind the last sentence. */
const signature =
  /[[(（【]\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|作者|[来來]源|(?:web )?editor|edited by|reporting by|source|author)\s*[:：]?\s*[^\])）】\n]{1,80}[\])）】]\s*$/i

/** The hour of issue, on a line of its own. */
const hour =
  /^(?:issued at|posted at|香港時間|香港时间|北京时间)\s*(?:HKT|GMT)?\s*\d{1,2}[:：時时]\s?\d{2}分?$/i

/** Lines that say who wrote an article, when, and for whom: before it, behind it, or glued to it. */
export const metadata: Rule = (views) => {
  const { first, last } = proseBounds(views)
  let open = 0
  return views.flatMap((view, index) => {
    if (!isOpen(view)) return []
    open += 1
    const isHeader = index < (first < 0 ? views.length : first) && open <= longestHeader
    const isFooter = index > last && index >= views.length - longestFooter
    if (isHeader || isFooter) {
      const marks = lineMarks(view, isHeader)
      if (marks.length > 0) return marks
    }
    return index >= last ? signatureOf(view) : []
  })
}

function lineMarks(view: BlockView, isHeader: boolean): Mark[] {
  if (columns(view.text.slice(0, 240)) > 220) return []
  const items = readMetadataLine(view.text)
  if (items || hour.test(view.text)) return [whole(view, 'metadata')]
  const tail = isHeader && view.isExact ? metadataTail(view.text) : undefined
  return tail === undefined ? [] : [{ start: view.start + tail, end: view.end, role: 'metadata' }]
}

function signatureOf(view: BlockView): Mark[] {
  const from = Math.max(0, view.text.length - 120)
  const place = view.text.slice(from).search(signature)
  if (place < 0) return []
  if (from + place === 0) return [whole(view, 'metadata')]
  return view.isExact ? [{ start: view.start + from + place, end: view.end, role: 'metadata' }] : []
}
