import type { BlockRole } from '../../article.ts'
import { attribute, type PageElement } from './parse-page.ts'

/** What the words in an element's class and id tell of it. The first that is found decides. */
const hints: readonly { readonly role: BlockRole; readonly words: ReadonlySet<string> }[] = [
  {
    role: 'navigation',
    words: words(`breadcrumb breadcrumbs crumb crumbs menu nav navbar navigation pager pagination
      share sharing sharedaddy social skip skiplink toolbar tabs toc print topbar`),
  },
  {
    role: 'related-link',
    words: words(`related relate recommend recommended recommendations trending popular mostread
      readnext readmore morestories outbrain taboola teaser teasers headlines`),
  },
  {
    role: 'boilerplate',
    words: words(`cookie cookies consent gdpr ccpa newsletter subscribe subscription signup paywall
      promo promotion sponsor sponsored ad ads advert advertisement adsbygoogle banner popup modal
      comment comments disqus replies respond footer copyright disclaimer masthead sidebar widget
      login`),
  },
]

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean))
}

/**
 * The role that the names of the elements around a block suggest. Names of the elements that hold the
 * whole article say nothing: `class="has-sidebar"` often stands on `body`.
 * @param isInside whether the block stands among the article's own text
 */
export function hintOf(chain: readonly PageElement[], isInside: boolean): BlockRole | undefined {
  for (const element of chain) {
    if (/^(?:article|main|body|html)$/.test(element.tagName)) return undefined
    const names = namesOf(element)
    const found = hints.find(({ words }) => names.some((name) => words.has(name)))
    if (found && !(isInside && isWrapper(names))) return found.role
  }
  return undefined
}

/** `content-with-sidebar`, `main-comments-open`: names of the place of the text itself. */
function isWrapper(names: readonly string[]): boolean {
  return names.some((name) => /^(?:content|main|article|story|body|post|entry)$/.test(name))
}

/** Read once for each element: all blocks in it ask. */
const known = new WeakMap<PageElement, string[]>()

/** The words of class and id: `relatedStories`, `cookie-banner`, `site_nav`. */
function namesOf(element: PageElement): string[] {
  const read = known.get(element)
  if (read) return read
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  known.set(element, names)
  return names
}
