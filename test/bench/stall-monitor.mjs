// Loaded before a program (`node --import`): tells over the process's channel how long its event loop
// stood still since it was last asked, and how much memory it has.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delays = monitorEventLoopDelay({ resolution: 1 })
delays.enable()
process.on('message', (message) => {
  if (message !== 'stalls') return
  // The timer fires each millisecond: what is more than that was standing still.
  const milliseconds = (value) => Math.max(0, value / 1e6 - 1)
  const seen = { longest: milliseconds(delays.max), p99: milliseconds(delays.percentile(99)) }
  delays.reset()
  process.send?.({ ...seen, rss: process.memoryUsage().rss })
})
// A program that has nothing else to do must still be able to end.
process.channel?.unref()
