import { expect } from 'vitest'
import { sentenceId } from '../../src/passage/passage.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { wholeAnswer } from '../support/ask-index.ts'

/** Every sentence has its vector; what is quoted is what stands in the kept text. */
export async function expectRightQuotes(index: OpenIndex, place: string): Promise<void> {
  for (const passage of index.passages) {
    const kept = await index.revision(passage.revision)
    expect(kept?.text.slice(passage.start, passage.end), place).toBe(passage.text)
    const ids = passage.sentences.map((range) => sentenceId(passage.revision, range))
    for (const id of [passage.id, ...ids]) expect(await index.vectors.get(id), place).toBeDefined()
  }
  const { citations } = await wholeAnswer(
    index,
    'How many fishing boats has the harbour of Carrick room for?',
  )
  expect(citations[0]?.quote, place).toContain(
    'The harbour of Carrick has room for 12 fishing boats.',
  )
  for (const { revision, start, end, quote } of citations) {
    expect((await index.revision(revision))?.text.slice(start, end), place).toBe(quote)
  }
}
