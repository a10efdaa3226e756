import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds between the end of a probe and the next. */
const everyMs = 10

/**
 * A process of its own, so that what else a bench does adds nothing to its times: asks for `/healthz`
 * again and again, and sends the times, in milliseconds, once it is told anything.
 */
const [url = ''] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const times: number[] = []
let failures = 0
let hasStopped = false
process.once('message', () => {
  hasStopped = true
})
process.once('disconnect', () => process.exit())

function probe(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(`${url}/healthz`, { agent }, (response) => {
      response.resume().once('error', reject)
      response.once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`status ${response.statusCode}`))
      })
    }).once('error', reject)
  })
}

while (!hasStopped) {
  const began = performance.now()
  await probe().then(
    () => times.push(performance.now() - began),
    () => {
      failures += 1
    },
  )
  await pause(everyMs)
}
process.send?.({ times, failures }, () => process.exit())
