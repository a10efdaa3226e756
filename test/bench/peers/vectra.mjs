import { LocalDocumentIndex } from 'vectra'

export async function start({ embedding, folder }) {
  const embeddings = {
    maxTokens: 512,
    async createEmbeddings(inputs) {
      const output = await embedding.passages([inputs].flat())
      return { status: 'success', output }
    },
  }
  const index = new LocalDocumentIndex({
    ...{ folderPath: folder, embeddings, chunkingConfig: { chunkSize: 256, chunkOverlap: 0 } },
  })
  await index.createIndex({ version: 1, deleteIfExists: true })
  return {
    async ingest(texts) {
      for (const { id, text } of texts) await index.upsertDocument(id, text, 'txt')
    },
    search: (question) => index.queryDocuments(question, { maxDocuments: 10, maxChunks: 10 }),
  }
}
