import { Agent, request } from 'node:http'
import type { Answer } from '../../src/answer/answer.ts'

/** Asks a server over connections that stay open, as a browser's do. */
export interface Asker {
  ask(question: string): Promise<Answer>
  /** The same with the milliseconds it took, to its last byte. */
  timed(question: string): Promise<{ answer: Answer; ms: number }>
  close(): void
}

/** @param clients most connections at a time */
export function createAsker(url: string, clients = 1): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const ask = async (question: string) =>
    JSON.parse(await post(agent, new URL('/v1/ask', url), { question })) as Answer
  return {
    ask,
    async timed(question) {
      const started = performance.now()
      const answer = await ask(question)
      return { answer, ms: performance.now() - started }
    },
    close: () => agent.destroy(),
  }
}

function post(agent: Agent, url: URL, body: object): Promise<string> {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let received = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        received += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve(received)
        else reject(new Error(`${url} answered ${response.statusCode}: ${received}`))
      })
    })
    sent.on('error', reject)
    sent.end(text)
  })
}
