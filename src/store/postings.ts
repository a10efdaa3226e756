/** Which texts hold which terms and how often, packed: one run of entries per term. */
export interface Postings {
  /** In order of number. */
  readonly termNumbers: ReadonlyMap<string, number>
  /** Entries of term `t` are `starts[t]` up to `starts[t + 1]`. */
  readonly starts: Uint32Array
  readonly texts: Uint32Array
  readonly frequencies: Float32Array
  /** Terms of each text, weighted as the frequencies are. */
  readonly lengths: Float64Array
}

/** Packs the term frequencies of texts; the position of a text in `counted` is its number. */
export function packPostings(counted: readonly ReadonlyMap<string, number>[]): Postings {
  const terms = termCounter()
  const numbers: number[] = []
  const lengths = new Float64Array(counted.length)
  counted.forEach((frequencies, text) => {
    for (const [term, frequency] of frequencies) {
      numbers.push(terms.count(term, 1))
      lengths[text] = (lengths[text] as number) + frequency
    }
  })
  const packed = terms.allocate()
  let at = 0
  counted.forEach((frequencies, text) => {
    for (const frequency of frequencies.values())
      packed.put(numbers[at++] as number, text, frequency)
  })
  return { ...packed.arrays, lengths }
}

/** Postings, and for each of their texts its number in what they become part of; -1 leaves it out. */
export interface PostingsPart {
  readonly postings: Postings
  readonly places: Int32Array
}

/** The postings of `textCount` texts from those of parts, without reading a text again. */
export function mergePostings(parts: readonly PostingsPart[], textCount: number): Postings {
  const terms = termCounter()
  const numbers = parts.map(({ postings, places }) => {
    const own = new Int32Array(postings.termNumbers.size)
    for (const [term, number] of postings.termNumbers) {
      const count = countPlaced(postings, places, number)
      own[number] = count > 0 ? terms.count(term, count) : -1
    }
    return own
  })
  const packed = terms.allocate()
  const lengths = new Float64Array(textCount)
  parts.forEach(({ postings, places }, part) => {
    places.forEach((place, text) => {
      if (place >= 0) lengths[place] = postings.lengths[text] as number
    })
    numbers[part]?.forEach((number, old) => {
      if (number < 0) return
      for (
        let entry = postings.starts[old] ?? 0;
        entry < (postings.starts[old + 1] ?? 0);
        entry++
      ) {
        const place = places[postings.texts[entry] as number] as number
        if (place >= 0) packed.put(number, place, postings.frequencies[entry] as number)
      }
    })
  })
  return { ...packed.arrays, lengths }
}

function countPlaced({ starts, texts }: Postings, places: Int32Array, number: number): number {
  let count = 0
  for (let entry = starts[number] ?? 0; entry < (starts[number + 1] ?? 0); entry++) {
    if ((places[texts[entry] as number] as number) >= 0) count++
  }
  return count
}

/** Numbers terms as they come and counts their entries, then holds room for just these. */
function termCounter() {
  const termNumbers = new Map<string, number>()
  const sizes: number[] = []
  return {
    count(term: string, entries: number): number {
      const number = termNumbers.get(term) ?? termNumbers.size
      if (number === termNumbers.size) termNumbers.set(term, number)
      sizes[number] = (sizes[number] ?? 0) + entries
      return number
    },
    allocate() {
      const starts = new Uint32Array(sizes.length + 1)
      sizes.forEach((size, term) => {
        starts[term + 1] = (starts[term] as number) + size
      })
      const total = starts[sizes.length] as number
      const texts = new Uint32Array(total)
      const frequencies = new Float32Array(total)
      const next = starts.slice()
      return {
        arrays: { termNumbers, starts, texts, frequencies },
        put(number: number, text: number, frequency: number): void {
          const entry = next[number] as number
          texts[entry] = text
          frequencies[entry] = frequency
          next[number] = entry + 1
        },
      }
    },
  }
}
