import { type BlockView, columns, endsSentence, isProse, type Rule, whole } from '../block-view.ts'

/** In columns; and most words, in scripts that part them. */
const widestHeading = 80
const mostWords = 12

/**
 * Headings of sections in plain text: a short line that is no sentence, stands behind a finished
 * paragraph, and is followed at once by a longer one.
 */
export const heading: Rule = (views) =>
  views
    .filter((view, index) => isHeading(view, views[index - 1], views[index + 1]))
    .map((view) => whole(view, 'heading'))

function isHeading(
  view: BlockView,
  before: BlockView | undefined,
  after: BlockView | undefined,
): boolean {
  if (view.role !== 'content' || view.isListItem || !after || !isProse(after) || after.isListItem)
    return false
  const { text } = view
  const width = columns(text.slice(0, widestHeading + 1))
  if (width > widestHeading || columns(after.text.slice(0, 4 * width)) < 1.5 * width) return false
  if (endsSentence(text) || /[,，;；、]$/.test(text) || /[\n\r]/.test(text)) return false
  if (/[:：]$/.test(text) && width > 40) return false
  if (
    text.split(/\s+/).length > mostWords ||
    !/^[\p{Lu}\p{N}\p{Script=Han}"“‘「『《(（]/u.test(text)
  )
    return false
  if (!/\p{L}/u.test(text) || /[:：]\s*[\d(+]/.test(text)) return false
  return view.gapBefore || !before || before.role !== 'content' || endsSentence(before.text)
}
