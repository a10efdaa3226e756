/**
 * The page, counted from 1, that an offset of a text stands on; null for articles without pages.
 * @param pages where each page starts, in order; several at one place where pages are empty
 */
export function pageOf(pages: readonly number[] | undefined, offset: number): number | null {
  if (!pages || pages.length === 0) return null
  let [known, beyond] = [0, pages.length]
  while (beyond - known > 1) {
    const middle = (known + beyond) >> 1
    if ((pages[middle] as number) <= offset) known = middle
    else beyond = middle
  }
  return known + 1
}

/** The pages of a range: the one it begins on and, where it goes on behind that, the one it ends on. */
export function pagesOf(
  pages: readonly number[] | undefined,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly page: number | null; readonly page_end: number | null } {
  const page = pageOf(pages, start)
  const last = pageOf(pages, Math.max(start, end - 1))
  return { page, page_end: last === page ? null : last }
}
