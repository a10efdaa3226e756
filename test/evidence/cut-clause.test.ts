import { beforeAll, describe, expect, test } from 'vitest'
import { cutClause } from '../../src/evidence/cut-clause.ts'
import type { RelevantWord } from '../../src/evidence/relevant-words.ts'
import { loadTagger, type Tagger } from '../../src/evidence/tag-words.ts'
import { questionKind } from '../../src/question/question-kind.ts'

let tagger: Tagger
beforeAll(async () => {
  tagger = await loadTagger()
})

/** Words of the sentence that stand in the question too, by their first five letters. */
function sharedWords(question: string, sentence: string): RelevantWord[] {
  const topicOf = (word: string) => word.toLowerCase().slice(0, 5)
  const asked = new Set((question.match(/\p{L}{4,}/gu) ?? []).map(topicOf))
  return [...sentence.matchAll(/\p{L}{4,}/gu)].flatMap(({ 0: word, index: start }) => {
    const topic = topicOf(word)
    return asked.has(topic) ? [{ start, end: start + word.length, topic, weight: 1 }] : []
  })
}

function cut(question: string, sentence: string, isFurther = false): string {
  const relevant = sharedWords(question, sentence)
  const kind = questionKind(question)
  const { start, end } = cutClause(tagger, { sentence, question, kind, relevant, isFurther })
  return sentence.slice(start, end)
}

const ferryQuestion = 'How many passengers does the ferry carry?'
const ferry = 'The old harbour ferry carries 240 passengers across the strait'

describe('what is left out of a long sentence', () => {
  const tails = [
    ', which the town council bought from a retired captain after the storm',
    ', making it the pride of every family that lives along the northern shore',
    ', built by a shipyard on the western coast of the same long island',
    ', a strait that fishermen have crossed in rowing boats since the earliest days',
    '; the bridge to the east was closed by the storms of that long winter',
    ', and the council bought a smaller boat for the people of the islands',
    ', and was painted in the colours of the town by pupils of its school',
    ', such as families, farmers with their animals, and pupils of the island school',
    ' (the strait is the widest one between the northern islands and the coast)',
    ' — a pleasure for every family that lives along the quiet northern shore',
    ', as well as carts, animals, bicycles, furniture, and letters from the coast',
    ', because the people of the islands asked the council for a larger boat',
    ', so as to give the families of the islands a quick way to the coast',
    ' in order to give the families of the islands a quick way to the coast',
  ]
  test.each(tails)('the end: "%s"', (tail) => {
    expect(cut(ferryQuestion, `${ferry}${tail}.`)).toBe(ferry)
  })

  test('the same across a line break', () => {
    const broken = ferry.replace('ferry carries', 'ferry\ncarries')
    expect(cut(ferryQuestion, `${broken}${tails[0]}.`)).toBe(broken)
  })

  test('a clause at the beginning that stands beside the one asked for', () => {
    const start = 'The council closed the eastern bridge to all carts and animals of the islands'
    const question = 'How many lanterns did the lighthouse hold?'
    const rest = 'a lighthouse held 12 lanterns above the rocks of the northern cape.'
    expect(cut(question, `${start}; ${rest}`)).toBe(rest)
    expect(cut(question, `${start}, and ${rest}`)).toBe(rest)
  })

  test('more of a further quote than of the first one', () => {
    const question = 'What did the council decide about the ferry?'
    const sentence =
      'The council gave the ferry to the islands, which had asked for it for many years.'
    expect(cut(question, sentence)).toBe(sentence)
    expect(cut(question, sentence, true)).toBe('The council gave the ferry to the islands')
  })
})

