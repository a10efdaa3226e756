import { FootnoteError } from './errors.ts'

/** Whether a server follows its corpus, and by what: see `follow-corpus.ts`. */
export type WatchSetting = 'events' | 'poll' | 'off'

const words: Readonly<Record<WatchSetting, readonly string[]>> = {
  events: ['', 'on', '1', 'true', 'yes', 'events'],
  poll: ['poll'],
  off: ['off', '0', 'false', 'no'],
}

/** @throws FootnoteError `bad_usage` naming the variable and its value */
export function readWatch(text = ''): WatchSetting {
  const found = (Object.keys(words) as WatchSetting[]).find((name) =>
    words[name].includes(text.trim().toLowerCase()),
  )
  if (found) return found
  const message = `WATCH is "${text}": it must be on, off or poll.`
  throw new FootnoteError('bad_usage', message, { nextStep: 'Try --help.' })
}
