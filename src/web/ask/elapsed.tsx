import { useEffect, useState } from 'hono/jsx'
import { useWords } from '../messages/use-words.ts'

/** A wait is worth counting from here on, in seconds. */
const worthCounting = 2

/** How long it has taken since this came to be shown; nothing for short waits. */
export function Elapsed() {
  const { say } = useWords()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const started = performance.now()
    const timer = setInterval(() => {
      setSeconds(Math.floor((performance.now() - started) / 1000))
    }, 1000)
    return () => clearInterval(timer)
  }, [])
  if (seconds < worthCounting) return null
  // Read out, it would interrupt every second.
  return (
    <span class="elapsed" aria-hidden="true">
      {' '}
      {say('turn.seconds', { count: seconds })}
    </span>
  )
}
