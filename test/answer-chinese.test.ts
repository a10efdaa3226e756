import { describe, expect, test, vi } from 'vitest'
import { questionLanguage } from '../src/answer/question-language.ts'
import { readingsOf, withinReading } from '../src/question/readings.ts'
import { wholeAnswer } from './support/ask-index.ts'
import { makeIndex } from './support/make-index.ts'
import { smallDictionary } from './support/small-dictionary.ts'

const ferry = {
  path: 'ferry.txt',
  text: 'The night ferry ship sails to Gull Island. A ticket has a price of four crowns.',
}
const chinese = { path: 'zh.txt', text: '夜間渡輪開往海鷗島。', language: 'zh' }
const openDictionary = async () => smallDictionary
const asked = (text: string) => ({ question: text, context: [], text, changed: false })

describe('readings of a question', () => {
  test('an English question never opens the dictionary', async () => {
    const open = vi.fn(openDictionary)
    const index = await makeIndex([ferry])
    const question = asked('When does the ferry sail?')
    expect(await readingsOf(index, question, open)).toEqual([{ resolved: question }])
    expect(open).not.toHaveBeenCalled()
  })

  test('nor does a Chinese one where no article is in English, nor a Japanese one', async () => {
    const open = vi.fn(openDictionary)
    const question = asked('渡輪開往哪裡？')
    expect(await readingsOf(await makeIndex([chinese]), question, open)).toEqual([
      { resolved: question },
    ])
    await readingsOf(await makeIndex([ferry]), asked('フェリーは何時に出ますか'), open)
    expect(open).not.toHaveBeenCalled()
  })

  test('where there are articles of both languages, each is searched in its own words', async () => {
    const index = await makeIndex([ferry, chinese])
    const readings = await readingsOf(index, asked('夜間渡輪'), openDictionary)
    expect(readings.map(({ resolved }) => resolved.text)).toEqual(['夜間渡輪', 'night ferry ship'])
    const paths = readings.map(({ sourceIds }) =>
      sourceIds?.map((id) => index.articleById.get(id)?.path),
    )
    expect(paths).toEqual([['zh.txt'], ['ferry.txt']])
  })

  test('a reading keeps the filters of the request', () => {
    const reading = { resolved: asked('x'), sourceIds: ['src_a', 'src_b'] }
    const filters = { source_ids: ['src_b', 'src_c'], publisher: 'Harbour Office' }
    expect(withinReading(reading, filters)).toEqual({
      source_ids: ['src_b'],
      publisher: 'Harbour Office',
    })
  })
})

describe('an answer to a Chinese question on English articles', () => {
  test('says what was searched for, in the language of the question, and keeps the question', async () => {
    const index = await makeIndex([ferry])
    const answer = await wholeAnswer(index, '渡輪的票價？', { openDictionary })
    expect(answer.resolved_question).toBe('渡輪的票價？')
    expect(answer.searched_for).toBe('ferry ship ticket price?')
    expect(answer.language).toBe(questionLanguage('渡輪的票價？'))
    expect(answer.content[0]?.text ?? '').toContain('ferry ship ticket price?')
    for (const { quote, answer_start, answer_end } of answer.citations) {
      expect(answer.answer.slice(answer_start ?? 0, answer_end ?? 0)).toBe(quote)
    }
  })

  test('names what no article uses in the words of the question', async () => {
    const index = await makeIndex([ferry])
    const answer = await wholeAnswer(index, '潛艇由石匠建？', { openDictionary })
    expect(answer.answerable).toBe(false)
    expect(answer.refusal?.message).toContain('submarine')
    expect(answer.refusal?.unknown_terms).toEqual(['潛艇', '石匠', '建'])
  })

  test('without a dictionary the language is not covered', async () => {
    const index = await makeIndex([ferry])
    const answer = await wholeAnswer(index, '渡輪的票價？')
    expect(answer.refusal?.reason).toBe('language_not_covered')
    expect(answer.searched_for).toBeUndefined()
  })
})
