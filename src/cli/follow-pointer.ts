import { describeError } from '../errors.ts'
import type { Footnote, Observer } from '../wiring.ts'

/** How often a program that goes on looks for an index that another process has committed. */
const followEveryMs = 2000

/** Answers from what another process commits, looking one look after another, until it is cleared. */
export function followPointer(footnote: Footnote, { onNotice }: Observer): NodeJS.Timeout {
  let looking = false
  return setInterval(async () => {
    if (looking) return
    looking = true
    await footnote.follow().catch((error: unknown) => {
      onNotice?.(`${describeError(error)} The open index goes on answering.`)
    })
    looking = false
  }, followEveryMs)
}
