import { type BlockView, columns, endsSentence, type Rule, whole } from '../block-view.ts'

/** In columns. */
const widestTitle = 200

/** A title may end with the full stop of a short form: `Washington, D.C.`, `Apple Inc.` */
const shortFormAtEnd =
  /(?:\b(?:\p{L}\.)+|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|Bros|vs|etc|No|Vol|Dr)\.|\.{3}|…)$/iu

/** The title: the first line that is no noise, short and no sentence, set apart from what follows. */
export const title: Rule = (views) => {
  const index = views.findIndex(({ role }) => role === 'content' || role === 'heading')
  const first = views[index]
  if (!first) return []
  const rest = views.slice(index + 1).find(({ role }) => role === 'content' || role === 'heading')
  if (!rest) return []
  const isTitle = first.role === 'heading' ? isTopHeading(views, first) : isTitleLine(first, rest)
  return isTitle ? [whole(first, 'title')] : []
}

/** A first heading that no other stands beside or above. */
function isTopHeading(views: readonly BlockView[], first: BlockView): boolean {
  const level = first.level ?? 2
  return (
    level === 1 ||
    !views.some((view) => view !== first && view.role === 'heading' && (view.level ?? 2) <= level)
  )
}

function isTitleLine(first: BlockView, next: BlockView): boolean {
  const { text } = first
  const width = columns(text.slice(0, widestTitle + 1))
  if (width > widestTitle || /[\n\r]/.test(text) || !/\p{L}|\p{N}/u.test(text) || first.isListItem)
    return false
  if (/[,，;；:：、]$/.test(text)) return false
  const isApart =
    next.gapBefore || columns(next.text.slice(0, 4 * width + 80)) > Math.max(2 * width, 80)
  if (!endsSentence(text)) return isApart
  if (!next.gapBefore) return false
  return (
    shortFormAtEnd.test(text) ||
    (/[!?！？]["”’»」』]?$/.test(text) && width < 120 && !/[.。]\s/.test(text))
  )
}
