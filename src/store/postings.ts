/** Which texts hold which terms and how often, packed: one run of entries per term. */
export interface Postings {
  readonly termNumbers: ReadonlyMap<string, number>
  /** Entries of term `t` are `starts[t]` up to `starts[t + 1]`. */
  readonly starts: Uint32Array
  readonly texts: Uint32Array
  readonly frequencies: Float32Array
  /** Terms of each text, weighted as the frequencies are. */
  readonly lengths: Float64Array
  readonly averageLength: number
}

/** Packs the term frequencies of texts; the position of a text in `counted` is its number. */
export function packPostings(counted: readonly ReadonlyMap<string, number>[]): Postings {
  const termNumbers = new Map<string, number>()
  const sizes: number[] = []
  const numbers: number[] = []
  const lengths = new Float64Array(counted.length)
  counted.forEach((frequencies, text) => {
    for (const [term, frequency] of frequencies) {
      const number = termNumbers.get(term) ?? termNumbers.size
      if (number === termNumbers.size) termNumbers.set(term, number)
      numbers.push(number)
      sizes[number] = (sizes[number] ?? 0) + 1
      lengths[text] = (lengths[text] as number) + frequency
    }
  })
  const starts = new Uint32Array(sizes.length + 1)
  sizes.forEach((size, term) => {
    starts[term + 1] = (starts[term] as number) + size
  })
  const total = starts[sizes.length] as number
  const texts = new Uint32Array(total)
  const packed = new Float32Array(total)
  const next = starts.slice()
  let at = 0
  counted.forEach((frequencies, text) => {
    for (const frequency of frequencies.values()) {
      const number = numbers[at++] as number
      const entry = next[number] as number
      texts[entry] = text
      packed[entry] = frequency
      next[number] = entry + 1
    }
  })
  const sum = lengths.reduce((added, length) => added + length, 0)
  const averageLength = sum > 0 ? sum / counted.length : 1
  return { termNumbers, starts, texts, frequencies: packed, lengths, averageLength }
}
