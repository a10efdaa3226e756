import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CollectionQuestionKind } from '../../src/question/collection-frame.ts'
import { collectionQuestion } from '../../src/question/collection-question.ts'
import { smallTalk } from '../../src/question/small-talk.ts'
import { readQuestionSet } from '../eval/question-set.ts'

type Row = [CollectionQuestionKind, string | undefined, string]

const english: Row[] = [
  ['count', undefined, 'How many articles are there?'],
  ['count', undefined, 'how many documents do you have in total'],
  ['count', undefined, 'How many articles in this collection?'],
  ['list', undefined, 'Which articles do you have?'],
  ['list', undefined, 'Please list all articles.'],
  ['list', undefined, 'What do you have?'],
  ['list', undefined, 'What topics do you cover?'],
  ['list', undefined, 'What are these articles about?'],
  ['list', undefined, 'Summarise the articles'],
  ['topic', 'elderly care', 'What do you have on elderly care?'],
  ['topic', 'the harbour', 'Do you have anything about the harbour?'],
  ['topic', 'ferries', 'Which articles are about ferries?'],
  ['topic', 'ferries', 'Could you show me all articles on ferries, please?'],
  ['topic', 'AI', 'is there an article about AI?'],
  ['mentions', 'Qianhai', 'Which articles mention Qianhai, and when?'],
  ['mentions', 'Qianhai', 'which article mentions “Qianhai”?'],
  ['mentions', 'Qianhai', 'Which articles mention Qianhai? And when?'],
  ['mentions', 'Ann Lee', 'How many articles mention Ann Lee?'],
  ['mentions', 'Ann Lee', 'In which articles is Ann Lee mentioned?'],
  ['mentions', 'the smart city pact', 'Do any of the articles mention the smart city pact?'],
  ['mentions', 'ferries and trams', 'list all articles that mention ferries and trams'],
  ['latest', undefined, "What's the latest?"],
  ['latest', undefined, 'What’s new?'],
  ['latest', undefined, 'What is the most recent article?'],
  ['latest', undefined, 'latest news'],
  ['latest', 'Nansha', 'What is the latest on Nansha?'],
  ['latest', 'the tram', 'Any news about the tram?'],
  ['oldest', undefined, 'Which article is the oldest?'],
  ['about', 'ferry fares', 'What is the article on ferry fares about?'],
  ['about', 'ferry fares', 'Summarize the article about ferry fares'],
  ['about', undefined, 'What is this article about?'],
  ['date', 'ferry fares', 'What is the date of the article on ferry fares?'],
  ['date', 'ferry fares', 'When was the Harbour Post article about ferry fares published?'],
  ['date', undefined, 'when was this article published'],
  ['author', 'ferry fares', 'Who wrote the article about ferry fares?'],
  ['author', undefined, 'Who is the author of this article?'],
  ['author', undefined, 'Who are the authors?'],
  ['publisher', undefined, 'Which publishers are there?'],
  ['publisher', 'ferry fares', 'Who published the article on ferry fares?'],
]

const chinese: Row[] = [
  ['count', undefined, '一共有多少篇文章？'],
  ['count', undefined, '這裡有幾篇文章？'],
  ['list', undefined, '有哪些文章？'],
  ['topic', '养老', '你有哪些关于养老的文章？'],
  ['topic', '養老', '有沒有關於養老的內容？'],
  ['topic', '前海', '關於前海的文章有哪些？'],
  ['mentions', '前海', '哪些文章提到前海？'],
  ['mentions', '前海', '哪些文章提到了前海，分別是什麼時候？'],
  ['mentions', '前海', '哪些文章提到前海？什麼時候？'],
  ['mentions', '南沙', '南沙在哪些文章中被提到？'],
  ['latest', undefined, '最新的文章是什么？'],
  ['latest', undefined, '有什麼新消息？'],
  ['latest', '南沙', '关于南沙的最新消息是什么？'],
  ['about', undefined, '这篇文章讲的是什么？'],
  ['about', '渡輪', '關於渡輪的文章講什麼？'],
  ['date', '渡轮', '关于渡轮的那篇文章是什么时候发表的？'],
  ['date', undefined, '這篇文章的發布日期是什麼？'],
  ['author', undefined, '这篇文章是谁写的？'],
  ['author', '渡輪', '誰寫了關於渡輪的文章？'],
  ['publisher', undefined, '有哪些媒体？'],
]

