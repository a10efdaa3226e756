/** The longest that a link waits for what is being kept, in milliseconds. */
const longest = 1000

/**
 * Follows links of this site only once what is being kept is kept: a page that is left in the middle of
 * it would lose an answer. Whatever else a click may mean goes ahead as it is.
 * @param writing what is being kept; null when nothing is
 */
export function leaveOnceKept(writing: () => Promise<void> | null): void {
  document.addEventListener('click', (event) => {
    const work = writing()
    const link =
      event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]')
    if (!work || !link || !isPlain(event) || !leavesThisPage(link)) return
    event.preventDefault()
    const waited = new Promise<void>((resolve) => setTimeout(resolve, longest))
    void Promise.race([work, waited]).then(() => location.assign(link.href))
  })
}

function isPlain(event: MouseEvent): boolean {
  const { ctrlKey, metaKey, shiftKey, altKey, button, defaultPrevented } = event
  return !defaultPrevented && button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey
}

function leavesThisPage({
  origin,
  pathname,
  search,
  target,
  download,
}: HTMLAnchorElement): boolean {
  if (origin !== location.origin || target !== '' || download !== '') return false
  return pathname !== location.pathname || search !== location.search
}
