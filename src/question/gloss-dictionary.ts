/** One reading of a Chinese word. */
export interface DictionaryEntry {
  /** Syllables parted by spaces, each with its tone digit; a capital opens a proper name. */
  readonly pinyin: string
  /** In English, the most usual first, as the dictionary words them. */
  readonly senses: readonly string[]
}

/** PORT. A Chinese-English dictionary, traditional and simplified forms alike. */
export interface GlossDictionary {
  /** Every reading of exactly this word; empty when it is not in the dictionary. */
  entries(word: string): readonly DictionaryEntry[]
}
