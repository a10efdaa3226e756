import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory'
import { Embeddings } from '@langchain/core/embeddings'
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters'

export async function start({ embedding }) {
  class Own extends Embeddings {
    embedDocuments(texts) {
      return embedding.passages(texts)
    }
    embedQuery(text) {
      return embedding.question(text)
    }
  }
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 })
  const store = new MemoryVectorStore(new Own({}))
  return {
    async ingest(texts) {
      const documents = await splitter.createDocuments(texts.map(({ text }) => text))
      await store.addDocuments(documents)
    },
    search: (question) => store.similaritySearch(question, 10),
  }
}
