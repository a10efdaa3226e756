import { inverseFrequency, type LexicalIndex } from '../store/lexical-index.ts'

/** Passages looked up for one translation. */
const passagesLookedUp = 200
/** Passages that have a say in which translation is meant. */
const passagesVoting = 8
/** How much being a dictionary's first translation counts beside what the passages use. */
const orderWeight = 0.1

/** What one translation finds: passage id to how much of it stands there, 0 to 1. */
type Found = ReadonlyMap<string, number>

/**
 * Picks one translation for each word of a question: the one that stands in the passages where the
 * most words of the question have a translation (query translation by co-occurrence, Ballesteros and
 * Croft 1998; the translations of a word count as one, Pirkola 1998). Where no passage uses any, the
 * dictionary's first.
 * @param words translations of each word, the most usual first, none empty
 */
export function chooseTranslations(
  lexical: LexicalIndex,
  words: readonly (readonly string[])[],
): string[] {
  const found = words.map((translations) => translations.map((text) => lookUp(lexical, text)))
  const weights = found.map((each) => {
    const used = new Set(each.flatMap((one) => [...one.keys()])).size
    return used === 0 ? 0 : inverseFrequency(lexical.passageCount, used)
  })
  const scores = new Map<string, number>()
  for (const [at, each] of found.entries()) {
    const best = new Map<string, number>()
    for (const one of each) {
      for (const [id, share] of one) best.set(id, Math.max(share, best.get(id) ?? 0))
    }
    for (const [id, share] of best) {
      scores.set(id, (scores.get(id) ?? 0) + share * (weights[at] ?? 0))
    }
  }
  const voters = [...scores]
    .sort(([leftId, left], [rightId, right]) => right - left || (leftId < rightId ? -1 : 1))
    .slice(0, passagesVoting)
  const votes = voters.reduce((sum, [, score]) => sum + score ** 2, 0)
  return words.map((translations, at) => {
    const values = translations.map((_, rank) => {
      const share = voters.reduce(
        (sum, [id, score]) => sum + score ** 2 * (found[at]?.[rank]?.get(id) ?? 0),
        0,
      )
      return (votes > 0 ? share / votes : 0) + orderWeight / (1 + rank)
    })
    return translations[values.indexOf(Math.max(...values))] ?? ''
  })
}

function lookUp(lexical: LexicalIndex, translation: string): Found {
  const terms = [...new Set(lexical.terms(translation))]
  if (terms.length === 0) return new Map()
  const known = terms.filter((term) => lexical.documentFrequency(term) > 0)
  const hits = lexical.search(translation, passagesLookedUp)
  const most = hits[0]?.score ?? 1
  const share = known.length / terms.length
  return new Map(hits.map(({ id, score }) => [id, (share * score) / most]))
}
