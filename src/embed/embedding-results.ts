import type { EmbedOptions } from './embedder.ts'

/** The vectors of a list of texts as they come in, text by text, and how many there are. */
export interface EmbeddingResults {
  /** In the order of the texts; whole once every different text has its vector. */
  readonly vectors: Float32Array[]
  /** Gives a text its vector, everywhere it stands. */
  settle(text: string, vector: Float32Array): void
  /**
   * How many texts of a part under way are done, before their vectors are known; 0 when they are.
   */
  startPart(): (done: number) => void
}

export function createResults(
  texts: readonly string[],
  { onProgress }: Pick<EmbedOptions, 'onProgress'>,
): EmbeddingResults {
  const places = new Map<string, number[]>()
  for (const [index, text] of texts.entries()) {
    places.set(text, [...(places.get(text) ?? []), index])
  }
  const vectors = new Array<Float32Array>(texts.length)
  const parts: number[] = []
  let settled = 0
  let reported = 0
  const report = () => {
    const done = parts.reduce((sum, part) => sum + part, settled)
    if (done > reported) onProgress?.(done, texts.length)
    reported = Math.max(reported, done)
  }
  return {
    vectors,
    settle(text, vector) {
      const found = places.get(text) ?? []
      for (const index of found) vectors[index] = vector
      settled += found.length
      report()
    },
    startPart() {
      const part = parts.push(0) - 1
      return (done) => {
        parts[part] = done
        report()
      }
    },
  }
}
