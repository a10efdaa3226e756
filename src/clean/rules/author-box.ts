import { type BlockView, columns, isOpen, proseBounds, type Rule, whole } from '../block-view.ts'

/** Wider texts under such a label tell a story of their own. In columns. */
const widestBox = 420
/** Name, what the writer does, where to reach the writer. */
const mostLines = 3

const label =
  /^(?:about the (?:author|writer|reporter|journalist|contributor)s?|meet the (?:author|writer)|written by|(?:the )?authors?|关于作者|關於作者|作者(?:简介|簡介|介绍|介紹))\s*[:：]?$/i

/** Who wrote the article, in a box of its own behind it: the label and the lines under it. */
export const authorBox: Rule = (views) => {
  const { last } = proseBounds(views)
  return views.flatMap((view, at) => {
    // The box itself may be the last prose there is.
    if (at < last - mostLines || at === 0 || !isLabel(view)) return []
    return [view, ...linesUnder(views, at + 1)].map((one) => whole(one, 'metadata'))
  })
}

function isLabel(view: BlockView): boolean {
  return (
    (isOpen(view) || view.role === 'boilerplate' || view.role === 'metadata') &&
    label.test(view.text)
  )
}

function linesUnder(views: readonly BlockView[], from: number): BlockView[] {
  const lines: BlockView[] = []
  for (const view of views.slice(from, from + mostLines)) {
    if (!isOpen(view) || columns(view.text.slice(0, widestBox + 1)) > widestBox) break
    lines.push(view)
    // What is written about somebody is the last of the lines.
    if (columns(view.text) > 60) break
  }
  return lines
}
