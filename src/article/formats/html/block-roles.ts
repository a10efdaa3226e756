import type { Block, BlockRole } from '../../article.ts'
import type { PageBlock } from './line-writer.ts'
import { hintOf } from './name-hints.ts'
import { headingLevel } from './page-elements.ts'
import { ancestors, attribute, type PageElement } from './parse-page.ts'

/** Share of a block's characters that are links from which it is a link and no text. */
const linkShare = 0.75
/** UTF-16 units: a link longer than this reads like a headline, a shorter one like a menu's item. */
const shortestHeadline = 25
/** Longer blocks are no line about the article. */
const longestMetadata = 200

/** The blocks of a page with their roles. */
export interface PageRoles {
  readonly text: string
  readonly blocks: readonly PageBlock[]
  /** The elements that are the article, where that is known. */
  readonly article: ReadonlySet<PageElement> | undefined
  readonly title: string | undefined
}

/**
 * What each block of a page is for: from the elements it stands in, from their names, and from
 * whether it belongs to what was found to be the article. In doubt a block is content.
 */
export function blockRoles({ text, blocks, article, title }: PageRoles): Block[] {
  const region = article && commonAncestor(blocks.filter(({ element }) => article.has(element)))
  const titleBlock = findTitle(text, blocks, title)
  return blocks.map((block) => {
    const { start, end, element } = block
    if (block === titleBlock) return { start, end, role: 'title' as const }
    const place = {
      isArticle: article?.has(element) ?? false,
      isInside: !region || [...ancestors(element)].includes(region),
    }
    const role = roleOf(block, text.slice(start, end), place)
    const level = role === 'content' ? levelOf(element) : undefined
    return level === undefined ? { start, end, role } : { start, end, role: 'heading', level }
  })
}

interface Place {
  /** Readability takes it for text of the article. */
  readonly isArticle: boolean
  /** It stands in the element that holds all of the article's text. */
  readonly isInside: boolean
}

function roleOf(block: PageBlock, shown: string, place: Place): BlockRole {
  const chain = [...ancestors(block.element)]
  const length = block.end - block.start
  const isLink = block.linked >= length * linkShare
  const links = length < shortestHeadline ? 'navigation' : 'related-link'
  if (isIn(chain, /^figcaption$/)) return 'caption'
  if (length <= longestMetadata && !isSentence(shown) && saysOrigin(chain)) return 'metadata'
  const landmark = landmarkOf(chain, isLink ? links : undefined)
  if (landmark && !(place.isArticle && landmark !== 'navigation')) return landmark
  if (place.isArticle) return 'content'
  const hint = hintOf(chain, place.isInside)
  if (hint) return hint === 'navigation' && isLink ? links : hint
  if (isLink && (!place.isInside || isIn(chain, /^li$/))) return links
  if (place.isInside || isSentence(shown) || levelOf(block.element) === 1) return 'content'
  return 'boilerplate'
}

/** What the page's own outline says: menus, buttons, headers and footers of the page, asides. */
function landmarkOf(chain: readonly PageElement[], links: BlockRole | undefined) {
  const isOfPage = !isIn(chain, /^(?:article|main)$/)
  for (const element of chain) {
    const { tagName } = element
    const role = attribute(element, 'role') ?? ''
    if (/^(?:nav|menu|button|label|legend)$/.test(tagName)) return 'navigation'
    if (/^(?:navigation|menu|menubar|search|tablist|toolbar|button|directory)$/.test(role))
      return 'navigation'
    if (/^(?:alert|dialog|alertdialog|status)$/.test(role)) return 'boilerplate'
    if (tagName === 'header' || role === 'banner')
      return isOfPage && !isIn(chain, /^h1$/) ? (links ?? 'navigation') : undefined
    if (tagName === 'footer' || role === 'contentinfo') return links ?? 'boilerplate'
    if (tagName === 'aside' || role === 'complementary')
      return links ?? (isOfPage ? 'boilerplate' : undefined)
    if (tagName === 'article' || tagName === 'main') return undefined
  }
  return undefined
}

/** Lines about who wrote the article and when, where the markup says so. */
function saysOrigin(chain: readonly PageElement[]): boolean {
  return chain.slice(0, 4).some((element) => {
    const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    return (
      element.tagName === 'time' ||
      attribute(element, 'rel') === 'author' ||
      /\b(?:author|datePublished|dateModified)\b/.test(attribute(element, 'itemprop') ?? '') ||
      /(?:^|[\s_-])(?:byline|dateline|author|timestamp|pubdate|pub-date|publish(?:ed)?-?date|post-?meta|entry-?meta|article-?meta|posted-on)(?:$|[\s_-])/i.test(
        names,
      )
    )
  })
}

function levelOf(element: PageElement): number | undefined {
  for (const around of ancestors(element)) {
    const level = headingLevel(around)
    if (level) return level
    if (/^(?:p|div|li|td|section|article|body|dd)$/.test(around.tagName)) return undefined
  }
  return undefined
}

/** The heading that says the page's title, or else the only first-level heading there is. */
function findTitle(
  text: string,
  blocks: readonly PageBlock[],
  title: string | undefined,
): PageBlock | undefined {
  const first = blocks.filter(({ element }) => levelOf(element) === 1)
  const plain = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const wanted = plain(title ?? '')
  const isTitle = ({ start, end }: PageBlock) => {
    const shown = plain(text.slice(start, end))
    const isLong = Buffer.byteLength(shown) > 10
    return shown !== '' && (shown === wanted || (isLong && wanted.startsWith(shown)))
  }
  return (
    first.find(isTitle) ??
    blocks.find((block) => levelOf(block.element) && isTitle(block)) ??
    (first.length === 1 ? first[0] : undefined)
  )
}

/** The innermost element that holds all these blocks. */
function commonAncestor(blocks: readonly PageBlock[]): PageElement | undefined {
  let shared: PageElement[] | undefined
  for (const { element } of blocks) {
    const chain = new Set(ancestors(element))
    shared = shared ? shared.filter((candidate) => chain.has(candidate)) : [...chain]
  }
  return shared?.[0]
}

function isIn(chain: readonly PageElement[], name: RegExp): boolean {
  return chain.some(({ tagName }) => name.test(tagName))
}

/** Running text: ends as a sentence does and is longer than a label. */
function isSentence(shown: string): boolean {
  const wide = shown.match(/[\u2E80-\u9FFF\uAC00-\uD7AF]/g)?.length ?? 0
  return shown.length + wide >= 60 && /[.!?。！？…]["'”’»)\]）】》」』]*$/.test(shown)
}
