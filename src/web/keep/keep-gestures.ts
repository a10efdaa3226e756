import type { Citation } from '../../answer/answer.ts'
import type { ExportFormat } from '../../export/formats.ts'
import { readerAddress } from '../addresses.ts'
import type { ChatController } from '../chat-controller.ts'
import type { Turn } from '../chat-state.ts'
import type { Words } from '../messages/words.ts'
import { answerAddress } from './answer-address.ts'
import { closeSaveMenu } from './close-menu.ts'
import { type LoadStore, recalledFrom } from './keep-conversations.ts'
import { notKept } from './kept.ts'

/** Acts on what is clicked to copy, to save, to print and to see the conversations that are kept. */
export function listenForKeeping(
  container: HTMLElement,
  controller: ChatController,
  words: Words,
  loadStore: LoadStore,
): void {
  const opener = document.querySelector<HTMLElement>('[data-action="conversations"]')
  opener?.classList.remove('awaits-script')
  opener?.addEventListener('click', () => void showDrawer(controller, words, loadStore))
  closeSaveMenu(container)
  // The page was served at the address that it had before the questions since.
  addEventListener('beforeprint', () => {
    document.querySelector('body > .printed')?.replaceChildren(location.href)
  })
  // Before the quote around a button is taken for what was clicked.
  container.addEventListener('click', (event) => act(event, controller, words, loadStore), {
    capture: true,
  })
}

function act(
  event: MouseEvent,
  controller: ChatController,
  words: Words,
  loadStore: LoadStore,
): void {
  if (!(event.target instanceof Element)) return
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const { action, of } = event.target.closest<HTMLElement>('[data-action]')?.dataset ?? {}
  const format = event.target.closest<HTMLElement>('[data-export]')?.dataset.export
  const at = Number(event.target.closest<HTMLElement>('[data-turn]')?.dataset.turn)
  if (format) {
    event.preventDefault()
    void save(controller, format as ExportFormat, words, loadStore)
  } else if (action === 'print') {
    print()
  } else if (action === 'copy-quote' || action === 'copy-link') {
    event.stopPropagation()
    void copy(controller, at, of ?? null, action, words)
  }
}

async function copy(
  controller: ChatController,
  at: number,
  id: string | null,
  action: 'copy-quote' | 'copy-link',
  words: Words,
): Promise<void> {
  const { turns } = controller.getState()
  const turn = turns[at]
  const citation = turn && id ? citationIn(turn, id) : undefined
  const what = action === 'copy-link' ? 'link' : 'words'
  const done = (isDone: boolean) => {
    const copied = { turn: at, citation: id, what, done: isDone } as const
    controller.dispatch({ type: 'copied', copied })
  }
  try {
    if (action === 'copy-quote' && citation) {
      const { copyQuote } = await import('./quote-copy.ts')
      await copyQuote(citation, location.origin, words)
    } else {
      const address = citation ? readerAddress(citation) : answerAddress(turns, at)
      await navigator.clipboard.writeText(`${location.origin}${address}`)
    }
    done(true)
  } catch {
    done(false)
  }
}

function citationIn({ citations, refusal, unanswered }: Turn, id: string): Citation | undefined {
  const lists = [
    citations,
    refusal?.nearest ?? [],
    ...unanswered.map((part) => part.refusal.nearest),
  ]
  return lists.flat().find((citation) => citation.id === id)
}

async function save(
  controller: ChatController,
  format: ExportFormat,
  words: Words,
  loadStore: LoadStore,
): Promise<void> {
  const { turns, kept } = controller.getState()
  const answers = turns.flatMap(({ answer }) => answer ?? [])
  const say = (notice: 'not-saved' | null) => {
    controller.dispatch({ type: 'kept', kept: { ...controller.getState().kept, notice } })
  }
  try {
    const { saveFile } = await import('./save-file.ts')
    await saveFile(format, answers, words.language, await nameOf(kept.conversation, loadStore))
    if (kept.notice === 'not-saved') say(null)
  } catch {
    say('not-saved')
  }
}

/** What the reader calls a conversation; undefined where it has no name of its own. */
async function nameOf(id: string | null, loadStore: LoadStore): Promise<string | undefined> {
  if (id === null) return undefined
  const list = await loadStore().then(
    (store) => store.list(),
    () => [],
  )
  return list.find((summary) => summary.id === id)?.title ?? undefined
}

async function showDrawer(
  controller: ChatController,
  words: Words,
  loadStore: LoadStore,
): Promise<void> {
  const [{ openDrawer }, store] = await Promise.all([import('./drawer.tsx'), loadStore()])
  const onOpen = async (id: string) => {
    const found = await store.read(id).catch(() => undefined)
    if (!found) return
    const recalled = recalledFrom(found, Date.now())
    const since = found.summary.changedAt
    controller.show({ ...recalled, kept: { ...recalled.kept, since } }, null)
  }
  // Of what was deleted nothing stays on the page, where the next question would keep it anew.
  const onGone = () => {
    controller.show({ turns: [], kept: notKept }, null)
    controller.resume()
  }
  const { conversation } = controller.getState().kept
  openDrawer({ store, current: conversation, onOpen: (id) => void onOpen(id), onGone }, words)
}
