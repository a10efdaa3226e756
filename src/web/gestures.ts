import { box, composes, fillBox, focusBox, listenToBox, submit } from './ask/box-keys.ts'
import { listenToFilters } from './ask/filter-gestures.ts'
import type { ChatController } from './chat-controller.ts'
import type { OpenCitation } from './chat-state.ts'
import type { Words } from './messages/words.ts'
import { quotedText } from './quoted-text.ts'

/** Acts on what is clicked, typed and submitted; the views themselves are plain markup. */
export function listen(container: HTMLElement, controller: ChatController, words: Words): void {
  container.addEventListener('click', (event) => onClick(event, controller, words))
  container.addEventListener('submit', (event) => {
    event.preventDefault()
    submit(controller)
  })
  listenToBox(container, controller)
  listenToFilters(container, controller)
  document.addEventListener('click', keepPlace)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || composes(event)) return
    if (controller.getState().open) closeReader(controller)
    else stop(controller)
  })
}

/** Another language is asked for at where the conversation stands now, not where it was served. */
function keepPlace({ target }: MouseEvent): void {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('[data-language]')
  if (!link) return
  const address = new URL(location.href)
  address.searchParams.set('language', link.dataset.language ?? '')
  link.href = address.href
}

/** Shows a citation of a turn in the panel. */
export function openReader(controller: ChatController, turn: number, citation: string): void {
  controller.dispatch({ type: 'open', open: { turn, citation } })
}

export function closeReader(controller: ChatController): void {
  controller.dispatch({ type: 'open', open: null })
}

/** The link that opened the reader, among several to one quote. */
let opener: HTMLElement | null = null

/** Where a citation was opened from, or would be. */
export function focusReference({ turn, citation }: OpenCitation): void {
  const reference = `[data-turn="${turn}"] .reference[data-citation="${CSS.escape(citation)}"]`
  const isOpener = opener?.isConnected && opener.dataset.citation === citation
  const target = isOpener ? opener : document.querySelector<HTMLElement>(reference)
  // Going back to where one was is no question about it, so no card comes.
  target?.setAttribute('data-returned', '')
  target?.focus()
  opener = null
}

function onClick(event: MouseEvent, controller: ChatController, words: Words): void {
  if (!(event.target instanceof Element)) return
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const turn = Number(event.target.closest<HTMLElement>('[data-turn]')?.dataset.turn)
  const sample = event.target.closest<HTMLElement>('[data-sample]')?.dataset.sample
  const action = event.target.closest<HTMLElement>('[data-action]')?.dataset.action
  const citation = citationAt(event.target)
  if (sample) {
    event.preventDefault()
    controller.ask(sample)
    focusBox()
  } else if (citation) {
    event.preventDefault()
    opener = event.target.closest<HTMLElement>('[data-citation]')
    openReader(controller, turn, citation)
  } else if (action === 'stop') {
    stop(controller)
  } else if (action === 'retry') {
    controller.retry(turn)
    focusBox()
  } else if (action === 'edit') {
    const { resolvedQuestion, question } = controller.getState().turns[turn] ?? {}
    fillBox(controller, resolvedQuestion ?? question ?? '')
    box()?.focus()
  } else if (action === 'ask-all') {
    controller.retry(turn, true)
    controller.dispatch({ type: 'filter', filters: null })
    focusBox()
  } else if (action === 'take-back') {
    takeBack(controller)
  } else if (action === 'try-now') {
    dispatchEvent(new Event('online'))
  } else if (action === 'copy') {
    void copy(controller, turn, words)
  }
}

/** The citation of the quote that was clicked; none when the click ended a selection of its text. */
function citationAt(target: Element): string | undefined {
  const link = target.closest<HTMLElement>('a')
  if (link) return link.dataset.citation
  // What is said of a quote is no click on it.
  if (target.closest('details')) return undefined
  const quote = target.closest('.quote')
  if (!quote || !(getSelection()?.isCollapsed ?? true)) return undefined
  return quote.querySelector<HTMLElement>('[data-citation]')?.dataset.citation
}

async function copy(controller: ChatController, at: number, words: Words): Promise<void> {
  const turn = controller.getState().turns[at]
  if (!turn) return
  const copied = { turn: at, citation: null, what: 'words' } as const
  try {
    await navigator.clipboard.writeText(quotedText(turn, location.origin, words))
    controller.dispatch({ type: 'copied', copied: { ...copied, done: true } })
  } catch {
    controller.dispatch({ type: 'copied', copied: { ...copied, done: false } })
  }
}

/** What waits to be asked comes back into the box, unless something else is typed there. */
function takeBack(controller: ChatController): void {
  const { next } = controller.getState()
  if (next === null) return
  controller.dispatch({ type: 'queue', question: null })
  fillBox(controller, [next, box()?.value ?? ''].filter(Boolean).join('\n'))
  box()?.focus()
}

function stop(controller: ChatController): void {
  controller.stop()
  takeBack(controller)
  focusBox()
}
