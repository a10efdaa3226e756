// Runs one of the other programs in a process of its own: takes in a corpus and searches it, with the
// same model as ours called through the library that they all recommend for it. `run-peers.ts` copies
// this file and the peer's beside the packages they import.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const [name, corpus, questionFile, modelsDirectory, model, folder] = process.argv.slice(2)
const { env, pipeline } = await import('@xenova/transformers')
env.allowRemoteModels = false
env.localModelPath = modelsDirectory
const extract = await pipeline('feature-extraction', model, { quantized: true })
const { start } = await import(`./${name}.mjs`)

/** Texts at a time; more at once only make more padding. */
const batch = 32
const recorded = []

async function vectorsOf(texts, prefix) {
  const vectors = []
  for (let from = 0; from < texts.length; from += batch) {
    const some = texts.slice(from, from + batch).map((text) => prefix + text)
    const { data, dims } = await extract(some, { pooling: 'mean', normalize: true })
    const size = dims[1]
    for (let row = 0; row < some.length; row += 1) {
      vectors.push(Array.from(data.subarray(row * size, (row + 1) * size)))
    }
  }
  return vectors
}

const embedding = {
  async passages(texts) {
    recorded.push(...texts)
    return vectorsOf(texts, 'passage: ')
  },
  async question(text) {
    return (await vectorsOf([text], 'query: '))[0]
  },
}

/** Paragraphs joined up to 1,000 characters, for those that leave cutting to their users. */
function chunksOf(text) {
  const chunks = []
  for (const paragraph of text.split(/\n\s*\n/)) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + paragraph.length < 1000) {
      chunks[chunks.length - 1] = `${last}\n\n${paragraph}`
    } else chunks.push(paragraph)
  }
  return chunks.filter((chunk) => chunk.trim() !== '')
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const timed = async (work) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const peer = await start({ embedding, chunksOf, folder })
await embedding.question('Is anybody there?')
const startMs = performance.now()

const texts = readdirSync(corpus)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ id: file, text: readFileSync(join(corpus, file), 'utf8') }))
const questions = JSON.parse(readFileSync(questionFile, 'utf8'))

const delays = monitorEventLoopDelay({ resolution: 1 })
delays.enable()
// A first turn, without which the time to the next one is not known.
await new Promise((resolve) => setTimeout(resolve, 50))
delays.reset()
const ingestMs = await timed(() => peer.ingest(texts))
// A turn, so that the last time it stood still is counted.
await new Promise((resolve) => setTimeout(resolve, 20))
const stallMs = delays.max / 1e6
delays.disable()

const naiveMs = await timed(async () => {
  for (const text of recorded)
    await extract(`passage: ${text}`, { pooling: 'mean', normalize: true })
})
const beyond = []
const over = []
let found = 0
for (let round = 0; round < 3; round += 1) {
  for (const question of questions) {
    const alone = await timed(() => embedding.question(question))
    let results = []
    const whole = await timed(async () => {
      results = await peer.search(question)
    })
    found += results.length
    // The first round compiles code.
    if (round === 0) continue
    beyond.push(whole - alone)
    over.push(whole / alone)
  }
}
if (found === 0) throw new Error('It found nothing.')
const result = {
  ...{ startMs, ingestMs, naiveMs, stallMs, chunks: recorded.length },
  ...{ searchMs: median(beyond), searchOver: median(over) },
}
process.stdout.write(`\nresult ${JSON.stringify(result)}\n`)
process.exit(0)
