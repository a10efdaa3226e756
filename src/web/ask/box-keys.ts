import type { ChatController } from '../chat-controller.ts'
import type { Room } from '../chat-state.ts'
import { isAtEdge, notRecalling, stepRecall } from './recall.ts'

/** From here on the page says how many characters still fit, in UTF-16 units. */
const nearlyFull = 200

/** The box the question is typed in. */
export function box(): HTMLTextAreaElement | null {
  return document.querySelector('#question')
}

/** Ready to type the next question; not where that would bring up a keyboard over the answer. */
export function focusBox(): void {
  if (matchMedia('(hover: hover)').matches) box()?.focus({ preventScroll: true })
  else box()?.blur()
}

/** Puts a text into the box, at whose end one goes on typing. */
export function fillBox(controller: ChatController, text: string): void {
  const field = box()
  if (!field) return
  field.value = text
  field.setSelectionRange(text.length, text.length)
  changed(controller, field, 0)
}

/** Asks what is in the box. It stays there when it cannot be asked yet. */
export function submit(controller: ChatController): void {
  const field = box()
  if (!field || !controller.ask(field.value)) return
  fillBox(controller, '')
  focusBox()
}

/** Enter, the arrows, pasting and typing in the box. */
export function listenToBox(container: HTMLElement, controller: ChatController): void {
  let recall = notRecalling
  let pasted = 0
  container.addEventListener('keydown', (event) => {
    const field = box()
    if (!field || event.target !== field || composes(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit(controller)
      return
    }
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const direction = event.key === 'ArrowUp' ? 'up' : 'down'
    const questions = controller.getState().turns.map(({ question }) => question)
    const earlier = [...new Set([...questions].reverse())]
    const isRecalled = recall.place >= 0 && earlier[recall.place] === field.value
    if (!isAtEdge(field, direction, { isRecalled, isOneLine: isOneLine(field) })) return
    const step = stepRecall(recall, questions, field.value, direction)
    if (!step) return
    event.preventDefault()
    recall = step.recall
    fillBox(controller, step.text)
  })
  container.addEventListener('paste', (event) => {
    if (event.target === box()) pasted = event.clipboardData?.getData('text').length ?? 0
  })
  container.addEventListener('input', (event) => {
    const field = box()
    if (!field || event.target !== field) return
    const before = lengths.get(field) ?? 0
    const added = Math.max(0, field.value.length - before)
    // Only what filled the box up can have been cut.
    const isFull = field.value.length >= field.maxLength
    changed(controller, field, pasted > 0 && isFull ? Math.max(0, pasted - added) : 0)
    pasted = 0
  })
}

/** Length of a box's text when it last changed. */
const lengths = new WeakMap<HTMLTextAreaElement, number>()

function changed(controller: ChatController, field: HTMLTextAreaElement, cut: number): void {
  lengths.set(field, field.value.length)
  grow(field)
  const left = field.maxLength - field.value.length
  const room: Room | null = left <= nearlyFull || cut > 0 ? { left, cut } : null
  const known = controller.getState().room
  if (room?.left === known?.left && room?.cut === known?.cut) return
  controller.dispatch({ type: 'room', room })
}

/** Where the style cannot let the box grow with its text, it is told its height. */
function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}

function isOneLine(field: HTMLTextAreaElement): boolean {
  const { lineHeight } = getComputedStyle(field)
  return field.scrollHeight < 2.5 * Number.parseFloat(lineHeight)
}

/**
 * While an input method composes (Chinese, Japanese…), its keys pick words. Safari tells of the last one
 * only by the key code that stands for "being processed" (UI Events, 229).
 */
export function composes(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
