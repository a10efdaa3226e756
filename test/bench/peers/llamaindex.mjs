import { BaseEmbedding, Document, Settings, VectorStoreIndex } from 'llamaindex'

export async function start({ embedding }) {
  class Own extends BaseEmbedding {
    async getTextEmbedding(text) {
      return (await embedding.passages([text]))[0]
    }
    getTextEmbeddings = (texts) => embedding.passages(texts)
    getQueryEmbedding(query) {
      return embedding.question(query.text ?? query)
    }
  }
  Settings.embedModel = new Own()
  // Its default is twice what the model reads.
  Settings.chunkSize = 256
  let retriever
  return {
    async ingest(texts) {
      const documents = texts.map(({ id, text }) => new Document({ id_: id, text }))
      const index = await VectorStoreIndex.fromDocuments(documents)
      retriever = index.asRetriever({ similarityTopK: 10 })
    },
    search: (query) => retriever.retrieve({ query }),
  }
}
