// The model and nothing else: what any use of it costs at the very least. One session as the library
// opens it, on the main thread, one text after another. Plain JavaScript, so that no other program's
// start is counted. `bare-model.ts` starts it.
import { ONNX } from '@xenova/transformers/src/backends/onnx.js'
import { env } from '@xenova/transformers/src/env.js'
import { AutoTokenizer } from '@xenova/transformers/src/tokenizers.js'

const [modelsDirectory, model, weights, threads, first] = process.argv.slice(2)
env.allowRemoteModels = false
env.useFSCache = false
env.localModelPath = modelsDirectory

const tokenizer = await AutoTokenizer.from_pretrained(model)
const session = await ONNX.InferenceSession.create(weights, {
  executionProviders: ['cpu'],
  ...(Number(threads) > 0 ? { intraOpNumThreads: Number(threads), interOpNumThreads: 1 } : {}),
})

async function embed(text) {
  const ids = tokenizer.encode(text, null, { add_special_tokens: true })
  const tensor = (data) => new ONNX.Tensor('int64', data, [1, ids.length])
  const outputs = await session.run({
    input_ids: tensor(BigInt64Array.from(ids, BigInt)),
    attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  })
  return outputs[session.outputNames[0]].data
}

await embed(first ?? 'query: Is anybody there?')
if (process.send === undefined) process.exit()

process.on('message', async ({ texts }) => {
  const times = []
  for (const text of texts) {
    const started = performance.now()
    await embed(text)
    times.push(performance.now() - started)
  }
  process.send({ times })
})
process.on('disconnect', () => process.exit())
process.send({ ready: true })
