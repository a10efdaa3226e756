import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom/worker'
import { numberAttribute, numberedCopy, type Page, type PageElement } from './parse-page.ts'

/**
 * Readability's time grows with the elements and with how deep each stands: about 30 µs for each level
 * of each, more where they stand very deep. A page of 3,000 elements that are 20 deep comes to 60,000.
 */
const mostLevels = 150_000
const deepest = 120
/** UTF-16 units below which Readability looks again, less strictly. Chinese says much in few. */
const leastText = 200

/** What Readability makes of a page. */
export interface MainText {
  /** The elements that it takes for the article, and all of the article's in it. */
  readonly elements: ReadonlySet<PageElement>
  readonly title?: string | undefined
  readonly byline?: string | undefined
  readonly publisher?: string | undefined
  readonly published?: string | undefined
}

/**
 * Which elements of a page are its article, by Mozilla's Readability, which works on a copy: what it
 * throws away is still text of the page, only not of the article. Undefined where it finds none.
 */
export function findMainText(page: Page): MainText | undefined {
  const { html, elements } = numberedCopy(page)
  if (isTooDeep(elements)) return undefined
  const read = readable(html)
  if (!read?.content) return undefined
  const kept = new Set<PageElement>()
  const content = read.content as Element
  for (const element of content.querySelectorAll(`[${numberAttribute}]`)) {
    const original = elements[Number(element.getAttribute(numberAttribute))]
    if (original) kept.add(original)
  }
  return {
    elements: kept,
    title: read.title || undefined,
    byline: read.byline || undefined,
    publisher: read.siteName || undefined,
    published: read.publishedTime || undefined,
  }
}

function isTooDeep(elements: readonly PageElement[]): boolean {
  const depths = new Map<unknown, number>()
  let levels = 0
  for (const element of elements) {
    const depth = (depths.get(element.parentNode) ?? 0) + 1
    depths.set(element, depth)
    levels += depth
    if (depth > deepest || levels > mostLevels) return true
  }
  return false
}

function readable(html: string) {
  const { document } = parseHTML(html)
  try {
    const options = { charThreshold: leastText, serializer: (node: Node) => node }
    return new Readability<Node>(document, options).parse()
  } catch {
    // It gives up on a few odd pages; they are read without its verdict.
    return undefined
  }
}
