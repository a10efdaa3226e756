import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { describeEmbedder } from './embedder-contract.ts'

describeEmbedder('the hashing embedder', async () => createHashingEmbedder({ maxTokens: 40 }))
