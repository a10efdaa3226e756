import { attribute, type PageElement } from './parse-page.ts'

const words = (list: string) => new Set(list.split(/\s+/).filter(Boolean))

/** Never rendered as text, or not as text of the page: what stands in them is left out. */
const unseen =
  words(`head script style template noscript noframes noembed iframe object embed applet
  svg canvas audio video map datalist select option optgroup textarea input meter progress param
  source track frameset annotation annotation-xml`)

/** Elements that begin and end a line (HTML Living Standard, 15.3). */
const blocks = words(`address article aside blockquote body center dd details dialog dir div dl dt
  fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
  listing main menu nav ol p plaintext pre search section summary table caption colgroup tbody thead
  tfoot tr td th ul xmp button`)

/** Whether an element and all that is in it never becomes text. */
export function isUnseen(element: PageElement): boolean {
  if (unseen.has(element.tagName)) return true
  if (attribute(element, 'hidden') !== undefined) return true
  if (element.tagName === 'dialog' && attribute(element, 'open') === undefined) return true
  const style = attribute(element, 'style')
  return (
    style !== undefined && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
  )
}

export function isBlock({ tagName }: PageElement): boolean {
  return blocks.has(tagName)
}

/** Whether line breaks and runs of spaces stand as they are written. */
export function keepsSpaces(element: PageElement): boolean {
  if (/^(?:pre|listing|xmp|plaintext)$/.test(element.tagName)) return true
  return /(?:^|;)\s*white-space\s*:\s*(?:pre|break-spaces)/i.test(attribute(element, 'style') ?? '')
}

/** 1 to 6 for headings, by tag or by `role="heading"`. */
export function headingLevel(element: PageElement): number | undefined {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1]
  if (level) return Number(level)
  if (attribute(element, 'role') !== 'heading') return undefined
  const said = Number(attribute(element, 'aria-level') ?? 2)
  return Number.isInteger(said) ? Math.min(6, Math.max(1, said)) : 2
}
