import { render, useSyncExternalStore } from 'hono/jsx/dom'
import type { InterfaceLanguage } from '../messages/interface-language.ts'
import { WordsContext } from '../messages/use-words.ts'
import { type CompiledMessages, makeWords } from '../messages/words.ts'
import { chosenFiles, droppedFiles } from './given-files.ts'
import { sendFile } from './send-file.ts'
import { createUpload, mostFiles, type UploadController } from './upload-controller.ts'
import { UploadView } from './upload-view.tsx'

/** Puts a place to drop files on where the server put a plain form. */
export function start(language: InterfaceLanguage, messages: CompiledMessages): void {
  const root = document.getElementById('upload')
  if (!root) return
  const controller = createUpload(
    {
      send: sendFile,
      fetchNews: async () => (await fetch('/v1/index')).json(),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
    Number(root.dataset.max),
  )
  const over = followDrag(controller)
  render(
    <WordsContext.Provider value={makeWords(language, messages)}>
      <Upload controller={controller} over={over} />
    </WordsContext.Provider>,
    root,
  )
  listen(root, controller)
}

type Flag = Pick<UploadController, 'subscribe'> & { get(): boolean }

function Upload({ controller, over }: { controller: UploadController; over: Flag }) {
  const state = useSyncExternalStore(controller.subscribe, controller.getState)
  const isOver = useSyncExternalStore(over.subscribe, over.get)
  return <UploadView state={state} isOver={isOver} mostFiles={mostFiles} />
}

/** Files may be dropped anywhere on the page: beside the place, a browser would leave the page for them. */
function followDrag(controller: UploadController): Flag {
  let isOver = false
  const listeners = new Set<() => void>()
  const set = (value: boolean): void => {
    isOver = value
    for (const listener of listeners) listener()
  }
  const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer?.types.includes('Files') ?? false
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (!isOver) set(true)
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) set(false)
  })
  document.addEventListener('drop', (event) => {
    if (!event.dataTransfer || !hasFiles(event)) return
    event.preventDefault()
    set(false)
    document.getElementById('upload')?.scrollIntoView({ block: 'nearest' })
    void droppedFiles(event.dataTransfer).then(controller.give)
  })
  return {
    get: () => isOver,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function listen(root: HTMLElement, controller: UploadController): void {
  root.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    controller.give(chosenFiles(target))
    // The same file chosen again is a change again.
    target.value = ''
  })
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button')
    if (!button) return
    const { choose, cancel, keep, again } = button.dataset
    if (choose) root.querySelector<HTMLInputElement>(`[data-input="${choose}"]`)?.click()
    if (cancel) controller.cancel(cancel === 'all' ? null : Number(cancel))
    if (keep) controller.again(Number(keep), true)
    if (again) controller.again(Number(again), false)
    // The button that was pressed is gone by then; its list stays.
    if (cancel || keep || again) focusNear(root)
  })
}

function focusNear(root: HTMLElement): void {
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return
    const next = root.querySelector<HTMLElement>('.uploads button, [data-choose]')
    next?.focus()
  })
}
