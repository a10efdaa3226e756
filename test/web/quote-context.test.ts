import { expect, test } from 'vitest'
import { quoteContext } from '../../src/web/card/quote-context.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeGazette, textOf } from './gazette.ts'
import { cite } from './scripted-chat.ts'

const index = await makeGazette()

async function contextOf(words: string, path = 'ferries.txt') {
  const { id, source_id } = cite(index, path, words)
  return quoteContext(index, source_id, id)
}

test('a quote has the sentence before and the one after, cut from its text', async () => {
  const context = await contextOf('It set aside 25 million crowns.', 'council/minutes-march.txt')
  expect(context?.before).toMatch(/^The council met on Tuesday .* build them\. $/)
  expect(context?.quote).toBe('It set aside 25 million crowns.')
  expect(context?.after).toBe('\n\nMember Oyelaran voted against.')
})

test('a quote in the middle of a sentence has the rest of it as well', async () => {
  expect(await contextOf('electric ferries')).toEqual({
    before: 'The harbour council will buy four ',
    quote: 'electric ferries',
    after:
      ' for the inner harbour. The first is to sail in June 2025, and the last before the end of 2026.',
  })
})

test('no context goes over a heading or takes in what is no text of the article', async () => {
  expect(await contextOf('Each ferry costs 6.2 million crowns.')).toMatchObject({ before: '' })
  expect(await contextOf('Two will cross between Northquay and the market.')).toMatchObject({
    before: '',
    after: '\n\nThe other two will run up the river as far as the old mill, stopping on request.',
  })
})

test('Chinese sentences are told apart too', async () => {
  const context = await contextOf('首艘將於2025年6月啟航。', '渡輪.txt')
  expect(context?.before).toBe('議會將購買四艘電動渡輪。')
})

test('a very long sentence beside a quote is cut at a space', async () => {
  const long = `${'The clerk read another clause of it aloud and '.repeat(30)}sat down.`
  const given = { path: 'a.txt', title: 'A', titleOrigin: 'file' as const }
  const wordy = await makeIndex([{ ...given, ...textOf([['content', `${long} It passed.`]]) }])
  const { id, source_id } = cite(wordy, 'a.txt', 'It passed.')
  const { before = '' } = (await quoteContext(wordy, source_id, id)) ?? {}
  expect(before.length).toBeLessThan(300)
  expect(before).toMatch(/^… [a-z]+ .* sat down\. $/)
})

test('a place that is not there has no context', async () => {
  const { id, source_id } = cite(index, 'ferries.txt', 'Each ferry')
  for (const [source, citation] of [
    [source_id, 'cit_oops'],
    [source_id, `${id}999999`],
    ['src_000000000000', id],
    [source_id, 'cit_000000000000-0-5'],
  ] as const) {
    expect(await quoteContext(index, source, citation)).toBeUndefined()
  }
})