test.each([...english, ...chinese])('%s (%s): %s', (kind, subject, question) => {
  expect(collectionQuestion(question)).toMatchObject({ kind, ...(subject ? { subject } : {}) })
  if (!subject) expect(collectionQuestion(question)).not.toHaveProperty('subject')
})

test('tells an article pointed at from all of them', () => {
  expect(collectionQuestion('What is this article about?')?.pointsAtOne).toBe(true)
  expect(collectionQuestion('谁写了这篇文章？')?.pointsAtOne).toBe(true)
  expect(collectionQuestion('Who are the authors?')?.pointsAtOne).toBe(false)
})

test.each([
  'What is the latest five-year plan about?',
  'What is the latest version?',
  'What was the latest year in which the pier was repaired?',
  'When did the latest ferry sink?',
  'What is new about the agreement?',
  'What is new in the harbour?',
  'Which articles of the constitution mention slavery?',
  'How many articles are there in the constitution?',
  'How many articles did she publish in 1998?',
  'How many articles of clothing did they sell?',
  'What article was published in 1937?',
  'Which article of the treaty was about tariffs in 1920?',
  'Who wrote the book about ferries?',
  'Who wrote about ferries?',
  'Who wrote it?',
  'Who published the first map of the bay?',
  'When was On the Origin of Species published?',
  'What is the date of the meeting on ferry fares?',
  'What was the movie about ferries about?',
  'What is the song about?',
  'What was the dispute about?',
  'What is this agreement about?',
  'What do you know about ferries?',
  'What does the mayor say about ferries?',
  'What did the sources say about ferries?',
  'What do the sources report about ferries, both on fares and on safety?',
  'Tell me about ferries',
  'What topics did the mayor cover?',
  'What is in the collection of the museum?',
  'Which countries are represented in the collection?',
  'What documents did the two sides sign?',
  'Which documents did the two sides sign?',
  'Which documents are needed to register a ferry?',
  'Which sources of energy are there?',
  'Who is the publisher of the Harbour Post?',
  'Which newspapers were founded in 1850?',
  'Which newspaper published the story of the flood first?',
  'Where is Ann Lee mentioned in the treaty?',
  'What does she mention about ferries?',
  'Which lawmaker mentioned ferries?',
  'Which articles mention it?',
  'And which articles mention them?',
  'Who wrote the document?',
  'Summarise the agreement.',
  '最新的五年规划是什么？',
  '最近一次会议是什么时候举行的？',
  '这篇条约是谁签署的？',
  '关于渡轮的协议是什么时候签署的？',
  '《渡轮史》的作者是谁？',
  '有多少家企业在前海注册？',
  '哪些城市提到前海？',
  '1937年发表了什么文章？',
])('is an ordinary question: %s', (question) => {
  expect(collectionQuestion(question)).toBeUndefined()
})

describe('every question kept for measuring', () => {
  test.each(['gba', 'gba-pairs'])('%s is an ordinary one unless it speaks of an article', (set) => {
    for (const { question } of readQuestionSet(`test/eval/${set}`)) {
      const isOne = /\bthe (?:date of the )?article on\b/i.test(question)
      expect(collectionQuestion(question) !== undefined, question).toBe(isOne)
      expect(smallTalk(question), question).toBeUndefined()
    }
  })
})

test('long and odd questions are told quickly', () => {
  const pieces = fc.constantFrom(
    'which ',
    'articles ',
    'mention ',
    'and when',
    'the ',
    ' ',
    '文章',
    '提到',
    '的',
    '关于',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 120 }), (parts) => {
      const before = performance.now()
      collectionQuestion(parts.join(''))
      smallTalk(parts.join(''))
      expect(performance.now() - before).toBeLessThan(500)
    }),
    { numRuns: 300 },
  )
})
