import { expect, test } from 'vitest'
import { loadTagger } from '../../src/evidence/tag-words.ts'

const sentences = [
  'The captain’s ferry — built in 1931 — can’t carry more than 9,200 carts (or 12.5%).',
  "It's Zoë's “naïve” plan: the U.S. co-operates, e.g. in A.I., isn't it?",
  'constructor __proto__ toString hasOwnProperty',
  '  two  spaces\tand a\nbreak 🚢 sails ',
  '',
]

test('every word stands at its place, and all that is not white space is in one', async () => {
  const tagger = await loadTagger()
  for (const sentence of sentences) {
    const words = tagger(sentence)
    for (const { word, start, end } of words) {
      expect(sentence.slice(start, end).toLowerCase()).toBe(word)
    }
    expect(words.map(({ word }) => word).join('')).toBe(sentence.toLowerCase().replace(/\s/g, ''))
  }
})

test('the tags of a sentence do not depend on what was read before it', async () => {
  const tagger = await loadTagger()
  const texts = Array.from({ length: 60 }, (_, at) => `Ferries of Xanth${at} sail, and it sails.`)
  const once = texts.map((text) => tagger(text).map(({ tag }) => tag))
  const again = texts.reverse().map((text) => tagger(` ${text}`).map(({ tag }) => tag))
  expect(again.reverse()).toEqual(once)
})

test('verbs, nouns and the words that join clauses are told apart', async () => {
  const tagger = await loadTagger()
  const tags = tagger('The council bought a boat,\nand it was built by them.').map(({ tag }) => tag)
  expect(tags.slice(0, 5)).toEqual(['DET', 'NOUN', 'VERB', 'DET', 'NOUN'])
  expect(tags.slice(5, 10)).toEqual(['PUNCT', 'CCONJ', 'PRON', 'AUX', 'VERB'])
})
