import { expect, test } from 'vitest'
import { sampleCandidates } from '../../src/question/sample-questions.ts'
import { type GivenText, makeIndex } from '../support/make-index.ts'

async function questionsOf(...texts: GivenText[]): Promise<string[]> {
  const { articles, passages } = await makeIndex(texts)
  return (await sampleCandidates(articles, passages)).map(({ question }) => question)
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

test('takes one question of each article in turn, each once, with its article and sentence', async () => {
  const first = 'Tomas Brandt said one thing.\n\nTomas Brandt said another.\n\nAnna Lee noted both.'
  const { articles, passages } = await makeIndex([
    { path: 'a.txt', text: first },
    { path: 'b.txt', text: 'Marta Oyelaran urged haste.' },
    { path: 'c.txt', text: 'Nobody spoke.' },
  ])
  const [a, b] = articles.map(({ id }) => id)
  expect(await sampleCandidates(articles, passages)).toEqual([
    { question: 'What did Tomas Brandt say?', kind: 'speech', sourceId: a, start: 0, end: 28 },
    { question: 'What did Marta Oyelaran urge?', kind: 'speech', sourceId: b, start: 0, end: 27 },
    { question: 'What did Anna Lee note?', kind: 'speech', sourceId: a, start: 58, end: 78 },
  ])
})

test('of many articles some are asked about, from the first to the last', async () => {
  const texts = Array.from({ length: 100 }, (_, at) => ({
    path: `${String(at).padStart(3, '0')}.txt`,
    text: `Tomas Brandt said ferry ${at} will sail.`,
  }))
  const { articles, passages } = await makeIndex(texts)
  const sources = (await sampleCandidates(articles, passages)).map(({ sourceId }) => sourceId)
  const places = articles.flatMap(({ id }, at) => (sources.includes(id) ? [at] : []))
  expect(places).toHaveLength(48)
  expect(places[0]).toBe(0)
  expect(places.at(-1)).toBeGreaterThan(95)
})

test.each([
  [
    '“Over 10,000 harbour residents now call the island home,” he noted.',
    'How many harbour residents now call the island home?',
  ],
  [
    'Records show that a total of 12,000 visitors crossed the river in winter.',
    'How many visitors crossed the river in winter?',
  ],
  [
    'Northquay has drawn over 3,400 firms from the market towns over four decades, he said.',
    'How many firms has Northquay drawn from the market towns over four decades?',
  ],
  [
    'The harbour council will buy four electric ferries.',
    'How many electric ferries will the harbour council buy?',
  ],
])('asks how many: %s', async (text, question) => {
  expect(await questionsOf({ path: 'a.txt', text })).toContain(question)
})

test.each([
  'Over 20 years passed before the pier opened.',
  'Trade reached 99.68 billion crowns in 2016.',
  'It has opened three new piers.',
  'The Harbour Board, chaired by the mayor, met again.',
  'Some 60 percent of the crews live there.',
  'Three of them went home.',
])('asks no number of: %s', async (text) => {
  expect(await questionsOf({ path: 'a.txt', text })).toEqual([])
})

test('asks when something dated was done, and what something costs', async () => {
  const text =
    'The Fourth Harbour Conference, chaired by the mayor, was held on 21 Mar 2023. It was held again in 2024. Each ferry costs 6.2 million crowns.'
  expect(await questionsOf({ path: 'a.txt', text })).toEqual([
    'When was the Fourth Harbour Conference held?',
    'How much does each ferry cost?',
  ])
})

test.each([
  ['議會去年購買了四十艘電動渡輪。', '議會去年購買了多少艘電動渡輪？'],
  ['北碼頭新橋於2025年6月3日通車。', '北碼頭新橋於哪一天通車？'],
  ['海港電車公司成立於1923年。', '海港電車公司成立於哪一年？'],
  ['市長陳大文表示，渡輪將準時啟航。', '陳大文表示什麼？'],
  ['市长陈大文表示，渡轮将准时启航。', '陈大文表示什么？'],
])('asks in Chinese of a Chinese article: %s', async (text, question) => {
  expect(await questionsOf({ path: 'a.txt', text, language: 'zh' })).toContain(question)
})

test.each(['該公司在全市共有35間分店。', '他在1998年加入議會擔任議員。', '並於2025年通車。'])(
  'makes no question of a Chinese sentence that leans on another: %s',
  async (text) => {
    expect(await questionsOf({ path: 'a.txt', text, language: 'zh' })).toEqual([])
  },
)

test('makes nothing of nothing', async () => {
  expect(await sampleCandidates([], [])).toEqual([])
})