describe('a sentence is quoted whole', () => {
  const limits = [
    ', but the harbour office allows half of them when the wind is strong',
    ', unless the wind from the north is stronger than the harbour office allows',
    ', if the harbour office has counted the animals and carts on its deck',
    ', although the harbour office allows half of them on days with a strong wind',
    ', which is not the number that the harbour office allows on windy days',
    ', and no animal is taken on board on the days of the great market',
    ', except on days when the harbour office counts the animals on its deck',
    ', which may change after the harbour office has counted the boats on the deck',
    ', the harbour office said on the morning after the great autumn storm',
    ', according to a letter of the harbour office to the council of the islands',
    ', and the harbour office reported that the ship was older than the bridge',
    ', while the harbour office counts the animals and the carts on the deck',
  ]
  test.each(limits)('with what limits it or says whose words they are: "%s"', (tail) => {
    const sentence = `${ferry}${tail}.`
    expect(cut(ferryQuestion, sentence)).toBe(sentence)
    expect(cut(ferryQuestion, sentence, true)).toBe(sentence)
  })

  const broken = [
    // The verb comes behind the clause.
    'The old ferry with 240 seats for passengers, which the town council bought from a captain, was painted green.',
    'Passengers of the ferry are, in all of the 12 harbours, required to show the papers of the council.',
    // No verb of its own before the clause.
    'In the 240 years of the ferry and its passengers, a bridge was twice planned for the strait.',
    'The 240 passengers of the ferry who came from the islands, a family of farmers and three captains from the coast.',
    // Half of a list.
    'The ferry carries 240 passengers, furniture, carts from the farms, and animals of the island farmers to the coast.',
    'The ferry gives 240 passengers a warm cabin, a quiet deck, and built-in seats for the families of the islands.',
    'The ferry carries 240 passengers, “as the law demands,” said the harbour court, the oldest court of the northern islands.',
    // A quotation that goes on behind the sentence.
    'The captain of the ferry wrote: “We carry 240 passengers, which the council of the islands has asked us to do.',
    'When the ferry carried 240 passengers, the council of the islands bought a second one for the winter.',
  ]
  test.each(broken)('rather than broken: %s', (sentence) => {
    expect(cut(ferryQuestion, sentence)).toBe(sentence)
    expect(cut(ferryQuestion, sentence, true)).toBe(sentence)
  })

  test('when the number, date or name that is asked for stands in the other clause', () => {
    const sentence =
      'The harbour ferry was a gift to the town, which has carried 240 passengers to the islands since 1931.'
    expect(cut('When did the ferry begin?', sentence)).toBe(sentence)
    expect(cut('How many people does the ferry take?', sentence)).toBe(sentence)
    const named =
      'The harbour ferry crosses the strait twice a day, steered by an old captain called Marta Vogel.'
    expect(cut('Who is in command of the ferry?', named)).toBe(named)
  })

  test('when a word of the question stands only in the other clause', () => {
    const sentence =
      'The ferry carries 240 passengers to the islands, which have 12 schools for pupils of all ages.'
    expect(cut('How many schools do the islands have, by ferry?', sentence)).toBe(sentence)
  })

  test('when nothing tells where in it the answer is', () => {
    const sentence =
      'The council honoured the captain of the ferry, which made the people of the islands proud of her.'
    expect(cut('What did the gift of the council do?', sentence)).toBe(sentence)
  })

  test('when the reason that is asked for is what could be left out', () => {
    const sentence =
      'The council bought the ferry for the islands, because the bridge was closed by the storms of winter.'
    expect(cut('Why did the council buy the ferry?', sentence, true)).toBe(sentence)
  })

  test('when it is a question, a short sentence, a table of words, or one with odd marks', () => {
    const whole = [
      'Does the ferry carry 240 passengers, which the council of the islands has always asked it to do?',
      'The ferry carries 240 passengers, which is many.',
      `The ferry carries 240 passengers, ${'which is many, '.repeat(400)}.`,
      'The ferry carries 240 passengers (all of them from the islands, which the council has asked it to do.',
      '',
    ]
    for (const sentence of whole) expect(cut(ferryQuestion, sentence)).toBe(sentence)
  })
})
