import type { ChatController, ChatOutside } from '../chat-controller.ts'
import type { Words } from '../messages/words.ts'
import { readEvents } from '../read-events.ts'

/** The least time between two looks at a page that somebody comes back to, in milliseconds. */
const lookEvery = 20_000

/** The browser's own ways out of the page, in the page's language. */
export function outsideOf({ language }: Words): ChatOutside {
  return {
    readEvents,
    pause,
    async fetchFacts() {
      const response = await fetch(`/page.json?${new URLSearchParams({ in: language })}`)
      if (!response.ok) throw new Error(`The page's facts answered ${response.status}.`)
      return response.json()
    },
    async suggest(request, signal) {
      await idle()
      signal.throwIfAborted()
      const response = await fetch('/v1/suggestions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(request),
        signal,
      })
      if (!response.ok) return []
      const { suggestions }: { suggestions: { question: string }[] } = await response.json()
      return suggestions.map(({ question }) => question)
    },
  }
}

/** Looks again when the browser finds or loses its network, and when somebody comes back to the page. */
export function watchConnection(controller: ChatController): void {
  let last = performance.now()
  const look = () => {
    last = performance.now()
    void controller.look()
  }
  addEventListener('offline', look)
  addEventListener('online', look)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && performance.now() - last > lookEvery) look()
  })
}

/** Until the time is over, or the browser says that it is online again. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    addEventListener('online', end)
  })
}

/** Until the browser has nothing better to do; a moment where it cannot tell. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) {
      requestIdleCallback(() => resolve(), { timeout: 1000 })
    } else setTimeout(resolve, 50)
  })
}
