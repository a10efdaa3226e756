import { create, insertMultiple, search } from '@orama/orama'

export async function start({ embedding, chunksOf }) {
  const schema = { source: 'string', text: 'string', embedding: 'vector[384]' }
  const database = await create({ schema })
  return {
    async ingest(texts) {
      const chunks = texts.flatMap(({ id, text }) => chunksOf(text).map((chunk) => ({ id, chunk })))
      const vectors = await embedding.passages(chunks.map(({ chunk }) => chunk))
      const rows = chunks.map(({ id, chunk }, at) => ({
        ...{ source: id, text: chunk, embedding: vectors[at] },
      }))
      await insertMultiple(database, rows)
    },
    async search(question) {
      const value = await embedding.question(question)
      const vector = { value, property: 'embedding' }
      const { hits } = await search(database, {
        ...{ mode: 'hybrid', term: question, vector, similarity: 0.5, limit: 10 },
      })
      return hits
    },
  }
}
