import type { Article } from '../article/article.ts'

/** Which site an article is of, and where it comes in it. */
export interface SiteMember {
  readonly site: string
  /** Its name in the corpus: the order that files come in must not matter. */
  readonly place: string
}

/** The site by what is known best: the host of the address, else the publisher, else the folder. */
export function siteMember({ url, publisher, path, entry }: Article): SiteMember {
  const place = entry === undefined ? path : `${path}\0${entry}`
  if (url && URL.canParse(url)) {
    return { site: `host ${new URL(url).host.replace(/^www\./, '')}`, place }
  }
  if (publisher) return { site: `publisher ${publisher.toLowerCase()}`, place }
  // Entries of one file come from one place.
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return { site: entry === undefined ? `folder ${folder}` : `file ${path}`, place }
}

/** The members of each site, in order of place. */
export function groupBySite<Member extends SiteMember>(
  members: readonly Member[],
): Map<string, Member[]> {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const group = groups.get(member.site)
    if (group) group.push(member)
    else groups.set(member.site, [member])
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
  }
  return groups
}
