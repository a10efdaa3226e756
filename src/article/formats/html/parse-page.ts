import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, serialize } from 'parse5'
import { FootnoteError } from '../../../errors.ts'

export type PageNode = DefaultTreeAdapterTypes.ChildNode
export type PageElement = DefaultTreeAdapterTypes.Element
export type PageParent = DefaultTreeAdapterTypes.ParentNode
export type Page = DefaultTreeAdapterTypes.Document

/** Deeper pages are made to hurt, as browsers think, too: time grows with depth times elements. */
const deepest = 512
const mostElements = 500_000
/** Names an element in the copy that Readability works on. */
export const numberAttribute = 'data-footnote-element'

/**
 * Parses a web page as browsers do (HTML Living Standard, 13.2), broken markup included.
 * @throws FootnoteError `article_unreadable` for a page nested too deep or with too many elements
 */
export function parsePage(html: string, path: string): Page {
  let depth = 0
  let elements = 0
  const refuse = (what: string): never => {
    throw new FootnoteError('article_unreadable', `${path} ${what}.`, {
      nextStep: 'Save the article itself, as a page or as text, and ingest again.',
    })
  }
  return parse(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...made: Parameters<typeof defaultTreeAdapter.createElement>) {
        elements += 1
        if (elements > mostElements) refuse(`has more than ${mostElements} elements`)
        return defaultTreeAdapter.createElement(...made)
      },
      onItemPush() {
        depth += 1
        if (depth > deepest) refuse(`is nested more than ${deepest} elements deep`)
      },
      onItemPop() {
        depth -= 1
      },
    },
  })
}

export function isElement(node: PageNode | PageParent): node is PageElement {
  return 'tagName' in node
}

/** The value of an attribute, or undefined. */
export function attribute(element: PageElement, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

/** An element, the one around it, and so on to the root. */
export function* ancestors(element: PageElement): Generator<PageElement> {
  let at: PageParent | null = element
  while (at && isElement(at)) {
    yield at
    at = at.parentNode
  }
}

/** All elements under a node in order; what is inside `template` is none of it. */
export function* elementsOf(parent: PageParent): Generator<PageElement> {
  const waiting = parent.childNodes.toReversed()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    yield node
    waiting.push(...node.childNodes.toReversed())
  }
}

/** The page as well-formed HTML, its elements numbered in order, and the elements by number. */
export function numberedCopy(page: Page): { html: string; elements: PageElement[] } {
  const elements = [...elementsOf(page)]
  elements.forEach((element, number) => {
    element.attrs = element.attrs.filter(({ name }) => name !== numberAttribute)
    element.attrs.push({ name: numberAttribute, value: String(number) })
    if ('content' in element) (element.content as PageParent).childNodes = []
  })
  const html = serialize(page)
  for (const element of elements) element.attrs.pop()
  return { html, elements }
}
