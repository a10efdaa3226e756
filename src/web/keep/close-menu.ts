/** Closes the menu of files, which lies over the box, once the pointer, the focus or Esc leaves it. */
export function closeSaveMenu(container: HTMLElement): void {
  const menu = () => container.querySelector<HTMLDetailsElement>('.save[open]')
  const leave = ({ target }: Event) => {
    const open = menu()
    if (open && target instanceof Node && !open.contains(target)) open.open = false
  }
  document.addEventListener('pointerdown', leave)
  document.addEventListener('focusin', leave)
  // Before Esc closes the reader or stops an answer.
  document.addEventListener(
    'keydown',
    (event) => {
      const open = menu()
      if (event.key !== 'Escape' || !open) return
      event.stopPropagation()
      open.open = false
      open.querySelector('summary')?.focus()
    },
    { capture: true },
  )
}
