import { connect, Index, rerankers } from '@lancedb/lancedb'

export async function start({ embedding, chunksOf, folder }) {
  const database = await connect(folder)
  const reranker = await rerankers.RRFReranker.create()
  let table
  return {
    async ingest(texts) {
      const chunks = texts.flatMap(({ id, text }) => chunksOf(text).map((chunk) => ({ id, chunk })))
      const vectors = await embedding.passages(chunks.map(({ chunk }) => chunk))
      const rows = chunks.map(({ id, chunk }, at) => ({ id, text: chunk, vector: vectors[at] }))
      table = await database.createTable('passages', rows)
      await table.createIndex('text', { config: Index.fts() })
    },
    async search(question) {
      const vector = await embedding.question(question)
      return table
        .query()
        .nearestTo(vector)
        .fullTextSearch(question)
        .rerank(reranker)
        .limit(10)
        .toArray()
    },
  }
}
