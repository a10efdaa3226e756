import { LRUCache } from 'lru-cache'
import type { PartOfSpeech } from 'wink-nlp'
import type { TextRange } from '../passage/passage.ts'

/** A word or mark of a text with its part of speech (Universal Dependencies' tags). */
export interface TaggedWord extends TextRange {
  /** In lower case. */
  readonly word: string
  readonly tag: PartOfSpeech
}

/** Tags the words and marks of one English sentence, in order; ranges are into the sentence. */
export type Tagger = (sentence: string) => readonly TaggedWord[]

/** UTF-16 units of sentences whose tags are kept, over all of them. */
const rememberedLength = 2_000_000

let loading: Promise<Tagger> | undefined

/**
 * ADAPTER over wink-nlp with its small English model, which is part of the package: nothing is
 * fetched. Loaded once, on the first call. The same sentence always gets the same tags.
 */
export function loadTagger(): Promise<Tagger> {
  loading ??= createTagger()
  return loading
}

async function createTagger(): Promise<Tagger> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ])
  const { readDoc, its } = winkNLP(model, ['pos'])
  const known = new LRUCache<string, readonly TaggedWord[]>({
    maxSize: rememberedLength,
    sizeCalculation: (_, sentence) => Math.max(1, sentence.length),
  })
  return (sentence) => {
    const remembered = known.get(sentence)
    if (remembered) return remembered
    // A line break or a tab would be a word of its own. Same length.
    const flat = sentence.replace(/\s/g, ' ')
    const tokens = readDoc(flat).tokens()
    const values = tokens.out(its.value)
    const spaces = tokens.out(its.precedingSpaces)
    const tags = tokens.out(its.pos)
    let end = 0
    const words = values.map((value, at): TaggedWord => {
      const start = end + (spaces[at] ?? '').length
      end = start + value.length
      return { word: value.toLowerCase(), tag: tags[at] as PartOfSpeech, start, end }
    })
    // A token that is not what stands at its place would move every border behind it.
    const isExact = words.every(
      ({ start, end: stop }, at) => flat.slice(start, stop) === values[at],
    )
    const tagged = isExact ? words : []
    known.set(sentence, tagged)
    return tagged
  }
}
