import { expect, test } from 'vitest'
import { sampleCandidates } from '../../src/question/sample-questions.ts'
import { type GivenText, makeIndex } from '../support/make-index.ts'

async function questionsOf(...texts: GivenText[]): Promise<string[]> {
  const { articles, passages } = await makeIndex(texts)
  return sampleCandidates(articles, passages).map(({ question }) => question)
}

test('asks who a person is whose office stands beside the name', async () => {
  const text = 'The talks were led by Ilse Varga, chairwoman of the harbour board. It rained.'
  expect(await questionsOf({ path: 'a.txt', text })).toEqual(['Who is Ilse Varga?'])
})

test.each([
  ['Tomas Brandt said the ferry will sail.', 'What did Tomas Brandt say?'],
  ['Mayor Tomas Brandt called for calm.', 'What did Tomas Brandt call for?'],
  ['“We listened,” Tomas Brandt noted.', 'What did Tomas Brandt note?'],
  ['Tomas Brandt warned that fares rise.', 'What did Tomas Brandt warn of?'],
])('asks what a speaker said: %s', async (text, question) => {
  expect(await questionsOf({ path: 'a.txt', text })).toContain(question)
})

test.each(['The board said so.', 'It was noted that fares rise.', 'said nobody', '他说了什么。'])(
  'makes no question of: %s',
  async (text) => {
    expect(await questionsOf({ path: 'a.txt', text })).toEqual([])
  },
)

test('asks about headings, in the language of the article and with names as they are', async () => {
  const english = '# Tickets and fares\n\nOne crown.\n\n# Gull Island\n\nFar out.'
  const chinese = '# 票價\n\n一元。'
  expect(await questionsOf({ path: 'a.txt', text: english })).toEqual([
    'What is said about tickets and fares?',
    'What is said about Gull Island?',
  ])
  expect(await questionsOf({ path: 'b.txt', text: chinese, language: 'zh' })).toEqual([
    '關於「票價」有什麼說法？',
  ])
})

test('leaves out headings too long to be asked about', async () => {
  const text = `# ${'Long '.repeat(20)}\n\nWords stand here.`
  expect(await questionsOf({ path: 'a.txt', text })).toEqual([])
})

test('takes one question of each article in turn, each once, with the article it is from', async () => {
  const first = 'Tomas Brandt said one thing.\n\nTomas Brandt said another.\n\nAnna Lee noted both.'
  const { articles, passages } = await makeIndex([
    { path: 'a.txt', text: first },
    { path: 'b.txt', text: 'Marta Oyelaran urged haste.' },
    { path: 'c.txt', text: 'Nobody spoke.' },
  ])
  const [a, b] = articles.map(({ id }) => id)
  expect(sampleCandidates(articles, passages)).toEqual([
    { question: 'What did Tomas Brandt say?', sourceId: a },
    { question: 'What did Marta Oyelaran urge?', sourceId: b },
    { question: 'What did Anna Lee note?', sourceId: a },
  ])
})

test('makes nothing of nothing', () => {
  expect(sampleCandidates([], [])).toEqual([])
})
