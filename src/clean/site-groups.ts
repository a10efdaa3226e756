import type { Article } from '../article/article.ts'

/**
 * Articles of one site, by what is known best: the host of their address, else their publisher, else
 * the folder they lie in. In the order they came in.
 */
export function groupBySite<Item extends { readonly article: Article }>(
  items: readonly Item[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const site = siteOf(item.article)
    const group = groups.get(site)
    if (group) group.push(item)
    else groups.set(site, [item])
  }
  return groups
}

function siteOf({ url, publisher, path, entry }: Article): string {
  if (url && URL.canParse(url)) return `host ${new URL(url).host.replace(/^www\./, '')}`
  if (publisher) return `publisher ${publisher.toLowerCase()}`
  // Entries of one file come from one place.
  return entry === undefined ? `folder ${path.slice(0, path.lastIndexOf('/') + 1)}` : `file ${path}`
}
