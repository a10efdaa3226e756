import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { AnswerFeatures } from '../../src/evidence/answerability.ts'
import { answerThreshold } from '../../src/evidence/calibration.ts'
import { questionTerms } from '../../src/evidence/question-terms.ts'
import { type RefusalCase, refusalReason, refusalReasons } from '../../src/evidence/refuse.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { findOver } from './weigh-sentences.ts'

let index: OpenIndex
let close: AnswerFeatures
let far: AnswerFeatures
beforeAll(async () => {
  index = await makeIndex([{ path: 'a.txt', text: 'The ferry sails at night.' }])
  const known = await findOver(index, 'Does the ferry sail at night?')
  const foreign = await findOver(index, 'Who won the chess cup?')
  if (!known.features || !foreign.features) throw new Error('There is a sentence to weigh.')
  close = known.features
  far = foreign.features
})

/** Why the question is refused, at a probability of 0 unless said otherwise. */
function reasonFor(question: string, given: Partial<RefusalCase> = {}) {
  return refusalReason({
    question,
    terms: questionTerms(index.lexical, question),
    languages: new Set(['en']),
    articles: 1,
    features: close,
    probability: 0,
    ...given,
  })
}

test.each(['???', '!', '🌊🌊', '…', '""'])('%s is not a question, however sure', (question) => {
  expect(reasonFor(question, { probability: 1 })).toBe('not_a_question')
})

test('where no article passes the filters, that is the reason', () => {
  const none = { articles: 0, features: undefined, languages: new Set<string>() }
  expect(reasonFor('When does the ferry sail?', none)).toBe('no_source_matches_filters')
})

test('where nothing was found to weigh, nothing matches', () => {
  expect(reasonFor('When does the ferry sail?', { features: undefined })).toBe('no_match')
})

test('from the threshold on there is an answer, below it none', () => {
  expect(reasonFor('When?', { probability: answerThreshold })).toBeUndefined()
  expect(reasonFor('When?', { probability: 1 })).toBeUndefined()
  expect(reasonFor('When?', { probability: answerThreshold - 1e-9 })).toBeDefined()
})

test('close to the subject is low confidence, far from it out of scope', () => {
  expect(reasonFor('Does the ferry sail at night?', { features: close })).toBe('low_confidence')
  expect(reasonFor('Who won the chess cup?', { features: far })).toBe('out_of_scope')
})

test.each(['What is it?', 'the of and is', 'who who who'])(
  'a question without a word of weight is not called out of scope: %s',
  (question) => {
    expect(reasonFor(question, { features: far })).toBe('not_a_question')
  },
)

test.each([
  [['en'], 'language_not_covered'],
  [['en', 'fr'], 'language_not_covered'],
  [['en', 'zh'], 'out_of_scope'],
  [['ja'], 'out_of_scope'],
])('a Chinese question to articles in %j: %s', (languages, reason) => {
  const given = { features: far, languages: new Set(languages) }
  expect(reasonFor('渡輪什麼時候開航？', given)).toBe(reason)
})

test('a Chinese question that is answered all the same is not refused for its language', () => {
  expect(reasonFor('渡輪什麼時候開航？', { probability: 0.9 })).toBeUndefined()
})

test('an English question with a Chinese name in it is an English one', () => {
  expect(reasonFor('When does the ferry of 東灣 sail?')).toBe('low_confidence')
})

test('every case is answered or has one of the reasons, and low ones never are answered', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const question = fc.constantFrom('ferry', '???', '渡輪', 'Who won the cup?')
  fc.assert(
    fc.property(question, share, fc.boolean(), fc.nat(2), (asked, probability, near, articles) => {
      const features = near ? close : far
      const reason = reasonFor(asked, { features, probability, articles })
      if (reason === undefined) expect(probability).toBeGreaterThanOrEqual(answerThreshold)
      else expect(refusalReasons).toContain(reason)
    }),
  )
})
