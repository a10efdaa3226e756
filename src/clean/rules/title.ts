import {
  type BlockView,
  columns,
  endsSentence,
  isOpen,
  isProse,
  proseBounds,
  type Rule,
  whole,
} from '../block-view.ts'

/** In columns. */
const widestTitle = 200

/** A title may end with the full stop of a short form: `Washington, D.C.`, `Apple Inc.` */
const shortFormAtEnd =
  /(?:\b(?:\p{L}\.)+|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|Bros|vs|etc|No|Vol|Dr)\.|\.{3}|…)$/iu

/** What kind of page it is, above its title. */
const kicker =
  /^(?:(?:press|news|media) releases?|for immediate release|(?:breaking |latest )?news|news & (?:events|media)|speech(?:es)?|opinion|feature|.{0,10}(?:新聞公報|新闻公报|新聞稿|新闻稿))$/i

/** The title: the first line that is no noise, short and no sentence, set apart from what follows. */
export const title: Rule = (views) => {
  // A format that says which block is the title has no other; what stands above it are labels.
  const said = views.findIndex(({ role }) => role === 'title')
  if (said >= 0) {
    const above = views.slice(0, said).filter((view) => isOpen(view) && !isProse(view))
    return above.map((view) => whole(view, 'navigation'))
  }
  const open = views.filter(({ role }) => role === 'content' || role === 'heading')
  const [first, second] = open
  if (!first || !second) return []
  if (kicker.test(first.text) && open[2] && isTitle(views, second, open[2])) {
    return [whole(first, 'navigation'), whole(second, 'title')]
  }
  if (isSectionName(views, first, second) && isTitle(views, second, open[2] ?? second)) {
    return [whole(first, 'navigation'), whole(second, 'title')]
  }
  return isTitle(views, first, second) ? [whole(first, 'title')] : []
}

/** `Transport` above `Ferry fares rise by a tenth`, which a line with name or date follows. */
function isSectionName(views: readonly BlockView[], first: BlockView, second: BlockView): boolean {
  const behind = views.slice(views.indexOf(second) + 1).find(({ role }) => role !== 'navigation')
  const words = first.text.trim().split(/\s+/).length
  const isShort = words <= 3 && columns(first.text) <= 24 && !/[.!?:。！？：]$/.test(first.text)
  const isLonger = columns(second.text) >= 2 * columns(first.text) && columns(second.text) >= 20
  return isShort && isLonger && behind?.role === 'metadata'
}

function isTitle(views: readonly BlockView[], first: BlockView, next: BlockView): boolean {
  return first.role === 'heading'
    ? isTopHeading(views, first)
    : isTitleLine(first, next, isInHeader(views, first))
}

/** Whether a blank line or a metadata line parts a line, and others with it, from the first prose. */
function isInHeader(views: readonly BlockView[], line: BlockView): boolean {
  const place = views.indexOf(line)
  const header = views.slice(place + 1, proseBounds(views).first + 1)
  return header.some(({ gapBefore, role }) => gapBefore || role === 'metadata')
}

/** A first heading that no other stands beside or above. */
function isTopHeading(views: readonly BlockView[], first: BlockView): boolean {
  const level = first.level ?? 2
  return (
    level === 1 ||
    !views.some((view) => view !== first && view.role === 'heading' && (view.level ?? 2) <= level)
  )
}

function isTitleLine(first: BlockView, next: BlockView, isInHeader: boolean): boolean {
  const { text } = first
  const width = columns(text.slice(0, widestTitle + 1))
  if (width > widestTitle || /[\n\r]/.test(text) || !/\p{L}|\p{N}/u.test(text) || first.isListItem)
    return false
  if (/[,，;；:：、]$/.test(text)) return false
  const isApart =
    next.gapBefore ||
    isInHeader ||
    columns(next.text.slice(0, 4 * width + 80)) > Math.max(2 * width, 80)
  if (!endsSentence(text)) return isApart
  if (!next.gapBefore) return false
  return (
    shortFormAtEnd.test(text) ||
    (/[!?！？]["”’»」』]?$/.test(text) && width < 120 && !/[.。]\s/.test(text))
  )
}
